import type { EstimatedDeal, ForecastRequest } from '../core/funnel/pipeline-numbers.ts';
import { forecastStatement } from '../core/funnel/plan/forecast-statement.ts';
import type { FunnelPlan } from '../core/funnel/plan/funnel-plan.ts';
import { isSamePeriod } from '../core/funnel/plan/period-coverage.ts';
import { withoutEarlier } from '../core/funnel/plan/period-expectation.ts';
import { type ForecastWithWins, reconcileForecasts, shownParts } from '../core/funnel/reconcile-forecasts.ts';
import type { Counters } from '../core/history/counters.ts';
import type { MemberId } from '../core/ids.ts';
import type { OwnerAmount } from '../core/money/amount.ts';
import { shownStep } from '../core/money/shown-amount.ts';
import { dateAt } from '../core/time/calendar.ts';
import { type Period, periodInstants } from '../core/time/periods.ts';
import { type ForecastBasis, forecastRequest, loadForecastBasis, loadWonInPeriods, toForecast } from './forecast-facts.ts';
import { loadPlan } from './plan-facts.ts';
import { runNumbers } from './run-numbers.ts';
import type { PipelineScope } from './scope.ts';
import { ownersOf } from './team-scope.ts';

/** Reps whose forecasts are made at once, so that they add up to the team's; of more, each stands for itself. */
export const MAX_REPS_RECONCILED = 48;

/** What the forecasts of a period are made of. */
export type PeriodForecastInputs = {
  readonly period: Period;
  readonly plan: FunnelPlan;
  readonly counters: Counters;
  readonly basis: ForecastBasis;
  readonly won: readonly OwnerAmount[];
};

/** A rep's forecast, and its figures as they are shown: those of all add up to the team's. */
export type RepForecast = {
  readonly ownerId: MemberId;
  readonly forecast: ForecastWithWins;
  readonly shown: { readonly wonMinor: number; readonly expectedMinor: number };
};

/** A part of whom a forecast is of: who is in it now, and what was won by it in the period, whoever is in it now. */
export type ForecastPart = { readonly owners: readonly MemberId[]; readonly won: readonly OwnerAmount[] };

export type PeriodForecasts = {
  readonly team: ForecastWithWins;
  readonly reps: readonly RepForecast[];
  /** Of the parts that were asked for, in their order: they add up to the whole. */
  readonly parts: readonly Omit<RepForecast, 'ownerId'>[];
  /** What own estimates of deals change in the team's forecast, minor units. */
  readonly estimatesChangeMinor: number;
};

/** Reads what the forecasts of a period are made of, the plan of the day with it. */
export async function loadPeriodForecastInputs(scope: PipelineScope, period: Period): Promise<PeriodForecastInputs> {
  const { tenant, pipeline } = scope;
  const asOfNow = { ...scope, eventsSince: [] };
  const [plan, counters, basis, [wins]] = await Promise.all([
    loadPlan(scope),
    tenant.funnel.counters(pipeline.id),
    loadForecastBasis(asOfNow, [period.kind], 'everybody'),
    loadWonInPeriods(asOfNow, [period]),
  ]);
  return { period, plan, counters, basis, won: wins?.won ?? [] };
}

/** Who has or had something in the period. */
export const ownersInPeriod = ({ won, counters }: PeriodForecastInputs): ReadonlySet<MemberId> =>
  new Set([...won, ...counters.stock].map(({ ownerId }) => ownerId));

/** The plan's figure of a period, where it is one of those: it decides what every message says. */
function planForecast({ plan, period }: PeriodForecastInputs, model: ForecastWithWins): ForecastWithWins {
  const covered = plan.coverage.find((each) => isSamePeriod(each.period, period));
  if (covered === undefined || covered.expectedMinor === null) return model;
  const { expectedMinor } = covered;
  const [lowMinor, highMinor] = [Math.min(model.lowMinor, expectedMinor), Math.max(model.highMinor, expectedMinor)];
  const usualDealMinor = plan.usualDealMinor > 0 ? plan.usualDealMinor : model.usualDealMinor;
  return { ...model, lowMinor, highMinor, ...covered.range, expectedMinor, usualDealMinor };
}

