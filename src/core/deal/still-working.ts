import { type ActorContext, acceptChange, type Decision, refusalUnlessAllowedAndOpen, refuse } from './change.ts';
import type { DealFile } from './deal.ts';
import type { DealEvent } from './deal-event.ts';

/** Stands among the fields of the event that says that a deal is still being worked on. */
export const STILL_WORKING_FIELD = 'still working';

/**
 * Notes that an open deal is still being worked on, though it stands for long: once per visit. Nothing else about it changes.
 *
 * @param history every event of the deal.
 */
export function markStillWorking(file: DealFile, history: readonly DealEvent[], act: ActorContext): Decision {
  const refused = refusalUnlessAllowedAndOpen(file.deal, act, 'deal.edit');
  if (refused !== undefined) return refuse(refused);
  const undone = new Set(history.flatMap(({ undoes }) => undoes ?? []));
  const said = history.some(
    ({ fields, at, version }) => fields.includes(STILL_WORKING_FIELD) && at >= file.deal.stageSince && !undone.has(version),
  );
  return said ? refuse({ why: 'nothingToChange' }) : acceptChange(file, { kind: 'edited', fields: [STILL_WORKING_FIELD] }, act);
}
