import { type AgeingLine, ageingLines } from '../../core/funnel/ageing.ts';
import { isFirstWeekOfMonth } from '../../core/funnel/calibration.ts';
import { type ClosedReview, closedReview, reviewMonths } from '../../core/funnel/closed-review.ts';
import { givesAway } from '../../core/funnel/untold-amounts.ts';
import { morningReader } from '../../core/people/morning-reader.ts';
import { everything } from '../../core/people/viewer.ts';
import { addDays, dateAt, type PlainDate, startOfDay } from '../../core/time/calendar.ts';
import type { Tenant } from '../../store/types/store.ts';
import { hiddenAmounts, hidesSome } from '../in-sight.ts';
import type { SeenPipelineAt, SeenScope } from '../scope.ts';
import { loadMembersById } from '../tenant-reads.ts';

/** Deals that stand for long, of those that stand longest. */
const MAX_AGEING = 100;

/** Ageing deals of which their owner was told, by direct message, or whose owner nobody tells: they come first. */
async function onlyTold(tenant: Tenant, lines: readonly AgeingLine[], today: PlainDate): Promise<readonly AgeingLine[]> {
  const told = new Set(await tenant.ageingNotices.told(lines.map(({ number }) => number)));
  if (told.size === lines.length) return lines;
  const members = await loadMembersById(tenant);
  return lines.filter(({ number, ownerId }) => {
    const owner = members.get(ownerId);
    return told.has(number) || owner === undefined || morningReader(owner, members, today) === undefined;
  });
}

/**
 * The ageing deals of a pipeline, longest beyond what is usual first, as others than their owners hear of them: after the owner. A deal that came
 * or moved after the instant is none.
 */
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
  return onlyTold(tenant, ageingLines(deals, pipeline, { today, timeZone }), today);
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
