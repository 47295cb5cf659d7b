import { type AgeingLine, ageingLines } from '../../core/funnel/ageing.ts';
import { isFirstWeekOfMonth } from '../../core/funnel/calibration.ts';
import { type ClosedReview, closedReview, reviewMonths } from '../../core/funnel/closed-review.ts';
import { givesAway } from '../../core/funnel/untold-amounts.ts';
import { everything } from '../../core/people/viewer.ts';
import { addDays, dateAt, startOfDay } from '../../core/time/calendar.ts';
import { hiddenAmounts, hidesSome } from '../in-sight.ts';
import type { SeenPipelineAt, SeenScope } from '../scope.ts';

/** Deals that stand for long, of those that stand longest. */
const MAX_AGEING = 100;

/** The ageing deals of a pipeline, longest beyond what is usual first; a deal that came or moved after the instant is none. */
export async function loadAgeingLines({
  tenant,
  viewer,
  pipeline,
  at,
  timeZone,
}: SeenPipelineAt): Promise<readonly AgeingLine[]> {
  const today = dateAt(at, timeZone);
  const page = { order: 'longest', today, limit: MAX_AGEING, offset: 0 } as const;
  const { deals } = await tenant.deals(viewer).list({ pipelineId: pipeline.id, stale: true }, page);
  return ageingLines(deals, pipeline, { today, timeZone });
}

/**
 * What was closed in the last three whole months against the three before; null but in the first week of a month, and
 * where it would give a deal away that the reader may not see.
 */
export async function loadClosedReview(scope: SeenScope): Promise<ClosedReview | null> {
  const { tenant, pipeline, at, timeZone } = scope;
  const today = dateAt(at, timeZone);
  if (!isFirstWeekOfMonth(addDays(today, -7), today)) return null;
  const months = reviewMonths(today);
  const instants = {
    before: startOfDay(months.before, timeZone),
    now: startOfDay(months.now, timeZone),
    end: startOfDay(months.end, timeZone),
  };
  const span = { from: instants.before, to: instants.end };
  const deals = await tenant.funnel.closedDeals(pipeline.id, span, everything('computes'));
  const review = closedReview(deals, { months, instants });
  if (review === null || !hidesSome(scope)) return review;
  const hidden = hiddenAmounts(
    scope,
    deals.map((deal) => ({ ...deal, count: 1 })),
  );
  const [now, before] = [true, false].map((isNow) => hidden.filter(({ closedAt }) => closedAt >= instants.now === isNow));
  // A reason is mostly that of a deal or two.
  return givesAway(now ?? []) || givesAway(before ?? []) ? null : { ...review, reasons: [] };
}
