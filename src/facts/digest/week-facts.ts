import { setImmediate } from 'node:timers/promises';
import { chunkByDeal, type DealEvent } from '../../core/deal/deal-event.ts';
import { isFirstWeekOfMonth } from '../../core/funnel/calibration.ts';
import { type DigestFacts, digestFacts } from '../../core/funnel/digest.ts';
import type { FunnelPlan } from '../../core/funnel/plan/funnel-plan.ts';
import { isSamePeriod } from '../../core/funnel/plan/period-coverage.ts';
import type { RescueLine } from '../../core/funnel/rescue-line.ts';
import { estimatesInForce } from '../../core/funnel/stage-estimate.ts';
import type { Forecast, TargetProgress } from '../../core/funnel/target-progress.ts';
import type { EmptyBehind } from '../../core/funnel/verdict.ts';
import {
  combineMovements,
  eventsByMovement,
  type Movement,
  type MovementEvent,
  type MovementKind,
  sumMovement,
} from '../../core/history/movement.ts';
import { hygieneBefore, stockBefore } from '../../core/history/stock-before.ts';
import { type HygieneTotals, type StageStock, totalAmount } from '../../core/money/amount.ts';
import { type Pipeline, stageById } from '../../core/pipeline/stage.ts';
import { dateAt, type PlainDate } from '../../core/time/calendar.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { Period } from '../../core/time/periods.ts';
import { previousSlot, type WeeklySchedule } from '../../core/time/slots.ts';
import { digestWeek } from '../../core/time/week-span.ts';
import type { Tenant } from '../../store/types/store.ts';
import { loadCommitmentLines } from '../commitment-facts.ts';
import { loadEventsSince } from '../forecast-facts.ts';
import { loadGapLines, loadOverfullLines } from '../gap-facts.ts';
import { loadTargets } from '../load-targets.ts';
import { loadPlan } from '../plan-facts.ts';
import type { PipelineAt, PipelineScope } from '../scope.ts';
import { loadForecastChange } from './forecast-change-facts.ts';
import { loadOrdinaryPeriods } from './ordinary-periods.ts';
import { loadTargetProgress } from './target-progress-facts.ts';

/** Numbers of a week as of its end: the counters of now minus the movement since. */
export type WeekNumbers = {
  /** Since when its movement is counted, ms. */
  readonly start: number;
  readonly today: PlainDate;
  readonly stock: readonly StageStock[];
  readonly movement: Movement;
  readonly hygiene: HygieneTotals;
  /** Every event after it. */
  readonly eventsSince: readonly DealEvent[];
};

/** Numbers of a week, and its events by the movement that they count as, in chunks of whole deals. */
export type WeekWithEvents = WeekNumbers & {
  readonly eventChunksByMovement: readonly ReadonlyMap<MovementKind, readonly DealEvent[]>[];
};

/** Events per chunk: a week may have seen a hundred thousand, and the event loop is free between chunks. */
const EVENTS_PER_CHUNK = 1_000;

/** Maps over chunks of whole deals' events, yielding to the event loop after each. */
async function mapInChunks<Event extends Pick<DealEvent, 'dealNumber'>, Result>(
  events: readonly Event[],
  process: (some: readonly Event[]) => Result,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const some of chunkByDeal(events, EVENTS_PER_CHUNK)) {
    results.push(process(some));
    await setImmediate();
  }
  return results;
}

/** Since when a week is counted that is told at an instant, where nothing else is said: the same time of day seven days before. */
const weekBefore = (at: Instant, timeZone: string): Instant =>
  previousSlot({ weekday: 1, timeOfDay: timeOfDay(at, timeZone), timeZone }, at);

/** The events of a week by the movement that they count as, in chunks of whole deals, and the movement that they sum up to. */
async function sumWeek<Event extends MovementEvent>(events: readonly Event[], stock: readonly StageStock[]) {
  const parts = await mapInChunks(events, (some) => {
    const found = eventsByMovement(some);
    return { found, moved: sumMovement(some, found) };
  });
  const moved = parts.map((part) => part.moved);
  return { chunks: parts.map(({ found }) => found), movement: combineMovements(totalAmount(stock), moved) };
}

/** Counts a week from its events and those after it, and the counters of now. */
async function countWeek<Event extends MovementEvent>(
  { tenant, pipeline, timeZone, at }: PipelineAt,
  start: Instant,
  loadEvents: () => Promise<readonly Event[]>,
) {
  const today = dateAt(at, timeZone);
  const [stockNow, all, hygieneNow] = await Promise.all([
    tenant.funnel.stock(pipeline.id),
    loadEvents(),
    tenant.funnel.hygiene(pipeline.id, today),
  ]);
  const eventsSince = all.some((event) => event.at > at) ? await loadEventsSince(tenant, pipeline, at) : [];
  let hygiene = hygieneNow;
  await mapInChunks(eventsSince, (some) => {
    hygiene = hygieneBefore(hygiene, some, today);
  });
  const stock = stockBefore(stockNow, eventsSince);
  const events = all.filter((event) => event.at > start && event.at <= at);
  const { chunks, movement } = await sumWeek(events, stock);
  return { week: { start, today, stock, movement, hygiene, eventsSince }, chunks };
}

/** Counts the week up to an instant, as it was then. @param at ms, not later than what the store holds. @param start its beginning, ms. */
export async function loadWeekNumbers(where: PipelineAt, start = weekBefore(where.at, where.timeZone)): Promise<WeekNumbers> {
  const { tenant, pipeline } = where;
  return (await countWeek(where, start, () => tenant.funnel.movementEvents(pipeline.id, start))).week;
}

