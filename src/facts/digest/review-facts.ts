import { type AgeingLine, ageingLines } from '../../core/funnel/ageing.ts';
import { isFirstWeekOfMonth } from '../../core/funnel/calibration.ts';
import { type ClosedReview, closedReview, reviewMonths } from '../../core/funnel/closed-review.ts';
import { addDays, dateAt, startOfDay } from '../../core/time/calendar.ts';
import type { PipelineAt } from '../scope.ts';

/** Deals that stand for long, of those that stand longest. */
const MAX_AGEING = 100;

/** The ageing deals of a pipeline, longest beyond what is usual first; a deal that came or moved after the instant is none. */
export async function loadAgeingLines({ tenant, pipeline, at, timeZone }: PipelineAt): Promise<readonly AgeingLine[]> {
  const today = dateAt(at, timeZone);
  const page = { order: 'longest', today, limit: MAX_AGEING, offset: 0 } as const;
  const { deals } = await tenant.deals.list({ pipelineId: pipeline.id, stale: true }, page);
  return ageingLines(deals, pipeline, { today, timeZone });
}

/** What was closed in the last three whole months against the three before; null but in the first week of a month. */
export async function loadClosedReview({ tenant, pipeline, at, timeZone }: PipelineAt): Promise<ClosedReview | null> {
  const today = dateAt(at, timeZone);
  if (!isFirstWeekOfMonth(addDays(today, -7), today)) return null;
  const months = reviewMonths(today);
  const instants = {
    before: startOfDay(months.before, timeZone),
    now: startOfDay(months.now, timeZone),
    end: startOfDay(months.end, timeZone),
  };
  const deals = await tenant.funnel.closedDeals(pipeline.id, { from: instants.before, to: instants.end });
  return closedReview(deals, { months, instants });
}
