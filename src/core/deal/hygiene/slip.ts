import { isAllowed, isOwn } from '../../people/rights.ts';
import { type ActorContext, acceptChange, type Decision, refuse } from '../change.ts';
import { type DealFile, type DealState, isOpen } from '../deal.ts';
import { type DealEvent, undoneVersions } from '../deal-event.ts';

/** Cause of a slipped close date: it was a guess from the start, or an obstacle came up. */
export const SLIP_CAUSES = ['guess', 'obstacle'] as const;
export type SlipCause = (typeof SLIP_CAUSES)[number];

type DatedState = Pick<DealState, 'outcome' | 'closeOn'>;

/** Whether a change moved the close date of an open deal later. */
export const isSlip = ({ before, after }: { readonly before: DatedState | null; readonly after: DatedState }): boolean =>
  before !== null && isOpen(before) && before.closeOn !== null && after.closeOn !== null && after.closeOn > before.closeOn;

/** The cause as a field of the event that records it; `version` is that of the slip. Stored. */
const toSlipField = (cause: SlipCause, version: number): string => `slip ${cause} ${version}`;

/** The cause that an event records, and the version of the slip that it explains; undefined for any other event. */
export function parseSlipCause(event: Pick<DealEvent, 'fields'>): { readonly cause: SlipCause; readonly of: number } | undefined {
  const [, cause, version] = /^slip (\w+) (\d+)$/.exec(event.fields[0] ?? '') ?? [];
  const known = SLIP_CAUSES.find((each) => each === cause);
  return known === undefined ? undefined : { cause: known, of: Number(version) };
}

/** The recorded cause of a slip, unless that record was undone. */
export function findSlipCause(history: readonly DealEvent[], version: number): SlipCause | undefined {
  const undone = undoneVersions(history);
  const said = history.find((event) => !undone.has(event.version) && parseSlipCause(event)?.of === version);
  return said === undefined ? undefined : parseSlipCause(said)?.cause;
}

/** Why a close date moved later; `version` is that of the event that moved it, `history` every event of the deal. */
export type SlipAnswer = { readonly history: readonly DealEvent[]; readonly version: number; readonly cause: SlipCause };

/**
 * Records why a close date moved later: once, by the person who moved it or a manager. No field of the deal changes.
 *
 * @returns `nothingToChange` when a cause is recorded already, or there is no such slip (it may have been undone).
 */
export function recordSlipCause(file: DealFile, { history, version, cause }: SlipAnswer, act: ActorContext): Decision {
  const slip = history.find((event) => event.version === version && event.undoes === null && isSlip(event));
  if (slip === undefined || undoneVersions(history).has(version) || file.deal.outcome === 'withdrawn')
    return refuse({ why: 'nothingToChange' });
  if (!isAllowed(act.actor.role, 'deal.explain', { own: isOwn(act.actor, slip.actorId) })) {
    return refuse({ why: 'notAllowed', action: 'deal.explain', ownerId: slip.actorId });
  }
  if (findSlipCause(history, version) !== undefined) return refuse({ why: 'nothingToChange' });
  return acceptChange(file, { kind: 'edited', fields: [toSlipField(cause, version)] }, act);
}
