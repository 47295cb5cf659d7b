import { type ActorContext, acceptChange, type Decision, refusalUnlessAllowedAndOpen, refuse } from '../change.ts';
import type { DealFile } from '../deal.ts';
import { type DealEvent, undoneVersions } from '../deal-event.ts';

/** Marks, among the fields of an event, that an ageing deal is still being worked on; stored. */
export const STILL_WORKING_FIELD = 'still working';

/**
 * Marks an ageing open deal as still being worked on; once per visit to a stage. No field of the deal changes.
 *
 * @param history every event of the deal.
 */
export function markStillWorking(file: DealFile, history: readonly DealEvent[], act: ActorContext): Decision {
  const refused = refusalUnlessAllowedAndOpen(file.deal, act, 'deal.edit');
  if (refused !== undefined) return refuse(refused);
  const undone = undoneVersions(history);
  const said = history.some(
    ({ fields, at, version }) => fields.includes(STILL_WORKING_FIELD) && at >= file.deal.stageSince && !undone.has(version),
  );
  return said ? refuse({ why: 'nothingToChange' }) : acceptChange(file, { kind: 'edited', fields: [STILL_WORKING_FIELD] }, act);
}
