import type { Deal } from '../../core/deal/deal.ts';
import type { DealEvent } from '../../core/deal/deal-event.ts';
import { type PlainDate, zonedInstant } from '../../core/time/calendar.ts';
import type { Instant } from '../../core/time/instant.ts';
import { stepTime } from '../../input/lines/next-step-line.ts';
import { stepReminderPost } from '../../jobs/posts/step-reminder.ts';
import type { DeliveryDraft } from '../../store/types/posts.ts';

/** When a planned step is to be reminded of; undefined where it has no hour, or where that is over. */
export function stepReminderAt(
  { nextStep, nextStepOn }: Pick<Deal, 'nextStep' | 'nextStepOn'>,
  { timeZone, at }: { readonly timeZone: string; readonly at: Instant },
): { readonly time: string; readonly on: PlainDate } | undefined {
  const time = stepTime(nextStep);
  if (time === null || nextStepOn === null || zonedInstant(nextStepOn, time, timeZone) <= at) return undefined;
  return { time, on: nextStepOn };
}

/** The reminder that a change of a deal asks for: where it plans a step at an hour, or moves one. */
export function stepReminderDrafts(
  { event, deal }: { readonly event: DealEvent; readonly deal: Deal },
  planner: { readonly slackUserId: string; readonly timeZone: string; readonly at: Instant },
): readonly DeliveryDraft[] {
  const { before } = event;
  if (before?.nextStep === deal.nextStep && before?.nextStepOn === deal.nextStepOn) return [];
  const due = stepReminderAt(deal, planner);
  if (due === undefined || deal.nextStep === null) return [];
  const { slackUserId, timeZone } = planner;
  return [stepReminderPost.draft({ deal, step: deal.nextStep, ...due, timeZone, plannedBy: slackUserId })];
}
