import { setImmediate } from 'node:timers/promises';
import type { DealEvent } from '../../core/deal/deal-event.ts';
import type { DrillDownCount, DrillDownFacts, DrillDownKey, DrillDownPage } from '../../core/funnel/drill-down.ts';
import { MOVEMENT_KINDS } from '../../core/history/movement.ts';
import { type Amount, pipelineValueMinorOrZero, totalAmount } from '../../core/money/amount.ts';
import { openStages, type Pipeline } from '../../core/pipeline/stage.ts';
import type { PlainDate } from '../../core/time/calendar.ts';
import type { Instant } from '../../core/time/instant.ts';
import { periodContaining, periodInstants } from '../../core/time/periods.ts';
import type { AsOfFilter } from '../../store/types/deals.ts';
import { inSight } from '../in-sight.ts';
import type { SeenPipelineAt } from '../scope.ts';
import { loadWeekWithEvents, type WeekWithEvents } from './week-facts.ts';

const isSameKey = (a: DrillDownKey, b: DrillDownKey): boolean =>
  a.kind === b.kind && (a.kind !== 'stage' || b.kind !== 'stage' || a.stageId === b.stageId);

function drillDownCounts(
  pipeline: Pipeline,
  { stock, hygiene, eventChunksByMovement }: WeekWithEvents,
  month: Amount,
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
    { of: { kind: 'month' }, count: month.count },
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

/**
 * The deals behind the numbers of a post, as they stood when it was made, however much changed since: those that the viewer sees, in the
 * numbers too.
 *
 * @param wanted which number; the first one that there is where it is not among them any more.
 * @returns undefined where every number is 0.
 */
export async function loadDrillDown(
  where: SeenPipelineAt & { readonly since?: Instant | undefined },
  wanted: DrillDownKey | undefined,
  page: { readonly limit: number; readonly offset: number },
): Promise<DrillDownFacts | undefined> {
  const { tenant, viewer, pipeline, at, timeZone } = where;
  const week = await loadWeekWithEvents(inSight(where), where.since);
  const month = periodInstants(periodContaining(week.today, 'month', 1), timeZone);
  const won: AsOfFilter = { kind: 'won', from: month.from, to: month.to };
  const { total, valueMinor } = await tenant.deals(viewer).asOf(pipeline.id, at, { filter: won, limit: 0, offset: 0 });
  const counts = drillDownCounts(pipeline, week, { count: total, valueMinor });
  const chosen = counts.find(({ of }) => wanted !== undefined && isSameKey(of, wanted)) ?? counts[0];
  if (chosen === undefined) return undefined;
  const moved = MOVEMENT_KINDS.find((kind) => kind === chosen.of.kind);
  if (moved !== undefined) {
    const parts = week.eventChunksByMovement.map((part) => part.get(moved) ?? []);
    return { counts, chosen, page: await loadMovedDeals(where, parts, page) };
  }
  return {
    counts,
    chosen,
    page: await tenant.deals(viewer).asOf(pipeline.id, at, { filter: asOfFilter(chosen.of, week.today, won), ...page }),
  };
}

function asOfFilter(of: DrillDownKey, today: PlainDate, won: AsOfFilter): AsOfFilter {
  switch (of.kind) {
    case 'stage':
      return of;
    case 'overdue':
      return { kind: 'overdue', today };
    case 'undated':
      return { kind: 'undated' };
    case 'month':
      return won;
    default:
      return { kind: 'open' };
  }
}
