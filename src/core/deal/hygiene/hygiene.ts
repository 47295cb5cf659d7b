import type { DealNumber } from '../../ids.ts';
import type { PlainDate } from '../../time/calendar.ts';
import type { Instant } from '../../time/instant.ts';
import { type ActorContext, acceptChange, type Decision, refusalUnlessAllowedAndOpen, refuse } from '../change.ts';
import type { Deal, DealFile } from '../deal.ts';
import { type DealEvent, undoneVersions } from '../deal-event.ts';

/** A deal that a digest asks about: it was past its close date, or had none (null). */
export type HygieneLine = { readonly number: DealNumber; readonly closeOn: PlainDate | null };

/** Marks, among the fields of an event, that a deal was kept open as it is in spite of its close date; stored. */
export const CLOSE_DATE_KEPT_FIELD = 'date kept';

/** When a digest asked about a deal (`since`, ms: when it was made), and every event of that deal. */
export type DigestQuestion = { readonly history: readonly DealEvent[]; readonly since: Instant };

/** Whether a deal has a close date that is still to come. */
const hasFutureCloseDate = (deal: Deal, today: PlainDate): boolean => deal.closeOn !== null && deal.closeOn >= today;

/** Whether a deal was marked as kept since an instant, and the mark was not undone. */
export function isKeptSince(history: readonly DealEvent[], since: Instant): boolean {
  const undone = undoneVersions(history);
  return history.some(({ at, fields, version }) => at >= since && fields.includes(CLOSE_DATE_KEPT_FIELD) && !undone.has(version));
}

/**
 * Marks an open deal past its close date, or without one, as kept; once per digest. No field of the deal changes.
 *
 * @returns `nothingToChange` when it is marked already, or its close date is today or later.
 */
export function markKept(file: DealFile, { history, since }: DigestQuestion, act: ActorContext): Decision {
  const refused = refusalUnlessAllowedAndOpen(file.deal, act, 'deal.edit');
  if (refused !== undefined) return refuse(refused);
  if (hasFutureCloseDate(file.deal, act.today) || isKeptSince(history, since)) return refuse({ why: 'nothingToChange' });
  return acceptChange(file, { kind: 'edited', fields: [CLOSE_DATE_KEPT_FIELD] }, act);
}

/** What was done about a deal that a digest asked about; `wanted`: nothing yet. */
export type HygieneState =
  | { readonly kind: 'wanted' | 'kept' | 'won' | 'lost' | 'withdrawn' }
  | { readonly kind: 'dated'; readonly on: PlainDate };

/** What was done about a deal that a digest asked about, as of a day. */
export function hygieneState(deal: Deal, { history, since }: DigestQuestion, today: PlainDate): HygieneState {
  if (deal.outcome !== 'open') return { kind: deal.outcome };
  if (deal.closeOn !== null && hasFutureCloseDate(deal, today)) return { kind: 'dated', on: deal.closeOn };
  return { kind: isKeptSince(history, since) ? 'kept' : 'wanted' };
}
