import { setImmediate } from 'node:timers/promises';
import { chunkByDeal, type DealEvent } from '../core/deal/deal-event.ts';
import { isFirstWeekOfMonth } from '../core/funnel/calibration.ts';
import { type DigestFacts, digestFacts } from '../core/funnel/digest.ts';
import { estimatesInForce } from '../core/funnel/stage-estimate.ts';
import type { TargetProgress } from '../core/funnel/target-progress.ts';
import { combineMovements, eventsByMovement, type Movement, type MovementKind, sumMovement } from '../core/history/movement.ts';
import { hygieneBefore, stockBefore } from '../core/history/stock-before.ts';
import type { PipelineId } from '../core/ids.ts';
import { type HygieneTotals, type StageStock, totalAmount } from '../core/money/amount.ts';
import { addDays, dateAt, type PlainDate } from '../core/time/calendar.ts';
import { previousSlot } from '../core/time/slots.ts';
import { loadCommitmentLines } from './commitment-facts.ts';
import { loadGapLines, loadOverfullLines } from './gap-facts.ts';
import { loadTargets, toNeedFacts } from './need-facts.ts';
import type { PipelineAt, PipelineScope } from './scope.ts';
import { loadTargetProgress } from './target-progress-facts.ts';
import { loadTeamNumbers } from './team-numbers.ts';

/** Numbers of a week as of its end: the counters of now minus the movement since. */
export type WeekNumbers = {
  /** The same time of day seven days before, ms. */
  readonly start: number;
  readonly today: PlainDate;
  readonly stock: readonly StageStock[];
  readonly movement: Movement;
  readonly hygiene: HygieneTotals;
  /** The events of the week by the movement that they count as, in chunks of whole deals. */
  readonly eventChunksByMovement: readonly ReadonlyMap<MovementKind, readonly DealEvent[]>[];
  /** Every event after it. */
  readonly eventsSince: readonly DealEvent[];
};

/** Events per chunk: a week may have seen a hundred thousand, and the event loop is free between chunks. */
const EVENTS_PER_CHUNK = 1_000;

/** Maps over chunks of whole deals' events, yielding to the event loop after each. */
async function mapInChunks<Result>(
  events: readonly DealEvent[],
  process: (some: readonly DealEvent[]) => Result,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const some of chunkByDeal(events, EVENTS_PER_CHUNK)) {
    results.push(process(some));
    await setImmediate();
  }
  return results;
}

/** Counts the week that ends at an instant, as it was then. @param at ms, not later than what the store holds. */
export async function loadWeekNumbers({ tenant, pipeline, timeZone, at }: PipelineAt): Promise<WeekNumbers> {
  const pipelineId = pipeline.id;
  const start = previousSlot({ weekday: 1, timeOfDay: timeOfDay(at, timeZone), timeZone }, at);
  const today = dateAt(at, timeZone);
  const [stockNow, all, hygieneNow] = await Promise.all([
    tenant.funnel.stock(pipelineId),
    tenant.funnel.eventsFrom(pipelineId, start),
    tenant.funnel.hygiene(pipelineId, today),
  ]);
  const later = all.filter((event) => event.at > at);
  const events = all.filter((event) => event.at > start && event.at <= at);
  const stock = stockBefore(stockNow, later);
  const parts = await mapInChunks(events, (some) => {
    const found = eventsByMovement(some);
    return { found, moved: sumMovement(some, found) };
  });
  let hygiene = hygieneNow;
  await mapInChunks(later, (some) => {
    hygiene = hygieneBefore(hygiene, some, today);
  });
  const moved = parts.map(({ found }) => found);
  const movement = combineMovements(
    totalAmount(stock),
    parts.map((part) => part.moved),
  );
  return { start, today, stock, movement, hygiene, eventChunksByMovement: moved, eventsSince: later };
}

/**
 * The facts of the week that ends at an instant, as they were then.
 *
 * @param withLongForecasts with forecasts of quarter and year too, which take a moment in a large firm.
 * @param scope `at` is not later than what the store holds; the week begins at the same time of day seven days before.
 */
export async function loadDigestFacts(scope: PipelineScope, withLongForecasts = false): Promise<DigestFacts> {
  const { tenant, pipeline, at, timeZone } = scope;
  const [{ start, today, stock, movement, hygiene, eventsSince }, closedThen, targets] = await Promise.all([
    loadWeekNumbers(scope),
    tenant.funnel.hasClosedDeals(pipeline.id, at),
    loadTargets(scope),
  ]);
  const asOf = { ...scope, eventsSince };
  const anyClosed = closedThen || eventsSince.some(({ before }) => before?.closedAt != null);
  const { goals, ...calendar } = await loadTargetProgress(asOf, targets);
  const forecast = anyClosed ? goals.filter(({ period }) => withLongForecasts || period.kind === 'month') : [];
  const numbers = await loadTeamNumbers(asOf, forecast, targets);
  const needs = toNeedFacts(numbers.measured, stock, at);
  const open = await tenant.stageAlerts.open(pipeline.id, at);
  const estimates = estimatesInForce(await tenant.stageEstimates.all(pipeline.id), at, today);
  const calibration =
    withLongForecasts && isFirstWeekOfMonth(dateAt(start, timeZone), today)
      ? await tenant.dealPredictions.calibration(pipeline.id, at, today)
      : [];
  return digestFacts(pipeline, {
    at,
    timeZone,
    from: dateAt(start, timeZone),
    to: addDays(today, -1),
    stock,
    movement,
    hygiene,
    gaps: await loadGapLines(scope, needs, open),
    bulges: await loadOverfullLines(scope, needs),
    promises: await loadCommitmentLines(scope, start),
    goals: goals.map(
      ({ won: _, ...goal }): TargetProgress => ({ ...goal, forecast: numbers.forecasts.get(goal.period.kind) ?? null }),
    ),
    ...calendar,
    anyClosed,
    numbers: numbers.stages,
    estimates,
    calibration,
    health: numbers.health === undefined ? null : { findings: numbers.health.findings, known: numbers.health.known },
  });
}

/** 'HH:mm' of an instant in a zone. */
const timeOfDay = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
