import { missingCriteria } from '../core/deal/criteria.ts';
import type { DealFile } from '../core/deal/deal.ts';
import { leastLoadedRep } from '../core/funnel/least-loaded-rep.ts';
import type { PlanDeal, PlanInputs } from '../core/funnel/plan/plan-inputs.ts';
import type { PlanNumbers, PlanNumbersRequest, PlanPeriodRequest } from '../core/funnel/plan/plan-numbers.ts';
import { gapSince } from '../core/funnel/stage-gaps.ts';
import type { Win } from '../core/history/win.ts';
import type { StageId } from '../core/ids.ts';
import { currentPeriodTargets } from '../core/numbers/needs/target-periods.ts';
import { effectiveTarget, type Target } from '../core/numbers/targets.ts';
import type { Member } from '../core/people/member.ts';
import { everything } from '../core/people/viewer.ts';
import { nextStage, openStages, type Pipeline } from '../core/pipeline/stage.ts';
import { dateAt, type PlainDate } from '../core/time/calendar.ts';
import { nextPeriod, PERIOD_KINDS, type Period, periodContaining } from '../core/time/periods.ts';
import { forecastRequest, loadForecastBasis, loadWonInPeriods, type PeriodWins } from './forecast-facts.ts';
import { loadTargets } from './load-targets.ts';
import { loadCountersAsOf } from './model-facts.ts';
import { runNumbers } from './run-numbers.ts';
import type { AsOf } from './scope.ts';
import { ownersOf } from './team-scope.ts';

/** Deals of one stage that are looked at one by one: the most valuable ones. */
const MAX_DEALS_READ = 30;
/** Events of a stage that are read to find since when it is empty. */
const MAX_EVENTS_READ = 200;

/** A period of a plan with its target, before anything is read of it. */
export type PlannedPeriod = Pick<PlanPeriodRequest, 'period' | 'running' | 'targetMinor'>;

/**
 * Month, quarter and year of a day, then the next period of the kind that has targets; and the indexes of those that stages are measured
 * against.
 */
export function plannedPeriods(
  targets: readonly Target[],
  today: PlainDate,
  fiscalStartMonth: number,
): { readonly periods: readonly PlannedPeriod[]; readonly aims: readonly number[] } {
  const plan = (period: Period, running: boolean): PlannedPeriod => ({
    ...{ period, running },
    targetMinor: effectiveTarget(targets, null, period)?.valueMinor ?? null,
  });
  const periods = PERIOD_KINDS.map((kind) => plan(periodContaining(today, kind, fiscalStartMonth), true));
  const [current] = currentPeriodTargets(targets, today, fiscalStartMonth);
  const index = current === undefined ? -1 : PERIOD_KINDS.indexOf(current.period.kind);
  const running = periods[index];
  if (running === undefined) return { periods, aims: [] };
  return { periods: [...periods, plan(nextPeriod(running.period), false)], aims: [index, periods.length] };
}

type PeriodFacts = Pick<PlanNumbersRequest, 'periods' | 'aims'> & {
  /** The latest wins of the team. */
  readonly wins: readonly Win[];
};

/** The periods of a plan, with what was won in each and what is asked about the rest. @param anyClosed any deal was won or lost by then. */
async function loadPeriods(asOf: AsOf, anyClosed: boolean): Promise<PeriodFacts> {
  const today = dateAt(asOf.at, asOf.timeZone);
  const { periods, aims } = plannedPeriods(await loadTargets(asOf), today, asOf.workspace.fiscalStartMonth);
  const [won, basis] = await Promise.all([
    loadWonInPeriods(
      asOf,
      periods.filter(({ running }) => running).map(({ period }) => period),
    ),
    anyClosed ? loadForecastBasis(asOf, PERIOD_KINDS, 'team') : null,
  ]);
  const [before] = periods.filter((_, i) => aims.includes(i));
  return {
    aims,
    wins: basis?.wins ?? [],
    periods: periods.map((planned, i): PlanPeriodRequest => {
      const { period, running } = planned;
      const soFar = won[i]?.won ?? [];
      const ask = (wins: PeriodWins) => (basis === null ? null : forecastRequest(basis, wins));
      return {
        ...planned,
        wonMinor: soFar.reduce((sum, { valueMinor }) => sum + valueMinor, 0),
        forecast: ask({ period, won: soFar }),
        before: running || before === undefined ? null : ask({ period: before.period, won: [] }),
      };
    }),
  };
}

/**
 * Open deals that may be named, stage by stage, the most valuable first; one that changed since the instant is none of then, and one of
 * somebody who has left is nobody's work until it has a new owner.
 */
