import { setImmediate } from 'node:timers/promises';
import type { DealEvent } from '../../core/deal/deal-event.ts';
import { reviewMonths } from '../../core/funnel/closed-review.ts';
import {
  type AsOfPost,
  type DrillDownCount,
  type DrillDownFacts,
  type DrillDownKey,
  type DrillDownPage,
  LISTED_KINDS,
  type ReviewKind,
} from '../../core/funnel/drill-down.ts';
import { MOVEMENT_KINDS } from '../../core/history/movement.ts';
import { pipelineValueMinorOrZero, totalAmount } from '../../core/money/amount.ts';
import { openStages, type Pipeline } from '../../core/pipeline/stage.ts';
import { type PlainDate, startOfDay } from '../../core/time/calendar.ts';
import type { Instant } from '../../core/time/instant.ts';
import { PERIOD_KINDS, type PeriodKind, periodContaining, periodInstants } from '../../core/time/periods.ts';
import type { AsOfFilter } from '../../store/types/deals.ts';
import type { Workspace } from '../../store/types/people.ts';
import { inSight } from '../in-sight.ts';
import type { SeenPipelineAt } from '../scope.ts';
import { loadWeekWithEvents, type WeekWithEvents } from './week-facts.ts';

const isSameKey = (a: DrillDownKey, b: DrillDownKey): boolean =>
  a.kind === b.kind && (a.kind !== 'stage' || b.kind !== 'stage' || a.stageId === b.stageId);

/** A number whose deals are asked for as they stood. */
type AskedAsOf = { readonly of: DrillDownKey; readonly filter: AsOfFilter };

/** The numbers that no counter of the week holds: wins of the running periods, what the post counted one by one, what a review counted. */
function askedAsOf({ timeZone, listed = {}, review, workspace }: DrillDownScope, today: PlainDate): readonly AskedAsOf[] {
  const inPeriod = (kind: PeriodKind): AskedAsOf => {
    const span = periodInstants(periodContaining(today, kind, workspace.fiscalStartMonth), timeZone);
    return { of: { kind }, filter: { kind: 'won', ...span } };
  };
  const months = reviewMonths(today);
  const [before, now, end] = [months.before, months.now, months.end].map((on) => startOfDay(on, timeZone));
  const closed = (
    kind: ReviewKind,
    outcome: 'won' | 'lost',
    [from = 0, to = 0]: readonly (Instant | undefined)[],
  ): AskedAsOf => ({
    of: { kind },
    filter: { kind: outcome, from, to },
  });
  return [
    ...PERIOD_KINDS.map(inPeriod),
    ...LISTED_KINDS.flatMap((kind): readonly AskedAsOf[] => {
      const numbers = listed[kind];
      return numbers === undefined ? [] : [{ of: { kind }, filter: { kind: 'listed', numbers } }];
    }),
    ...(review === true
      ? [
          closed('reviewWon', 'won', [now, end]),
          closed('reviewLost', 'lost', [now, end]),
          closed('reviewWonBefore', 'won', [before, now]),
          closed('reviewLostBefore', 'lost', [before, now]),
        ]
      : []),
  ];
}

function drillDownCounts(
  pipeline: Pipeline,
  { stock, hygiene, eventChunksByMovement }: WeekWithEvents,
  asOf: readonly DrillDownCount[],
): readonly DrillDownCount[] {
  const all: readonly DrillDownCount[] = [
    ...openStages(pipeline).map(({ id }) => ({
      of: { kind: 'stage', stageId: id } as const,
      count: stock.find(({ stageId }) => stageId === id)?.count ?? 0,
    })),
    { of: { kind: 'open' }, count: totalAmount(stock).count },
    ...MOVEMENT_KINDS.map((kind) => ({
      of: { kind },
      count: eventChunksByMovement.reduce((sum, part) => sum + (part.get(kind) ?? []).length, 0),
    })),
    { of: { kind: 'overdue' }, count: hygiene.overdue.count },
    { of: { kind: 'undated' }, count: hygiene.undated.count },
    ...asOf,
  ];
  return all.filter(({ count }) => count > 0);
}

