import { addCounters, type Counters, type StockRow } from '../history/counters.ts';
import { mergeStages } from '../history/merge-stages.ts';
import type { Win } from '../history/win.ts';
import type { MemberId, StageId } from '../ids.ts';
import { type ForecastChange, type ForecastChangeRequest, forecastChange } from '../numbers/forecast-change.ts';
import { type FunnelHealth, funnelHealth } from '../numbers/funnel-findings.ts';
import { type DealPosition, type FunnelModel, fitFunnel } from '../numbers/model/funnel-model.ts';
import { meanAgeMs, openGroups } from '../numbers/open-groups.ts';
import { ownerCounters } from '../numbers/owner-counters.ts';
import { type ForecastInputs, forecastPeriod, type PeriodForecast } from '../numbers/period-forecast.ts';
import type { StageNumbers } from '../numbers/stage-numbers.ts';
import { openStages, type Pipeline, stageHeirs } from '../pipeline/stage.ts';
import type { Instant } from '../time/instant.ts';
import { type PlanNumbers, type PlanNumbersRequest, planNumbers } from './plan/plan-numbers.ts';

/** One requested forecast; the inputs shared by all are in {@link NumbersRequest}. */
export type ForecastRequest = Omit<ForecastInputs, 'counters' | 'open' | 'wins'> & {
  /** Whose forecast: that of some people together. */
  readonly owners?: readonly MemberId[];
};

/** Serializable input of {@link computePipelineNumbers} at an instant, so that a worker thread can run it. */
export type NumbersRequest = {
  readonly pipeline: Pipeline;
  readonly counters: Counters;
  readonly at: Instant;
  /** Whose numbers: those of a part of the company; of all without. The model is always that of all. */
  readonly owners?: readonly MemberId[];
  /** Latest wins of the team, latest first. */
  readonly wins: readonly Win[];
  readonly forecasts: readonly ForecastRequest[];
  /** Open deals with a win override. */
  readonly estimates?: readonly EstimatedDeal[];
  /** Open deals to compute win probabilities of. */
  readonly positions?: readonly DealPosition[];
  /** Whether to compute the statistics of the stages and the funnel's health too. */
  readonly stages: boolean;
  /** Compute the numbers of the plan too. */
  readonly plan?: PlanNumbersRequest;
  /** Why the team's forecast of a period moved. */
  readonly change?: ForecastChangeRequest;
};

/** An open deal with its win override, 0..1. */
export type EstimatedDeal = DealPosition & { readonly valueMinor: number; readonly winOverride: number };

export type PipelineNumbers = {
  /** In the order asked for. */
  readonly forecasts: readonly PeriodForecast[];
  /** Per forecast: the change of its mean by the win overrides in it, minor units. */
  readonly estimateAdjustmentsMinor: readonly number[];
  /** Win probabilities of the requested positions, in their order. */
  readonly winChances: readonly number[];
  /** Horizon of an "ever won", days. */
  readonly horizonDays: number;
  /** By id of the open stage; empty unless requested. */
  readonly stages: ReadonlyMap<string, StageNumbers>;
  /** Absent unless the stages are requested. */
  readonly health?: FunnelHealth;
  /** Absent unless requested. */
  readonly plan?: PlanNumbers;
  /** Absent unless requested. */
  readonly change?: ForecastChange;
};

/** Mean win probability of a stage's open deals, each at its age and with its owner; the entry probability of an empty stage. */
function meanWinChance(model: FunnelModel, stageId: StageId, stock: readonly StockRow[]): number {
  const rows = stock.filter((row) => row.stageId === stageId && row.count > 0);
  const count = rows.reduce((sum, row) => sum + row.count, 0);
  if (count === 0) return model.stageStatistics(stageId).win;
  const sum = rows.reduce((all, row) => {
    return all + row.count * model.winChance({ stageId, ageMs: meanAgeMs(row, model.at), ownerId: row.ownerId, tier: row.tier });
  }, 0);
  return sum / count;
}

/** The numbers of every open stage, by id. */
function stageNumbers(model: FunnelModel, { pipeline, counters }: NumbersRequest): ReadonlyMap<string, StageNumbers> {
  return new Map(
    openStages(pipeline).map(({ id }) => {
      const { passRate, medianDays, win, low, high, n, mostlyAssumption } = model.stageStatistics(id);
      const winChance = meanWinChance(model, id, counters.stock);
      return [id, { passRate, medianDays, win, low, high, n, mostlyAssumption, winChance }];
    }),
  );
}

/**
 * Effect of win overrides on the mean of a forecast: the sum over deals of value x (override - model), both as probabilities of a win
 * within the period. The override replaces whether a deal is won; when it is won stays the model's: P(within) / P(ever).
 */
function estimateAdjustmentMinor(
  model: FunnelModel,
  estimates: readonly EstimatedDeal[],
  { ownerId, owners, endsAt }: ForecastRequest,
): number {
  const sum = estimates
    .filter((deal) => (ownerId === undefined || deal.ownerId === ownerId) && (owners?.includes(deal.ownerId) ?? true))
    .reduce((all, deal) => {
      const withinPeriod = model.winProbabilityWithin(deal, Math.max(0, endsAt - model.at));
      const ever = model.winChance(deal);
      return ever > 0 ? all + deal.valueMinor * (Math.min(1, withinPeriod / ever) * deal.winOverride - withinPeriod) : all;
    }, 0);
  return Math.round(sum);
}

/**
 * Computes the requested numbers: fits the model once, then each forecast, the statistics of the stages and the plan's. Deterministic:
 * the same request gives the same result.
 */
export function computePipelineNumbers(request: NumbersRequest): PipelineNumbers {
  const { pipeline, at, wins, forecasts } = request;
  // Sorted, because floating-point sums depend on the order of the rows.
  const all = mergeStages(addCounters([request.counters]), stageHeirs(pipeline));
  const model = fitFunnel(pipeline, all, at);
  const counters = request.owners === undefined ? all : ownerCounters(all, request.owners, at);
  const open = forecasts.length === 0 ? [] : openGroups(counters.stock, at);
  return {
    forecasts: forecasts.map((ask) => {
      const { ownerId, owners, ...rest } = ask;
      if (owners !== undefined) {
        const part = ownerCounters(counters, owners, at);
        return forecastPeriod(model, { ...rest, counters: part, open: openGroups(part.stock, at), wins });
      }
      const own = ownerId === undefined ? open : open.filter((group) => group.ownerId === ownerId);
      return forecastPeriod(model, { ...ask, counters, open: own, wins });
    }),
    winChances: (request.positions ?? []).map(model.winChance),
    horizonDays: model.horizonDays,
    estimateAdjustmentsMinor: forecasts.map((ask) => estimateAdjustmentMinor(model, request.estimates ?? [], ask)),
    stages: request.stages ? stageNumbers(model, { ...request, counters }) : new Map(),
    ...(request.stages ? { health: funnelHealth(model, counters, at) } : {}),
    ...(request.change === undefined ? {} : { change: forecastChange(model, { pipeline, counters, wins }, request.change) }),
    ...(request.plan === undefined ? {} : { plan: planNumbers(model, { pipeline, counters, wins }, request.plan) }),
  };
}
