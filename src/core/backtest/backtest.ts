import type { HistoryEvent, OpenDealAsOf, PastWin } from '../history/history-event.ts';
import { type FunnelModel, fitFunnel } from '../numbers/model/funnel-model.ts';
import { type ForecastInputs, forecastPeriod } from '../numbers/period-forecast.ts';
import { DAY_MS } from '../time/durations.ts';
import type { Instant } from '../time/instant.ts';
import { assumedDealValue, MINOR_PER_UNIT, toOpenGroup, valueOrAssumed } from './assumed-value.ts';
import { backtestPipeline } from './backtest-pipeline.ts';
import type { BacktestSnapshot, DealPrediction, ForecastPrediction } from './backtest-snapshot.ts';
import { BASELINES, type Baselines, createBaselines } from './baselines.ts';
import { createForecastLog, type ForecastLog } from './forecast-log.ts';
import { type Outcomes, outcomes } from './outcomes.ts';
import { endOfPeriodAhead, type PeriodAhead } from './periods-ahead.ts';
import { createReplay } from './replay.ts';
import { runRateForecast } from './run-rate.ts';
import { type BacktestScope, createScorebook, type Scorebook } from './scorebook.ts';
import { createWonTotals, type WonTotals } from './won-totals.ts';

export const LEJEK = 'Lejek';
/** The model before any correction, and its mean with the 90-day run-rate: what the corrections have to beat. */
export const MODEL_ALONE = 'model alone';
export const EQUAL_BLEND = 'equal blend';
export const RUN_RATE = 'run-rate';

export type BacktestRequest = {
  /** Of every value in the history, ISO 4217; '' where it does not say. */
  readonly currency: string;
  /** In order. */
  readonly stageIds: readonly string[];
  /** Forecast origins in ms, in order: a prediction made there uses only events at or before it. */
  readonly origins: readonly number[];
  readonly periods: readonly PeriodAhead[];
  readonly scopes: readonly BacktestScope[];
  readonly seed: number;
};

export type BacktestStep = { readonly done: number; readonly of: number };
export type BacktestResult = { readonly snapshots: readonly BacktestSnapshot[]; readonly scores: Scorebook };

/** Days between the practice forecasts, made before and between the origins only to learn corrections from. */
const PRACTICE_STEP_DAYS = 14;
/** Days of history before the first practice forecast. */
const FIRST_PRACTICE_DAYS = 60;
/** Days without an open deal or event after which a rep counts as having left. */
const INACTIVE_REP_DAYS = 180;

/** The origins and the practice instants, in order. */
function forecastInstants(events: readonly HistoryEvent[], origins: readonly number[]): readonly number[] {
  const [first, last] = [events[0]?.at ?? 0, origins.at(-1) ?? 0];
  const all = new Set(origins);
  for (let at = first + FIRST_PRACTICE_DAYS * DAY_MS; at < last; at += PRACTICE_STEP_DAYS * DAY_MS) all.add(at);
  return [...all].sort((a, b) => a - b);
}

/** State known at an instant: nothing in it depends on a later event. */
type KnowledgeAsOf = {
  readonly at: Instant;
  readonly model: FunnelModel;
  readonly counters: ForecastInputs['counters'];
  readonly open: readonly OpenDealAsOf[];
  /** The latest 400 wins, latest first. */
  readonly wins: readonly PastWin[];
  /** All wins of the last 90 days. */
  readonly recentWins: readonly PastWin[];
  readonly assumedValue: number;
  readonly reps: readonly string[];
};

/**
 * Backtest: replays a history and records at each origin the predictions of the model and of the baselines, scored by what came later.
 *
 * @param events in order of time. @returns a generator of its progress, whose result holds the snapshots and the scores.
 * Source: docs/forecasting.md, section 10.
 */
