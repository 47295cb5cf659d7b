import { openStages, type Pipeline } from '../deal/stage.ts';
import { addCounters, type Counters, type StockRow } from '../history/counters.ts';
import type { Win } from '../history/win.ts';
import { type DealPosition, type FunnelModel, fitFunnel } from '../numbers/model/funnel-model.ts';
import { type Coverage, coverageByTarget } from '../numbers/needs/coverage.ts';
import { type StageMeasure, stageMeasures } from '../numbers/needs/stage-measures.ts';
import { type PeriodTarget, toTargetPeriod } from '../numbers/needs/target-periods.ts';
import { openGroups } from '../numbers/open-groups.ts';
import { type ForecastInputs, forecastPeriod, type PeriodForecast } from '../numbers/period-forecast.ts';
import type { StageNumbers } from './digest.ts';
import { type FunnelHealth, funnelHealth } from './health.ts';

/** One forecast that is asked for; what all of them rest on stands beside them. */
export type ForecastRequest = Omit<ForecastInputs, 'counters' | 'open' | 'wins'>;

/** What stages are measured against. */
export type StageMeasureRequest = {
  /** Periods with a target, and what was won in each so far, minor units. */
  readonly targets: readonly (PeriodTarget & { readonly wonMinor: number })[];
  /** In which periods are counted. */
  readonly timeZone: string;
  /** Mean value of a win, minor units; 0 when nothing was won yet. */
  readonly meanWinMinor: number;
};

/** Everything that the numbers of a pipeline are computed from at an instant: plain data, so that another thread can do it. */
export type NumbersRequest = {
  readonly pipeline: Pipeline;
  readonly counters: Counters;
  readonly at: number;
  /** Latest wins of the team, latest first. */
  readonly wins: readonly Win[];
  readonly forecasts: readonly ForecastRequest[];
  /** Open deals whose win probability somebody has estimated. */
  readonly estimates?: readonly EstimatedDeal[];
  /** Open deals whose win probability is wanted. */
  readonly positions?: readonly DealPosition[];
  /** The numbers of the stages are wanted too, and what changed in the funnel's shape. */
  readonly stages: boolean;
  /** What the stages are measured by is wanted too. */
  readonly measures?: StageMeasureRequest;
};

/** `ownWin`: the estimate, 0..1. */
export type EstimatedDeal = DealPosition & { readonly valueMinor: number; readonly winOverride: number };

export type PipelineNumbers = {
  /** In the order asked for. */
  readonly forecasts: readonly PeriodForecast[];
  /** Of each forecast: what it would be worth more (or less) by the own estimates in it, minor units. */
  readonly estimateAdjustmentsMinor: readonly number[];
  /** Of the positions, in their order. */
  readonly winChances: readonly number[];
  /** Days within which "ever" has to happen. */
  readonly horizonDays: number;
  /** By id of the open stage; empty where they are not wanted. */
  readonly stages: ReadonlyMap<string, StageNumbers>;
  /** Nothing where the stages are not wanted. */
  readonly health?: FunnelHealth;
  /** Of every open stage, in order; empty where they are not wanted. */
  readonly measures: readonly StageMeasure[];
  /** How far the open deals cover the targets that these were measured against. */
  readonly coverage: readonly Coverage[];
};

/** Mean win probability of a stage's open deals, each at its age and with its owner; the stage's own where it is empty. */
function meanWinChance(model: FunnelModel, stageId: string, stock: readonly StockRow[]): number {
  const rows = stock.filter((row) => row.stageId === stageId && row.count > 0);
  const count = rows.reduce((sum, row) => sum + row.count, 0);
  if (count === 0) return model.stageStatistics(stageId).win;
  const sum = rows.reduce((all, row) => {
    const ageMs = Math.max(0, model.at - Date.parse(`${row.day}T00:00:00Z`) - row.offsetMs / row.count);
    return all + row.count * model.winChance({ stageId, ageMs, ownerId: row.ownerId, tier: row.tier });
  }, 0);
  return sum / count;
}

/** The numbers of every open stage, by id. */
function stageNumbers(model: FunnelModel, { pipeline, counters }: NumbersRequest): ReadonlyMap<string, StageNumbers> {
  return new Map(
    openStages(pipeline).map(({ id }) => {
      const { passRate, medianDays, win, low, high, n, mostlyAssumption } = model.stageStatistics(id);
      const chance = meanWinChance(model, id, counters.stock);
      return [id, { goOn: passRate, medianDays, win, low, high, n, mostlyAssumption, chance }];
    }),
  );
}

/**
 * What own estimates change in the mean of a forecast: of each deal, its value times the difference of the probabilities of being won
 * within the period. When it would be won stays as computed: only whether is the estimate's.
 */
function estimateAdjustmentMinor(
  model: FunnelModel,
  estimates: readonly EstimatedDeal[],
  { ownerId, endsAt }: ForecastRequest,
): number {
  const sum = estimates
    .filter((deal) => ownerId === undefined || deal.ownerId === ownerId)
    .reduce((all, deal) => {
      const withinPeriod = model.winProbabilityWithin(deal, Math.max(0, endsAt - model.at));
      const ever = model.winChance(deal);
      return ever > 0 ? all + deal.valueMinor * (Math.min(1, withinPeriod / ever) * deal.winOverride - withinPeriod) : all;
    }, 0);
  return Math.round(sum);
}

/** What every open stage is measured by, against the requested targets, and how far these are covered. */
function computeStageMeasures(
  model: FunnelModel,
  { pipeline, counters }: Pick<NumbersRequest, 'pipeline' | 'counters'>,
  { targets, timeZone, meanWinMinor }: StageMeasureRequest,
): Pick<PipelineNumbers, 'measures' | 'coverage'> {
  const targetPeriod = targets.map((each) =>
    toTargetPeriod({ model, counters }, each, { timeZone, wonMinor: each.wonMinor, meanWinMinor }),
  );
  return {
    measures: stageMeasures(pipeline, model, { counters, targets: targetPeriod, meanWinMinor, confidence: 0.5 }),
    coverage: coverageByTarget(model, counters, targetPeriod),
  };
}

const NO_MEASURES: Pick<PipelineNumbers, 'measures' | 'coverage'> = { measures: [], coverage: [] };

/**
 * Computes what is asked for: the model once, then each forecast, the numbers of the stages and what they are measured by. The same for the
 * same data.
 */
export function computePipelineNumbers(request: NumbersRequest): PipelineNumbers {
  const { pipeline, at, wins, forecasts } = request;
  // In one order, so that the same rows give the same number to its last digit, however they were read.
  const counters = addCounters([request.counters]);
  const model = fitFunnel(pipeline, counters, at);
  const open = forecasts.length === 0 ? [] : openGroups(counters.stock, at);
  return {
    forecasts: forecasts.map((ask) => {
      const { ownerId } = ask;
      const own = ownerId === undefined ? open : open.filter((group) => group.ownerId === ownerId);
      return forecastPeriod(model, { ...ask, counters, open: own, wins });
    }),
    winChances: (request.positions ?? []).map(model.winChance),
    horizonDays: model.horizonDays,
    estimateAdjustmentsMinor: forecasts.map((ask) => estimateAdjustmentMinor(model, request.estimates ?? [], ask)),
    stages: request.stages ? stageNumbers(model, { ...request, counters }) : new Map(),
    ...(request.measures === undefined ? NO_MEASURES : computeStageMeasures(model, { pipeline, counters }, request.measures)),
    ...(request.stages ? { health: funnelHealth(model, counters, at) } : {}),
  };
}
