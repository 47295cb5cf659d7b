import { type ActorContext, acceptChange, type Decision, refuse } from './change.ts';
import { type DealFile, isOpen } from './deal.ts';
import type { DealEvent } from './deal-event.ts';
import { isAllowed } from './rights.ts';

/** Why a close date moved later: it was a guess from the first, or something came in between. */
export const SLIP_CAUSES = ['guess', 'obstacle'] as const;
export type SlipCause = (typeof SLIP_CAUSES)[number];

/** Whether a change moved the close date of an open deal later. */
export const isSlip = ({ before, after }: Pick<DealEvent, 'before' | 'after'>): boolean =>
  before !== null && isOpen(before) && before.closeOn !== null && after.closeOn !== null && after.closeOn > before.closeOn;

/** How a cause stands among the fields of the event that says it: `version` is that of the slip. */
const toSlipField = (cause: SlipCause, version: number): string => `slip ${cause} ${version}`;

/** The cause that an event says, and the version of the slip that it is about; undefined for any other event. */
export function parseSlipCause(event: Pick<DealEvent, 'fields'>): { readonly cause: SlipCause; readonly of: number } | undefined {
  const [, cause, version] = /^slip (\w+) (\d+)$/.exec(event.fields[0] ?? '') ?? [];
  const known = SLIP_CAUSES.find((each) => each === cause);
  return known === undefined ? undefined : { cause: known, of: Number(version) };
}

/** What was said of a slip, where that was not taken back. */
export function findSlipCause(history: readonly DealEvent[], version: number): SlipCause | undefined {
  const undone = new Set(history.flatMap(({ undoes }) => undoes ?? []));
  const said = history.find((event) => !undone.has(event.version) && parseSlipCause(event)?.of === version);
  return said === undefined ? undefined : parseSlipCause(said)?.cause;
}

/** Why a close date moved later; `version` is that of the event that moved it, `history` every event of the deal. */
export type SlipAnswer = { readonly history: readonly DealEvent[]; readonly version: number; readonly cause: SlipCause };

/**
 * Keeps why a close date moved later: once, by whom moved it or a manager. Nothing else about the deal changes.
 *
 * @returns `nothingToChange` when it was said before, or there is no such slip (any more).
 */
export function recordSlipCause(file: DealFile, { history, version, cause }: SlipAnswer, act: ActorContext): Decision {
  const slip = history.find((event) => event.version === version && event.undoes === null && isSlip(event));
  const undone = history.some(({ undoes }) => undoes === version);
  if (slip === undefined || undone || file.deal.outcome === 'withdrawn') return refuse({ why: 'nothingToChange' });
  if (!isAllowed(act.actor.role, 'deal.explain', { own: slip.actorId === act.actor.id })) {
    return refuse({ why: 'notAllowed', action: 'deal.explain', ownerId: slip.actorId });
  }
  if (findSlipCause(history, version) !== undefined) return refuse({ why: 'nothingToChange' });
  return acceptChange(file, { kind: 'edited', fields: [toSlipField(cause, version)] }, act);
}