/** The same with the events themselves. */
export async function loadWeekWithEvents(
  where: PipelineAt,
  start = weekBefore(where.at, where.timeZone),
): Promise<WeekWithEvents> {
  const { tenant, pipeline } = where;
  const { week, chunks } = await countWeek(where, start, () => tenant.funnel.eventsFrom(pipeline.id, start));
  return { ...week, eventChunksByMovement: chunks };
}

/** What the plan says of a running period: its forecast, won already included. */
const forecastOf = (plan: FunnelPlan, period: Period): Forecast | null => {
  const covered = plan.coverage.find((each) => each.running && isSamePeriod(each.period, period));
  if (covered === undefined || covered.expectedMinor === null || covered.range === null) return null;
  return { ...covered.range, expectedMinor: covered.expectedMinor, usualDealMinor: plan.usualDealMinor };
};

/** The week of the digest of this pipeline's first channel; by default it is told on Mondays at nine. */
async function loadSchedule({ tenant, pipeline, timeZone }: PipelineAt): Promise<WeeklySchedule> {
  const own = (await tenant.subscriptions.all()).find(({ pipelineId }) => pipelineId === pipeline.id);
  return own ?? { weekday: 1, timeOfDay: '09:00', timeZone };
}

/** How a digest is read. */
type DigestRequest = {
  /** The rhythm whose week it tells; that of the pipeline's first channel where not given. */
  readonly schedule?: WeeklySchedule;
  /** The plan of the instant, where it was looked at already. */
  readonly plan?: FunnelPlan | undefined;
  /** With what only its thread says. */
  readonly thread?: boolean;
};

/**
 * The facts of the week up to an instant, as they were then: figures, gaps and the verdict are those of the plan.
 *
 * @param scope `at` is not later than what the store holds.
 */
export async function loadDigestFacts(scope: PipelineScope, request: DigestRequest = {}): Promise<DigestFacts> {
  const { tenant, pipeline, at, timeZone } = scope;
  const week = digestWeek(request.schedule ?? (await loadSchedule(scope)), at);
  const [{ today, stock, movement, hygiene, eventsSince }, plan, targets] = await Promise.all([
    loadWeekNumbers(scope, week.start),
    request.plan ?? loadPlan(scope),
    loadTargets(scope),
  ]);
  const { goals: won, ...calendar } = await loadTargetProgress({ ...scope, eventsSince }, targets);
  const goals = won.map(({ won: _, ...goal }): TargetProgress => ({ ...goal, forecast: forecastOf(plan, goal.period) }));
  const behind = plan.coverage.find(({ running, percent }) => running && percent !== null);
  const said = goals.flatMap(({ period, forecast, wonMinor }) =>
    forecast === null ? [] : [{ period, forecast: { ...forecast, wonMinor } }],
  );
  const [gaps, overfull, promises, rescue, estimates, calibration, forecastChange, unrated] = await Promise.all([
    loadGapLines(scope, plan),
    loadOverfullLines(scope, plan),
    loadCommitmentLines(scope, week.start),
    loadRescueLine(tenant, plan),
    tenant.stageEstimates.all(pipeline.id),
    request.thread === true && isFirstWeekOfMonth(week.from, today)
      ? tenant.dealPredictions.calibration(pipeline.id, at, today)
      : [],
    request.thread === true ? loadForecastChange(scope, said) : null,
    loadUnrated(scope, stock),
  ]);
  const { start: since, ...span } = week;
  return digestFacts(pipeline, {
    ...{ at, timeZone, since, stock, movement, hygiene, gaps, overfull, promises, goals, calibration, forecastChange, unrated },
    ...span,
    ...calendar,
    verdict: {
      headline: plan.headline,
      emptyBehind: emptyBehind(pipeline, plan),
      goal: behind === undefined ? null : (goals.find(({ period }) => isSamePeriod(period, behind.period)) ?? null),
      shortMinor: behind?.shortMinor ?? 0,
      rescue,
    },
    path: plan.path,
    ordinary: rescue !== null && rescue.next === null ? await loadOrdinaryPeriods(scope) : [],
    numbers: new Map(Object.entries(plan.numbers)),
    estimates: estimatesInForce(estimates, at, today),
    health: plan.health === null ? null : { findings: plan.health.findings, known: plan.health.known },
  });
}

/** Open deals without a rate; nothing is asked where every deal has a price. Rates are looked at as they are now. */
async function loadUnrated({ tenant, pipeline, timeZone }: PipelineScope, stock: readonly StageStock[]) {
  return stock.some(({ unpriced }) => unpriced > 0) ? (await tenant.rates.unrated(pipeline.id, timeZone)).open : [];
}

/** The empty stage that comes behind the lead, as it is named. */
function emptyBehind(pipeline: Pipeline, { lead }: FunnelPlan): EmptyBehind | null {
  if (lead.stageId === null || lead.emptyBehind === null) return null;
  const { stageId, costMinor } = lead.emptyBehind;
  return { stageId, shortName: stageById(pipeline, stageId)?.shortName ?? stageId, costMinor, leadCostMinor: lead.costMinor };
}

/** The way out of a plan, with the names of its deals as they stand. */
async function loadRescueLine(tenant: Tenant, { rescue }: FunnelPlan): Promise<RescueLine | null> {
  if (rescue === null) return null;
  const { shortMinor: _, ...rest } = rescue;
  const deals = await tenant.deals.byNumbers(rescue.winnable.map(({ number }) => number));
  const names = new Map(deals.map(({ number, name }) => [number, name]));
  return {
    ...rest,
    winnable: rescue.winnable.map(({ number, ownerId, valueMinor }) => ({
      ...{ number, ownerId, valueMinor },
      name: names.get(number) ?? '',
    })),
  };
}

/** 'HH:mm' of an instant in a zone. */
const timeOfDay = (at: Instant, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