async function loadDeals({ tenant, pipeline, eventsSince }: AsOf, members: readonly Member[]): Promise<readonly DealFile[]> {
  const gone = new Set(members.filter(({ active }) => !active).map(({ id }) => id));
  const changed = new Set(eventsSince.map(({ dealNumber }) => dealNumber));
  const stages = openStages(pipeline).map(({ id }) =>
    tenant.deals(everything('computes')).filesInStage(pipeline.id, id, MAX_DEALS_READ),
  );
  return (await Promise.all(stages)).flat().filter(({ deal }) => !changed.has(deal.number) && !gone.has(deal.ownerId));
}

/** Since when a stage is empty, ms; null: it holds a deal, or nobody knows. */
async function loadEmptySince({ tenant, pipeline, at }: AsOf, stageId: StageId): Promise<number | null> {
  const events = await tenant.funnel.eventsOfStage(pipeline.id, { stageId, limit: MAX_EVENTS_READ }, everything('computes'));
  const then = events.filter((event) => event.at <= at);
  return gapSince({ stageId, count: 0, needed: 1 }, then) ?? null;
}

function toPlanDeal(pipeline: Pipeline, file: DealFile, odds: PlanNumbers['odds'][number]): PlanDeal {
  const { number, stageId, ownerId, pipelineValueMinor } = file.deal;
  const next = nextStage(pipeline, stageId);
  const missing = next === undefined ? 0 : missingCriteria(next, file).length;
  return { number, stageId, ownerId, valueMinor: pipelineValueMinor, missing, ...odds };
}

async function loadEarlierNeeds({ tenant, pipeline, at, timeZone }: AsOf): Promise<PlanInputs['earlierNeeds']> {
  const alerts = await tenant.stageAlerts.open(pipeline.id, at);
  return alerts.map(({ stageId, needed, drySince }) => ({ stageId, required: needed, since: dateAt(drySince, timeZone) }));
}

/** Reads the one set of numbers that a plan is made of, as of an instant. */
export async function loadPlanInputs(asOf: AsOf): Promise<PlanInputs> {
  const { tenant, pipeline, at, timeZone, eventsSince, team } = asOf;
  const closedThen = await tenant.funnel.hasClosedDeals(pipeline.id, at);
  const anyClosed = closedThen || eventsSince.some(({ before }) => before?.closedAt != null);
  const members = await tenant.members.all();
  const [counters, files, { periods, aims, wins }, earlierNeeds] = await Promise.all([
    loadCountersAsOf(tenant, pipeline, eventsSince),
    loadDeals(asOf, members),
    loadPeriods(asOf, anyClosed),
    loadEarlierNeeds(asOf),
  ]);
  const positions = files.map(({ deal: { stageId, stageSince, ownerId, tier } }) => ({
    ...{ stageId, ownerId, tier },
    ageMs: Math.max(0, at - stageSince),
  }));
  const meanWinMinor = wins.reduce((sum, { valueMinor }) => sum + valueMinor, 0) / Math.max(1, wins.length);
  const { plan, ...shape } = await runNumbers({
    ...{ pipeline, counters, at, wins, forecasts: [], stages: true },
    ...ownersOf(asOf),
    plan: { timeZone, meanWinMinor, periods, aims, positions },
  });
  if (plan === undefined) throw new Error('The numbers of a plan were asked for and not given.');
  const minimum = new Map(openStages(pipeline).map((stage) => [stage.id, stage.minimum]));
  const stages = plan.stages.map(async (stage) => ({
    ...stage,
    minimum: minimum.get(stage.stageId) ?? 0,
    emptySince: stage.count === 0 ? await loadEmptySince(asOf, stage.stageId) : null,
  }));
  return {
    ...{ at, timeZone, on: dateAt(at, timeZone), anyClosed, earlierNeeds },
    ...{ periods: plan.periods, horizonAt: plan.horizonAt, newDeals: plan.newDeals },
    currency: pipeline.currency,
    usualDealMinor: Math.round(meanWinMinor),
    numbers: Object.fromEntries(shape.stages),
    health: shape.health ?? null,
    stages: await Promise.all(stages),
    deals: files.flatMap((file, i) => {
      const odds = plan.odds[i];
      return odds === undefined ? [] : [toPlanDeal(pipeline, file, odds)];
    }),
    askNew: leastLoadedRep(
      counters.stock,
      members.filter(({ id }) => team === undefined || team.owners.has(id)),
    ),
  };
}
