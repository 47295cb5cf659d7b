import { type Act, changed, type Decision, refuse, refusedOnOpen } from './change.ts';
import type { DealFile } from './deal.ts';
import type { DealEvent } from './deal-event.ts';

/** Stands among the fields of the event that says that a deal is still being worked on. */
export const STILL_WORKING = 'still working';

/**
 * Notes that an open deal is still being worked on, though it stands for long: once per visit. Nothing else about it changes.
 *
 * @param history every event of the deal.
 */
export function stillWorking(file: DealFile, history: readonly DealEvent[], act: Act): Decision {
  const refused = refusedOnOpen(file.deal, act, 'deal.edit');
  if (refused !== undefined) return refuse(refused);
  const undone = new Set(history.flatMap(({ undoes }) => undoes ?? []));
  const said = history.some(
    ({ fields, at, version }) => fields.includes(STILL_WORKING) && at >= file.deal.stageSince && !undone.has(version),
  );
  return said ? refuse({ why: 'nothingToChange' }) : changed(file, act, 'edited', {}, { fields: [STILL_WORKING] });
}
