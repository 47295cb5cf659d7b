import { setImmediate } from 'node:timers/promises';
import { chunkByDeal, type DealEvent } from '../../core/deal/deal-event.ts';
import { isFirstWeekOfMonth } from '../../core/funnel/calibration.ts';
import { type DigestFacts, digestFacts } from '../../core/funnel/digest.ts';
import type { FunnelPlan } from '../../core/funnel/plan/funnel-plan.ts';
import { isSamePeriod } from '../../core/funnel/plan/period-coverage.ts';
import type { RescueLine } from '../../core/funnel/rescue-line.ts';
import { estimatesInForce } from '../../core/funnel/stage-estimate.ts';
import type { Forecast, TargetProgress } from '../../core/funnel/target-progress.ts';
import { givesAway, tellableGoal, untoldValue, withUntoldAmounts } from '../../core/funnel/untold-amounts.ts';
import type { EmptyBehind } from '../../core/funnel/verdict.ts';
import { eventsByMovement, groupMovement, type Movement, type MovementKind, toMovement } from '../../core/history/movement.ts';
import { hygieneBefore, stockBefore } from '../../core/history/stock-before.ts';
import { type HygieneTotals, type StageStock, totalAmount } from '../../core/money/amount.ts';
import { everything } from '../../core/people/viewer.ts';
import { type Pipeline, stageById } from '../../core/pipeline/stage.ts';
import { dateAt, type PlainDate } from '../../core/time/calendar.ts';
import type { Instant } from '../../core/time/instant.ts';
import { type Period, periodInstants } from '../../core/time/periods.ts';
import { previousSlot, type WeeklySchedule } from '../../core/time/slots.ts';
import { digestWeek } from '../../core/time/week-span.ts';
import type { MovedBetween } from '../../store/types/numbers.ts';
import { loadCommitmentLines } from '../commitment-facts.ts';
import { loadConverted } from '../converted-facts.ts';
import { loadEventsSince } from '../forecast-facts.ts';
import { loadGapLines, loadOverfullLines } from '../gap-facts.ts';
import { hiddenAmounts, hidesSome, inSight, loadHiddenStock } from '../in-sight.ts';
import { loadLeftDeals } from '../left-deals.ts';
import { loadTargets } from '../load-targets.ts';
import { loadPlan } from '../plan-facts.ts';
import type { PipelineAt, SeenScope } from '../scope.ts';
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

/** Counts a week from what moved in it, the counters of now and the events after it. */
async function countWeek(
  { tenant, pipeline, timeZone, at }: PipelineAt,
  start: Instant,
  loadMoved: () => Promise<MovedBetween>,
): Promise<WeekNumbers> {
  const today = dateAt(at, timeZone);
  const [stockNow, { groups, anyLater }, hygieneNow] = await Promise.all([
    tenant.funnel.stock(pipeline.id),
    loadMoved(),
    tenant.funnel.hygiene(pipeline.id, today),
  ]);
  const eventsSince = anyLater ? await loadEventsSince(tenant, pipeline, at) : [];
  let hygiene = hygieneNow;
  await mapInChunks(eventsSince, (some) => {
    hygiene = hygieneBefore(hygiene, some, today);
  });
  const stock = stockBefore(stockNow, eventsSince);
  return { start, today, stock, movement: toMovement(totalAmount(stock), groups), hygiene, eventsSince };
}

/** Counts the week up to an instant, as it was then. @param at ms, not later than what the store holds. @param start its beginning, ms. */
export async function loadWeekNumbers(where: PipelineAt, start = weekBefore(where.at, where.timeZone)): Promise<WeekNumbers> {
  const { tenant, pipeline, at } = where;
  return countWeek(where, start, () =>
    tenant.funnel.movedBetween(pipeline.id, { after: start, until: at }, everything('computes')),
  );
}