export function* backtest(events: readonly HistoryEvent[], request: BacktestRequest): Generator<BacktestStep, BacktestResult> {
  const pipeline = backtestPipeline(request.stageIds, request.currency);
  const baselineModels = createBaselines(request.stageIds);
  const history = createReplay(baselineModels);
  const won = createWonTotals();
  const truth = outcomes(events);
  const scores = createScorebook();
  const snapshots: BacktestSnapshot[] = [];
  const lastSeen = new Map<string, number>();
  const forecastLog = createForecastLog(
    (key, after, until) => MINOR_PER_UNIT * won.between(after, until, repOfScope(key.split('|')[0] ?? '')),
  );
  const wanted = new Set(request.origins);
  const stops = forecastInstants(events, request.origins);
  let [next, addedWins] = [0, 0];
  for (const [done, at] of stops.entries()) {
    for (let event = events[next]; event !== undefined && event.at <= at; event = events[next]) {
      history.apply(event);
      lastSeen.set(event.rep, event.at);
      next += 1;
    }
    for (; addedWins < history.wins.length; addedWins += 1)
      won.add(history.wins[addedWins] ?? { dealId: '', rep: '', at, value: 0 });
    const counters = history.counters();
    const reps = [...lastSeen].filter(([, seen]) => at - seen <= INACTIVE_REP_DAYS * DAY_MS).map(([rep]) => rep);
    const open = history.open();
    const known: KnowledgeAsOf = {
      at,
      counters,
      open,
      model: fitFunnel(pipeline, counters, at),
      wins: history.wins.slice(-400).reverse(),
      recentWins: history.wins.filter((win) => win.at > at - 90 * DAY_MS),
      assumedValue: assumedDealValue(history.unvaluedWins),
      reps: [...new Set([...reps, ...open.map(({ rep }) => rep)])].filter((rep) => rep !== '').sort(),
    };
    const forecasts = makeForecasts(known, request, { forecastLog, won });
    if (wanted.has(at)) {
      const deals = predictDeals(known);
      snapshots.push({ origin: at, deals, forecasts });
      scoreDealPredictions(known, deals, { baselineModels, truth, scores });
      if (isAnyClosed(counters)) scoreForecasts(known, forecasts, { baselineModels, truth, scores });
    }
    yield { done: done + 1, of: stops.length };
  }
  return { snapshots, scores };
}

/** Before the first outcome nothing is forecast to anybody (`/funnel forecast` says so), so that nothing is scored. */
const isAnyClosed = ({ exits }: ForecastInputs['counters']): boolean =>
  exits.some(({ destination }) => destination === 'won' || destination === 'lost');

const REP_SCOPE_PREFIX = 'rep:';
/** The rep of a scope; undefined for the team. */
const repOfScope = (scope: string): string | undefined =>
  scope.startsWith(REP_SCOPE_PREFIX) ? scope.slice(REP_SCOPE_PREFIX.length) : undefined;

function predictDeals({ model, open, at }: KnowledgeAsOf): readonly DealPrediction[] {
  return open.map((deal) => {
    const position = toOpenGroup(deal, at, 0);
    return { dealId: deal.dealId, pWin: model.winChance(position), p30d: model.winProbabilityWithin(position, 30 * DAY_MS) };
  });
}

/** Past forecasts to learn from, and what was won when. */
type ForecastSources = { readonly forecastLog: ForecastLog; readonly won: WonTotals };

