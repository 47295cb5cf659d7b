import type { Stage } from '../../pipeline/stage.ts';
import { addDays, dateAt, daysBetween, type PlainDate } from '../../time/calendar.ts';
import { type Deal, isIncomplete, isOpen } from '../deal.ts';
import { openSteps } from '../next-steps.ts';

/** A reason why an open deal needs attention. */
export type AttentionReason =
  | { readonly kind: 'nextStepDue'; readonly on: PlainDate }
  | { readonly kind: 'pastClose'; readonly on: PlainDate }
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'ageing'; readonly days: number };

/** A calendar day and the zone in which it is that day. */
export type LocalDay = { readonly today: PlainDate; readonly timeZone: string };

/**
 * Why an open deal needs attention, most urgent first; empty for a closed one. With a step in the future it does not count as ageing.
 *
 * @param stage the one that the deal is in.
 */
export function attentionReasons(
  deal: Deal,
  stage: Stage | undefined,
  { today, timeZone }: LocalDay,
): readonly AttentionReason[] {
  if (!isOpen(deal)) return [];
  const needs: AttentionReason[] = [];
  if (deal.nextStepOn !== null && deal.nextStepOn <= today) needs.push({ kind: 'nextStepDue', on: deal.nextStepOn });
  if (deal.closeOn !== null && deal.closeOn < today) needs.push({ kind: 'pastClose', on: deal.closeOn });
  if (isIncomplete(deal)) needs.push({ kind: 'incomplete' });
  const days = daysBetween(dateAt(deal.stageSince, timeZone), today);
  const planned = openSteps(deal).some(({ on }) => on !== null && on >= addDays(today, 1));
  if (stage !== undefined && days > stage.ageingDays && !planned) needs.push({ kind: 'ageing', days });
  return needs;
}
