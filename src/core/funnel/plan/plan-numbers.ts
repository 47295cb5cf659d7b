import type { Counters } from '../../history/counters.ts';
import type { Win } from '../../history/win.ts';
import type { StageId } from '../../ids.ts';
import { estimateArrivals } from '../../numbers/model/arrivals.ts';
import { HORIZON_STEPS } from '../../numbers/model/entry-win-probabilities.ts';
import type { DealPosition, FunnelModel } from '../../numbers/model/funnel-model.ts';
import { type StageMeasure, stageMeasures } from '../../numbers/needs/stage-measures.ts';
import { meanWinProbabilities, type SteadyStage, steadyStages } from '../../numbers/needs/steady-stage.ts';
import { valueAt } from '../../numbers/statistics/array-math.ts';
import { memoizeByHorizon } from '../../numbers/statistics/memoize.ts';
import { openStages, type Pipeline } from '../../pipeline/stage.ts';
import type { PlainDate } from '../../time/calendar.ts';
import type { DurationMs } from '../../time/durations.ts';
import { DAY_MS } from '../../time/durations.ts';
import { type Period, periodInstants } from '../../time/periods.ts';
import { expectPeriod, type PeriodExpectation, type PlanForecastRequest } from './period-expectation.ts';
import type { PlanDeal, PlanInputs, PlanPeriod, PlanStageInput, StageAim } from './plan-inputs.ts';

/** A period to be covered; see {@link PlanPeriod}. */
export type PlanPeriodRequest = Pick<PlanPeriod, 'period' | 'running' | 'targetMinor' | 'wonMinor'> & {
  /** The forecast up to its end, and of one that has not begun up to its beginning; null before the first deal was closed. */
  readonly forecast: PlanForecastRequest | null;
  readonly before: PlanForecastRequest | null;
};

/** What the numbers of a plan are computed from, beside the counters and the wins: plain data, so that another thread can do it. */
export type PlanNumbersRequest = {
  readonly timeZone: string;
  /** Mean value of a win, minor units; 0 when nothing was won yet. */
  readonly meanWinMinor: number;
  readonly periods: readonly PlanPeriodRequest[];
  /** Indexes of the periods that stages are measured against, where they have a target. */
  readonly aims: readonly number[];
  /** Open deals that may be named. */
  readonly positions: readonly DealPosition[];
};

/** The part of {@link PlanInputs} that a model tells. */
export type PlanNumbers = Pick<PlanInputs, 'periods' | 'horizonAt' | 'newDeals'> & {
  readonly stages: readonly Omit<PlanStageInput, 'minimum' | 'emptySince'>[];
  /** Of the positions, in their order. */
  readonly odds: readonly Pick<PlanDeal, 'stay' | 'move' | 'stayInPeriod' | 'moveInPeriod'>[];
};

/** Costs and gains are counted at least so far ahead: at the end of a month all would be nothing. */
const MIN_HORIZON_DAYS = 60;

/** The model with what is read from it more than once. */
type PlanModel = {
  readonly model: FunnelModel;
  readonly counters: Counters;
  readonly stageIds: readonly StageId[];
  readonly steady: readonly SteadyStage[];
  readonly measures: readonly StageMeasure[];
  readonly meanWins: (horizonMs: DurationMs) => readonly number[];
};

/** Something that grows with time, within a period. */
const inSpan = (
  untilMs: (horizonMs: DurationMs) => number,
  { from, to }: { readonly from: DurationMs; readonly to: DurationMs },
): number => Math.max(0, untilMs(to) - (from > 0 ? untilMs(from) : 0));

const entrantWin = ({ model }: PlanModel, stageId: StageId, horizonMs: DurationMs): number =>
  horizonMs > 0 ? valueAt(model.entrantWinProbabilities(stageId, horizonMs), HORIZON_STEPS) : 0;

/** The part of a period that is left, in ms from the model's instant. */
function remainingSpan(
  { model }: PlanModel,
  period: Period,
  timeZone: string,
): { readonly from: DurationMs; readonly to: DurationMs } {
  const { from, to } = periodInstants(period, timeZone);
  return { from: Math.max(0, from - model.at), to: Math.max(0, to - model.at) };
}

type AimedPeriod = { readonly index: number; readonly targetMinor: number; readonly expectation: PeriodExpectation };

/**
 * What every stage would have to hold for a target: the steady stock, times what the target still needs over what that stock is expected to
 * bring. By the mean, and by the forecast that says how far the target is covered, so that the two are one figure: a stock that brings the
 * whole of it is what is needed.
 */
function stageAims(plan: PlanModel, { periods, timeZone }: PlanNumbersRequest, aimed: AimedPeriod): readonly StageAim[] {
  const { index, targetMinor, expectation } = aimed;
  const request = periods[index];
  if (request === undefined) return [];
  const span = remainingSpan(plan, request.period, timeZone);
  const wins = plan.steady.map((_, k) => inSpan((ms) => plan.meanWins(ms)[k] ?? 0, span));
  const { scale, newMinor } = expectation;
  const needMinor = Math.max(0, targetMinor - request.wonMinor - scale * newMinor);
  const bringsMinor = scale * plan.steady.reduce((sum, each, k) => sum + each.steadyCount * (wins[k] ?? 0) * each.valueMinor, 0);
  const multiplier = bringsMinor > 0 ? needMinor / bringsMinor : 0;
  return plan.steady.map(({ stageId, steadyCount }, k) => ({
    period: index,
    required: Math.ceil(multiplier * steadyCount - 1e-9),
    winInPeriod: wins[k] ?? 0,
    entrantWinInPeriod: inSpan((ms) => entrantWin(plan, stageId, ms), span),
  }));
}