function makeForecasts(
  { at, model, counters, open, wins, assumedValue, reps }: KnowledgeAsOf,
  request: BacktestRequest,
  { forecastLog, won }: ForecastSources,
): readonly ForecastPrediction[] {
  const groups = open.map((deal) => toOpenGroup(deal, at, assumedValue));
  const latest = wins.map(({ rep, at: wonAt, value }) => ({
    ownerId: rep,
    at: wonAt,
    valueMinor: Math.round(value * MINOR_PER_UNIT),
  }));
  const scopes = [
    ...(request.scopes.includes('team') ? ['team'] : []),
    ...(request.scopes.includes('reps') ? reps.map((rep) => REP_SCOPE_PREFIX + rep) : []),
  ];
  return scopes.flatMap((scope) =>
    request.periods.map((ahead) => {
      const rep = repOfScope(scope);
      const endsAt = endOfPeriodAhead(ahead, at);
      const key = `${scope}|${ahead}`;
      const forecast = forecastPeriod(model, {
        counters,
        open: rep === undefined ? groups : groups.filter(({ ownerId }) => ownerId === rep),
        wins: latest,
        wonMinor: 0,
        lastNinetyDaysMinor: MINOR_PER_UNIT * won.between(at - 90 * DAY_MS, at, rep),
        endsAt,
        ...(rep === undefined ? {} : { ownerId: rep }),
        past: forecastLog.ended(key, at),
        seed: request.seed,
      });
      forecastLog.record(key, { origin: at, endsAt, forecast });
      return {
        scope,
        ahead,
        mean: forecast.expectedMinor / MINOR_PER_UNIT,
        q: forecast.quantilesMinor.map((each) => each / MINOR_PER_UNIT),
        modelMean: forecast.basis.modelMinor / MINOR_PER_UNIT,
        runRateMean: forecast.basis.runRateMinor / MINOR_PER_UNIT,
      };
    }),
  );
}

/** What predictions are scored against, and where the scores go. */
type Scoring = { readonly baselineModels: Baselines; readonly truth: Outcomes; readonly scores: Scorebook };

function scoreDealPredictions(
  { open, at }: KnowledgeAsOf,
  deals: readonly DealPrediction[],
  { baselineModels, truth, scores }: Scoring,
): void {
  for (const [index, deal] of open.entries()) {
    const call = deals[index];
    const ever = truth.everWon(deal.dealId, at);
    const soon = truth.wonWithin(deal.dealId, at, 30 * DAY_MS);
    if (call !== undefined && ever !== undefined) {
      scores.addPrediction('ever won', LEJEK, { p: call.pWin, won: ever });
      for (const name of BASELINES) scores.addPrediction('ever won', name, { p: baselineModels.everWon(name, deal), won: ever });
    }
    if (call !== undefined && soon !== undefined) {
      scores.addPrediction('won in 30 days', LEJEK, { p: call.p30d, won: soon });
      for (const name of BASELINES)
        scores.addPrediction('won in 30 days', name, { p: baselineModels.wonIn30Days(name, deal), won: soon });
    }
  }
}

function scoreForecasts(
  { open, at, recentWins, assumedValue }: KnowledgeAsOf,
  forecasts: readonly ForecastPrediction[],
  { baselineModels, truth, scores }: Scoring,
): void {
  for (const { scope, ahead, mean, q, modelMean, runRateMean } of forecasts) {
    const rep = repOfScope(scope);
    const endsAt = endOfPeriodAhead(ahead, at);
    const actual = truth.wonValue(at, endsAt, rep);
    if (actual === undefined) continue;
    const frame = { scope: rep === undefined ? 'team' : 'reps', ahead } as const;
    scores.addForecast(frame, LEJEK, { mean, q, actual });
    scores.addForecast(frame, MODEL_ALONE, { mean: modelMean, q: undefined, actual });
    scores.addForecast(frame, EQUAL_BLEND, { mean: (modelMean + runRateMean) / 2, q: undefined, actual });
    const mine = open.filter((deal) => rep === undefined || deal.rep === rep);
    for (const name of BASELINES) {
      const weighted = mine.reduce(
        (sum, deal) => sum + baselineModels.everWon(name, deal) * valueOrAssumed(deal, assumedValue),
        0,
      );
      scores.addForecast(frame, name, { mean: weighted, q: undefined, actual });
    }
    const values = recentWins.filter((win) => rep === undefined || win.rep === rep).map(({ value }) => value);
    scores.addForecast(frame, RUN_RATE, { ...runRateForecast(values, endsAt - at), actual });
  }
}