const byValueDescending = (a: DealEvent, b: DealEvent): number =>
  pipelineValueMinorOrZero(b.after) - pipelineValueMinorOrZero(a.after) || a.dealNumber - b.dealNumber || a.version - b.version;

/** A row for each event, the most valuable deal first: a deal that moved twice counts twice, as in the post. */
async function loadMovedDeals(
  { tenant, viewer }: SeenPipelineAt,
  parts: readonly (readonly DealEvent[])[],
  page: { readonly limit: number; readonly offset: number },
): Promise<DrillDownPage> {
  const until = page.offset + page.limit;
  let [first, total, valueMinor]: [readonly DealEvent[], number, number] = [[], 0, 0];
  for (const part of parts) {
    first = [...first, ...part].sort(byValueDescending).slice(0, until);
    total += part.length;
    valueMinor += part.reduce((sum, { after }) => sum + pipelineValueMinorOrZero(after), 0);
    await setImmediate();
  }
  const shown = first.slice(page.offset);
  const deals = new Map(
    (await tenant.deals(viewer).byNumbers(shown.map((event) => event.dealNumber))).map((deal) => [deal.number, deal]),
  );
  return {
    deals: shown.flatMap(({ dealNumber, before, after }) => {
      const now = deals.get(dealNumber);
      return now === undefined ? [] : [{ now, was: after, fromStageId: before?.stageId ?? null }];
    }),
    total,
    valueMinor,
  };
}

/** The post that is drilled into, its pipeline, and whoever looks. */
type DrillDownScope = SeenPipelineAt &
  Pick<AsOfPost, 'since' | 'listed' | 'review'> & { readonly workspace: Pick<Workspace, 'fiscalStartMonth'> };

/**
 * The deals behind the numbers of a post, as they stood when it was made, however much changed since: those that the viewer sees, in the
 * numbers too.
 *
 * @param wanted which number; the first one that there is where it is not among them any more.
 * @returns undefined where every number is 0.
 */
export async function loadDrillDown(
  where: DrillDownScope,
  wanted: DrillDownKey | undefined,
  page: { readonly limit: number; readonly offset: number },
): Promise<DrillDownFacts | undefined> {
  const { tenant, viewer, pipeline, at } = where;
  const week = await loadWeekWithEvents(inSight(where), where.since);
  const asked = askedAsOf(where, week.today);
  const seen = tenant.deals(viewer);
  const counted = await Promise.all(
    asked.map(async ({ of, filter }) => ({
      of,
      count: (await seen.asOf(pipeline.id, at, { filter, limit: 0, offset: 0 })).total,
    })),
  );
  const counts = drillDownCounts(pipeline, week, counted);
  const chosen = counts.find(({ of }) => wanted !== undefined && isSameKey(of, wanted)) ?? counts[0];
  if (chosen === undefined) return undefined;
  const moved = MOVEMENT_KINDS.find((kind) => kind === chosen.of.kind);
  if (moved !== undefined) {
    const parts = week.eventChunksByMovement.map((part) => part.get(moved) ?? []);
    return { counts, chosen, page: await loadMovedDeals(where, parts, page) };
  }
  const filter = asked.find(({ of }) => isSameKey(of, chosen.of))?.filter ?? openFilter(chosen.of, week.today);
  return { counts, chosen, page: await seen.asOf(pipeline.id, at, { filter, ...page }) };
}

/** Of a number of open deals. */
function openFilter(of: DrillDownKey, today: PlainDate): AsOfFilter {
  switch (of.kind) {
    case 'stage':
      return { kind: 'stage', stageId: of.stageId };
    case 'overdue':
      return { kind: 'overdue', today };
    case 'undated':
      return { kind: 'undated' };
    default:
      return { kind: 'open' };
  }
}
