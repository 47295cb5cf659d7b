import type { PlainDate } from '../time/calendar.ts';
import { type ActorContext, acceptChange, type Decision, refusalUnlessAllowedAndOpen, refuse } from './change.ts';
import type { Deal, DealFile } from './deal.ts';
import type { DealEvent } from './deal-event.ts';

/** A deal that a digest asks about: past its close date then, or without one (null). */
export type HygieneLine = { readonly number: number; readonly closeOn: PlainDate | null };

/** Stands among the fields of the event that says that a deal stays as it is, whatever its close date. */
export const CLOSE_DATE_KEPT_FIELD = 'date kept';

/** When a digest asked about a deal (`since`, ms: when it was made), and every event of that deal. */
export type DigestQuestion = { readonly history: readonly DealEvent[]; readonly since: number };

/** Whether a deal has a close date that is still to come. */
const hasFutureCloseDate = (deal: Deal, today: PlainDate): boolean => deal.closeOn !== null && deal.closeOn >= today;

/** Whether somebody said since an instant that a deal stays as it is, and that was not taken back. */
export function isKeptSince(history: readonly DealEvent[], since: number): boolean {
  const undone = new Set(history.flatMap(({ undoes }) => undoes ?? []));
  return history.some(({ at, fields, version }) => at >= since && fields.includes(CLOSE_DATE_KEPT_FIELD) && !undone.has(version));
}

/**
 * Notes that an open deal past its close date, or without one, stays: once per digest. Nothing else about it changes.
 *
 * @returns `nothingToChange` when that was said already, or the deal has a date to come.
 */
export function markKept(file: DealFile, { history, since }: DigestQuestion, act: ActorContext): Decision {
  const refused = refusalUnlessAllowedAndOpen(file.deal, act, 'deal.edit');
  if (refused !== undefined) return refuse(refused);
  if (hasFutureCloseDate(file.deal, act.today) || isKeptSince(history, since)) return refuse({ why: 'nothingToChange' });
  return acceptChange(file, { kind: 'edited', fields: [CLOSE_DATE_KEPT_FIELD] }, act);
}

/** What became of a deal that a digest asked about; `wanted`: nothing yet. */
export type HygieneState =
  | { readonly kind: 'wanted' | 'kept' | 'won' | 'lost' | 'withdrawn' }
  | { readonly kind: 'dated'; readonly on: PlainDate };

/** How a deal that a digest asked about stands on a day. */
export function hygieneState(deal: Deal, { history, since }: DigestQuestion, today: PlainDate): HygieneState {
  if (deal.outcome !== 'open') return { kind: deal.outcome };
  if (deal.closeOn !== null && hasFutureCloseDate(deal, today)) return { kind: 'dated', on: deal.closeOn };
  return { kind: isKeptSince(history, since) ? 'kept' : 'wanted' };
}
