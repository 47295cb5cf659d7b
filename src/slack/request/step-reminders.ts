import type { Deal, PlannedStep } from '../../core/deal/deal.ts';
import type { DealEvent } from '../../core/deal/deal-event.ts';
import { openSteps, stepId } from '../../core/deal/next-steps.ts';
import { type PlainDate, zonedInstant } from '../../core/time/calendar.ts';
import type { Instant } from '../../core/time/instant.ts';
import { stepTime } from '../../input/lines/next-step-line.ts';
import { stepReminderPost } from '../../jobs/posts/step-reminder.ts';
import type { DeliveryDraft } from '../../store/types/posts.ts';

/** When a planned step is to be reminded of; undefined where it has no hour, or where that is over. */
export function stepReminderAt(
  { step, on }: PlannedStep,
  { timeZone, at }: { readonly timeZone: string; readonly at: Instant },
): { readonly time: string; readonly on: PlainDate } | undefined {
  const time = stepTime(step);
  if (time === null || on === null || zonedInstant(on, time, timeZone) <= at) return undefined;
  return { time, on };
}

/** The reminders that a change of a deal asks for: one for each step that it plans at an hour, or moves to one. */
export function stepReminderDrafts(
  { event, deal }: { readonly event: DealEvent; readonly deal: Deal },
  planner: { readonly slackUserId: string; readonly timeZone: string; readonly at: Instant },
): readonly DeliveryDraft[] {
  const known = new Set(event.before === null ? [] : openSteps(event.before).map(stepId));
  const { slackUserId, timeZone } = planner;
  return openSteps(deal)
    .filter((planned) => !known.has(stepId(planned)))
    .flatMap((planned) => {
      const due = stepReminderAt(planned, planner);
      if (due === undefined) return [];
      return [stepReminderPost.draft({ deal, step: planned.step, ...due, timeZone, plannedBy: slackUserId })];
    });
}