/** The same with the events themselves. */
export async function loadWeekWithEvents(
  where: PipelineAt,
  start = weekBefore(where.at, where.timeZone),
): Promise<WeekWithEvents> {
  const { tenant, pipeline, at } = where;
  const all = await tenant.funnel.eventsFrom(pipeline.id, start, everything('computes'));
  const events = all.filter((event) => event.at > start && event.at <= at);
  const chunks = await mapInChunks(events, (some) => ({ found: eventsByMovement(some), groups: groupMovement(some) }));
  const moved = { groups: chunks.flatMap(({ groups }) => groups), anyLater: all.some((event) => event.at > at) };
  return { ...(await countWeek(where, start, async () => moved)), eventChunksByMovement: chunks.map(({ found }) => found) };
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
export async function loadDigestFacts(scope: SeenScope, request: DigestRequest = {}): Promise<DigestFacts> {
  const { tenant, pipeline, at, timeZone } = scope;
  const week = digestWeek(request.schedule ?? (await loadSchedule(scope)), at);
  const [{ today, stock, movement, hygiene, eventsSince }, plan, targets] = await Promise.all([
    loadWeekNumbers(scope, week.start),
    request.plan ?? loadPlan(scope),
    loadTargets(scope),
  ]);
  const { goals: won, ...calendar } = await loadTargetProgress({ ...scope, eventsSince }, targets);
  const hides = hidesSome(scope);
  const goals = won.map(
    ({ won: wins, ...goal }): TargetProgress => ({
      ...goal,
      forecast: forecastOf(plan, goal.period),
      ...(hides && givesAway(hiddenAmounts(scope, wins)) ? { untold: true } : {}),
    }),
  );
  const behind = plan.coverage.find(({ running, percent }) => running && percent !== null);
  const toldSince = Math.min(week.start, ...goals.map(({ period }) => periodInstants(period, timeZone).from));
  const said = goals.flatMap(({ period, forecast, wonMinor }) =>
    forecast === null ? [] : [{ period, forecast: { ...forecast, wonMinor } }],
  );
  const [gaps, overfull, promises, rescue, estimates, calibration, forecastChange, unrated, converted] = await Promise.all([
    loadGapLines(scope, plan),
    loadOverfullLines(scope, plan),
    loadCommitmentLines(scope, week.start),
    loadRescueLine(scope, plan),
    tenant.stageEstimates.all(pipeline.id),
    request.thread === true && isFirstWeekOfMonth(week.from, today)
      ? tenant.dealPredictions.calibration(pipeline.id, at, today)
      : [],
    // Its parts are single deals' as soon as they are few.
    request.thread === true && !hides ? loadForecastChange(scope, said) : null,
    loadUnrated(scope, stock),
    (scope.hasRates ?? scope.workspace.hasRates ?? request.thread) === true
      ? loadConverted(scope, { from: toldSince, to: at + 1 })
      : [],
  ]);
  const { start: since, ...span } = week;
  const facts = digestFacts(pipeline, {
    ...{ at, timeZone, since, stock, movement, hygiene, gaps, overfull, promises, goals, calibration, forecastChange, unrated },
    ...(converted.length === 0 ? {} : { converted }),
    ...span,
    ...calendar,
    verdict: {
      headline: plan.headline,
      emptyBehind: emptyBehind(pipeline, plan),
      ledBefore: ledBefore(pipeline, plan),
      goal:
        behind === undefined
          ? null
          : tellableGoal(
              goals.find(({ period }) => isSamePeriod(period, behind.period)),
              pipeline.currency,
            ),
      shortMinor: behind?.shortMinor ?? 0,
      rescue,
      next: plan.next,
    },
    path: plan.path,
    ordinary: rescue !== null && plan.next === null ? await loadOrdinaryPeriods(scope) : [],
    numbers: new Map(Object.entries(plan.numbers)),
    estimates: estimatesInForce(estimates, at, today),
    left: await loadLeftDeals(scope),
    health: plan.health === null ? null : { findings: plan.health.findings, known: plan.health.known },
  });
  const own = scope.team === undefined ? facts : { ...facts, teamId: scope.team.team.id };
  if (!hides) return own;
  const [hidden, seen] = [await loadHiddenStock(scope), await loadWeekNumbers(inSight(scope), week.start)];
  return withUntoldAmounts(own, { hidden, seen });
}

/** Open deals without a rate; nothing is asked where every deal has a price. Rates are looked at as they are now. */
async function loadUnrated(scope: SeenScope, stock: readonly StageStock[]): Promise<DigestFacts['unrated']> {
  const { tenant, pipeline, timeZone } = scope;
  if (stock.every(({ unpriced }) => unpriced === 0)) return [];
  const { open } = await tenant.rates.unrated(pipeline.id, timeZone);
  return hidesSome(scope) ? open.map(untoldValue) : open;
}

/** The empty stage that comes behind the lead, as it is named. */
function emptyBehind(pipeline: Pipeline, { lead }: FunnelPlan): EmptyBehind | null {
  if (lead.stageId === null || lead.emptyBehind === null) return null;
  const { stageId, costMinor } = lead.emptyBehind;
  return { stageId, shortName: stageById(pipeline, stageId)?.shortName ?? stageId, costMinor, leadCostMinor: lead.costMinor };
}

/** The stage that led earlier the same day and is short still, as it is named. */
function ledBefore(pipeline: Pipeline, { changes, stages, lead }: FunnelPlan): string | undefined {
  const change = changes.findLast((each) => each.kind === 'lead');
  if (change?.kind !== 'lead' || !change.sameDay || lead.stageId !== change.to) return undefined;
  const before = stages.find(({ stageId }) => stageId === change.from);
  return before?.need == null ? undefined : (stageById(pipeline, before.stageId)?.shortName ?? before.stageId);
}

/** The way out of a plan, with the names of its deals as they stand. */
async function loadRescueLine({ tenant, viewer }: SeenScope, { rescue, next }: FunnelPlan): Promise<RescueLine | null> {
  if (rescue === null) return null;
  const { shortMinor: _, ...rest } = rescue;
  const deals = await tenant.deals(viewer).byNumbers(rescue.winnable.map(({ number }) => number));
  const names = new Map(deals.map(({ number, name }) => [number, name]));
  return {
    ...rest,
    next,
    winnable: rescue.winnable.flatMap(({ number, ownerId, valueMinor }) => {
      const name = names.get(number);
      return name === undefined ? [] : [{ number, ownerId, valueMinor, name }];
    }),
  };
}

/** 'HH:mm' of an instant in a zone. */
const timeOfDay = (at: Instant, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