/** A short text that is the same as long as the same number of deals of the same days stand in a stage. Source: FNV-1a, 32 bits. */
function stockKey(stock: Counters['stock'], stageId: StageId): string {
  const days = new Map<string, number>();
  for (const row of stock) if (row.stageId === stageId) days.set(row.day, (days.get(row.day) ?? 0) + row.count);
  const rows = [...days].filter(([, count]) => count > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  let hash = 0x811c9dc5;
  for (const char of rows.join(';')) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return `${rows.reduce((sum, [, count]) => sum + count, 0)}-${hash.toString(36)}`;
}

const firstEntry = ({ entries }: Counters, stageId: StageId): PlainDate | null =>
  entries.reduce<PlainDate | null>(
    (first, row) => (row.stageId === stageId && row.count > 0 && (first === null || row.day < first) ? row.day : first),
    null,
  );

function planStages(plan: PlanModel, aims: readonly (readonly StageAim[])[], horizonMs: DurationMs): PlanNumbers['stages'] {
  const { counters, measures } = plan;
  return measures.map(({ stage, flow, overfullFrom, everWon }, k) => ({
    stageId: stage.id,
    count: plan.steady[k]?.current ?? 0,
    stockKey: stockKey(counters.stock, stage.id),
    exits: counters.exits.reduce((sum, row) => sum + (row.stageId === stage.id ? row.count : 0), 0),
    firstEntryOn: firstEntry(counters, stage.id),
    usual: flow.usual,
    overfullFrom,
    everWon,
    reach: measures.slice(0, k).reduce((share, { passRate }) => share * passRate, 1),
    winByHorizon: entrantWin(plan, stage.id, horizonMs),
    valueMinor: Math.round(flow.valueMinor),
    runwayDays: flow.runwayDays,
    refillDays: flow.refillDays,
    aims: aims.flatMap((each) => each[k] ?? []),
  }));
}

/** What being advanced by one stage today changes for a deal. */
function dealOdds(
  plan: PlanModel,
  position: DealPosition,
  {
    horizonMs,
    spans,
  }: { readonly horizonMs: DurationMs; readonly spans: readonly { readonly from: DurationMs; readonly to: DurationMs }[] },
): PlanNumbers['odds'][number] {
  const { model, stageIds } = plan;
  const next = stageIds[stageIds.indexOf(position.stageId) + 1];
  const moved = next === undefined ? position : { ...position, stageId: next, ageMs: 0 };
  const stay = memoizeByHorizon((ms) => model.winProbabilityWithin(position, ms));
  const move = memoizeByHorizon((ms) => model.winProbabilityWithin(moved, ms));
  return {
    stay: stay(horizonMs),
    move: move(horizonMs),
    stayInPeriod: spans.map((span) => inSpan(stay, span)),
    moveInPeriod: spans.map((span) => inSpan(move, span)),
  };
}

/**
 * The numbers that a plan is made of: how far every period is covered, what every stage holds, needs and costs, and what advancing each deal
 * changes. The same for the same data.
 *
 * @param data `wins`: the latest of the team, latest first.
 * Source: docs/forecasting.md, sections 5 and 6.
 */
export function planNumbers(
  model: FunnelModel,
  data: { readonly pipeline: Pipeline; readonly counters: Counters; readonly wins: readonly Win[] },
  request: PlanNumbersRequest,
): PlanNumbers {
  const { pipeline, counters } = data;
  const { timeZone, meanWinMinor } = request;
  const plan: PlanModel = {
    model,
    counters,
    stageIds: openStages(pipeline).map(({ id }) => id),
    steady: steadyStages(model, counters, { horizonMs: 0, meanWinMinor }),
    measures: stageMeasures(pipeline, model, { counters, meanWinMinor }),
    meanWins: memoizeByHorizon((horizonMs) => meanWinProbabilities(model, horizonMs)),
  };
  const expectations = request.periods.map((each) => expectPeriod(model, data, each));
  const spans = request.periods.map(({ period }) => remainingSpan(plan, period, timeZone));
  const aimed = request.aims.flatMap((index): readonly AimedPeriod[] => {
    const [targetMinor, expectation] = [request.periods[index]?.targetMinor ?? null, expectations[index] ?? null];
    return targetMinor === null || expectation === null ? [] : [{ index, targetMinor, expectation }];
  });
  const horizonMs = Math.max(MIN_HORIZON_DAYS * DAY_MS, ...request.aims.map((index) => spans[index]?.to ?? 0));
  const { perDay } = estimateArrivals(counters.entries, model.at);
  const perWeek = perDay * 7;
  const [firstId = ''] = plan.stageIds;
  const newValueMinor = meanWinMinor > 0 ? meanWinMinor : (plan.steady[0]?.valueMinor ?? 0);
  return {
    periods: request.periods.map(({ forecast: _, before: __, ...period }, i) => ({
      ...period,
      expectedMinor: expectations[i]?.expectedMinor ?? null,
      range: expectations[i]?.range ?? null,
    })),
    horizonAt: model.at + horizonMs,
    stages: planStages(
      plan,
      aimed.map((each) => stageAims(plan, request, each)),
      horizonMs,
    ),
    newDeals: {
      perWeek,
      gainMinor: Math.round(newValueMinor * entrantWin(plan, firstId, horizonMs)),
      gainInPeriodMinor: spans.map((span) => Math.round(newValueMinor * inSpan((ms) => entrantWin(plan, firstId, ms), span))),
      perWeekMinor: expectations.map((each) =>
        each === null || perWeek <= 0 ? 0 : Math.round((each.scale * each.newMinor) / perWeek),
      ),
    },
    odds: request.positions.map((position) => dealOdds(plan, position, { horizonMs, spans })),
  };
}
