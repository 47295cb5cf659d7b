import type { PlainDate } from './calendar.ts';
import { type Act, changed, type Decision, refuse, refusedOnOpen } from './change.ts';
import type { Deal, DealFile } from './deal.ts';
import type { DealEvent } from './deal-event.ts';

/** A deal that a digest asks about: past its close date then, or without one (null). */
export type TidyLine = { readonly number: number; readonly closeOn: PlainDate | null };

/** Stands among the fields of the event that says that a deal stays as it is, whatever its close date. */
export const KEPT = 'date kept';

/** Whether a deal has a close date that is still to come. */
const isDated = (deal: Deal, today: PlainDate): boolean => deal.closeOn !== null && deal.closeOn >= today;

/** Whether somebody said since an instant that a deal stays as it is, and that was not taken back. */
export function keptSince(history: readonly DealEvent[], since: number): boolean {
  const undone = new Set(history.flatMap(({ undoes }) => undoes ?? []));
  return history.some(({ at, fields, version }) => at >= since && fields.includes(KEPT) && !undone.has(version));
}

/**
 * Notes that an open deal past its close date, or without one, stays: once per digest. Nothing else about it changes.
 *
 * @param history every event of the deal. @param since when the digest was made, ms.
 * @returns `nothingToChange` when that was said already, or the deal has a date to come.
 */
export function keepDeal(file: DealFile, history: readonly DealEvent[], since: number, act: Act): Decision {
  const refused = refusedOnOpen(file.deal, act, 'deal.edit');
  if (refused !== undefined) return refuse(refused);
  if (isDated(file.deal, act.today) || keptSince(history, since)) return refuse({ why: 'nothingToChange' });
  return changed(file, act, 'edited', {}, { fields: [KEPT] });
}

/** What became of a deal that a digest asked about; `wanted`: nothing yet. */
export type TidyState =
  | { readonly kind: 'wanted' | 'kept' | 'won' | 'lost' | 'withdrawn' }
  | { readonly kind: 'dated'; readonly on: PlainDate };

/** @param history every event of the deal. @param since when the digest was made, ms. */
export function tidyState(deal: Deal, history: readonly DealEvent[], since: number, today: PlainDate): TidyState {
  if (deal.outcome !== 'open') return { kind: deal.outcome };
  if (deal.closeOn !== null && isDated(deal, today)) return { kind: 'dated', on: deal.closeOn };
  return { kind: keptSince(history, since) ? 'kept' : 'wanted' };
}