/** What is asked of a part: its own wins, and the run-rate of who is in it now. */
function partRequest(basis: ForecastBasis, period: Period, { owners, won }: ForecastPart): ForecastRequest {
  const own = new Set(owners);
  const lastNinetyDaysMinor = basis.lastNinetyDays.reduce(
    (sum, { ownerId, valueMinor }) => (own.has(ownerId) ? sum + valueMinor : sum),
    0,
  );
  return { ...forecastRequest(basis, { period, won }), lastNinetyDaysMinor, owners };
}

/**
 * The team's forecast of a period and those of reps, as every message tells them.
 *
 * @param reps of whom, in the order of their rows. @param addUp they are everybody: their forecasts are made parts of the team's.
 */
export async function computePeriodForecasts(
  scope: PipelineScope,
  inputs: PeriodForecastInputs,
  asked: {
    readonly reps: readonly MemberId[];
    readonly addUp: boolean;
    readonly estimates?: readonly EstimatedDeal[];
    readonly parts?: readonly ForecastPart[];
  },
): Promise<PeriodForecasts> {
  const { pipeline, at, timeZone } = scope;
  const { period, counters, basis, won } = inputs;
  const { wins } = basis;
  const owners = [undefined, ...asked.reps];
  const ofOwners = owners.map((ownerId) => forecastRequest(basis, { period, won }, ownerId));
  const ofParts = (asked.parts ?? []).map((part) => partRequest(basis, period, part));
  const forecasts = [...ofOwners, ...ofParts];
  // Of a period that has not begun: up to its end, less what comes before it begins.
  const hasBegun = period.startsOn <= dateAt(at, timeZone);
  const endsAt = periodInstants(period, timeZone).from;
  const untilItBegins = hasBegun ? [] : forecasts.map((request) => ({ ...request, endsAt }));
  const request = { pipeline, counters, at, wins, stages: false, estimates: asked.estimates ?? [], ...ownersOf(scope) };
  const made = await runNumbers({ ...request, forecasts: [...forecasts, ...untilItBegins] });
  const [teamModel, ...all] = forecasts.flatMap(({ wonMinor }, i) => {
    const [until, before] = [made.forecasts[i], made.forecasts[forecasts.length + i]];
    if (until === undefined) return [];
    const forecast = { ...toForecast(until, { wonMinor, wins }), wonMinor };
    return [before === undefined ? forecast : withoutEarlier(forecast, before.expectedMinor)];
  });
  if (teamModel === undefined) throw new Error('the team was asked for and is not there');
  const team = planForecast(inputs, teamModel);
  const statement = forecastStatement(team, team.usualDealMinor, pipeline.currency);
  const step = {
    wonMinor: shownStep(team.wonMinor, pipeline.currency),
    expectedMinor: statement.kind === 'nothing-more' ? shownStep(team.expectedMinor, pipeline.currency) : statement.stepMinor,
  };
  const models = all.slice(0, asked.reps.length);
  const parts = reconcileForecasts(team, all.slice(asked.reps.length));
  const shown = shownParts(parts, step);
  const ofReps = asked.addUp ? reconcileForecasts(team, models) : models;
  const together = shownParts(ofReps, step);
  const reps = ofReps.flatMap((forecast, i): readonly RepForecast[] => {
    const ownerId = asked.reps[i];
    // Whoever stands for themselves is rounded alone, so that it is the same figure on every page.
    const alone = shownParts([forecast], step);
    const of = (each: keyof typeof step): number => (asked.addUp ? together[each][i] : alone[each][0]) ?? 0;
    return ownerId === undefined
      ? []
      : [{ ownerId, forecast, shown: { wonMinor: of('wonMinor'), expectedMinor: of('expectedMinor') } }];
  });
  return {
    team,
    reps,
    parts: parts.map((forecast, i) => ({
      forecast,
      shown: { wonMinor: shown.wonMinor[i] ?? 0, expectedMinor: shown.expectedMinor[i] ?? 0 },
    })),
    estimatesChangeMinor: made.estimateAdjustmentsMinor[0] ?? 0,
  };
}
