import { type FunnelModel, fitFunnel } from '../numbers/funnel-model.ts';
import { type ForecastInputs, forecastPeriod } from '../numbers/period-forecast.ts';
import { backtestPipeline } from './backtest-pipeline.ts';
import { BASELINES, baselines } from './baselines.ts';
import { type Fates, fates } from './fates.ts';
import type { HistoryEvent, OpenThen, PastWin } from './history-event.ts';
import { ownForecasts } from './own-forecasts.ts';
import { type Ahead, endOf } from './periods-ahead.ts';
import { replay } from './replay.ts';
import { runRate } from './run-rate.ts';
import { type Scorebook, scorebook } from './scorebook.ts';
import type { DealCall, ForecastCall, Snapshot } from './snapshot.ts';
import { assumedValue, groupOf, worthOf } from './valued.ts';
import { type WonSoFar, wonSoFar } from './won-so-far.ts';

const DAY_MS = 86_400_000;
const MINOR = 100;
export const LEJEK = 'Lejek';

export type BacktestAsk = {
  /** Of every value in the history, ISO 4217; '' where it does not say. */
  readonly currency: string;
  /** In order. */
  readonly stageIds: readonly string[];
  /** Instants, in order of time: what is said there rests on events at or before them. */
  readonly origins: readonly number[];
  readonly periods: readonly Ahead[];
  readonly scopes: readonly ('team' | 'reps')[];
  readonly seed: number;
};

export type BacktestStep = { readonly done: number; readonly of: number };
export type BacktestResult = { readonly snapshots: readonly Snapshot[]; readonly scores: Scorebook };

/** Days between the forecasts that are made, before and between the origins, only to learn from. */
const PRACTICE_DAYS = 14;
/** Practice begins when so many days of history are there. */
const FIRST_PRACTICE_DAYS = 60;
/** A rep without an open deal, win or event for so long has left. */
const GONE_DAYS = 180;

/** The origins, and the instants at which forecasts are made only to learn from their errors. */
function instants(events: readonly HistoryEvent[], origins: readonly number[]): readonly number[] {
  const [first, last] = [events[0]?.at ?? 0, origins.at(-1) ?? 0];
  const all = new Set(origins);
  for (let at = first + FIRST_PRACTICE_DAYS * DAY_MS; at < last; at += PRACTICE_DAYS * DAY_MS) all.add(at);
  return [...all].sort((a, b) => a - b);
}

/** What is known at an instant. */
type Then = {
  readonly at: number;
  readonly model: FunnelModel;
  readonly counters: ForecastInputs['counters'];
  readonly open: readonly OpenThen[];
  /** The latest 400, latest first. */
  readonly wins: readonly PastWin[];
  /** All of the last 90 days. */
  readonly lately: readonly PastWin[];
  readonly assumed: number;
  readonly reps: readonly string[];
};

/**
 * Lives a history again and says at each origin what Lejek would have said then, and what simpler ways would have.
 *
 * @param events in order of time. @returns step by step how far it is, at the end snapshots of the origins and scores.
 */
export function* backtest(events: readonly HistoryEvent[], ask: BacktestAsk): Generator<BacktestStep, BacktestResult> {
  const pipeline = backtestPipeline(ask.stageIds, ask.currency);
  const simple = baselines(ask.stageIds);
  const past = replay(simple);
  const won = wonSoFar();
  const truth = fates(events);
  const scores = scorebook();
  const snapshots: Snapshot[] = [];
  const lastSeen = new Map<string, number>();
  const own = ownForecasts((key, after, until) => MINOR * won.between(after, until, repOf(key.split('|')[0] ?? '')));
  const wanted = new Set(ask.origins);
  const stops = instants(events, ask.origins);
  let [next, told] = [0, 0];
  for (const [done, at] of stops.entries()) {
    for (let event = events[next]; event !== undefined && event.at <= at; event = events[next]) {
      past.take(event);
      lastSeen.set(event.rep, event.at);
      next += 1;
    }
    for (; told < past.wins.length; told += 1) won.add(past.wins[told] ?? { dealId: '', rep: '', at, value: 0 });
    const counters = past.counters();
    const reps = [...lastSeen].filter(([, seen]) => at - seen <= GONE_DAYS * DAY_MS).map(([rep]) => rep);
    const open = past.open();
    const then: Then = {
      at,
      counters,
      open,
      model: fitFunnel(pipeline, counters, at),
      wins: past.wins.slice(-400).reverse(),
      lately: past.wins.filter((win) => win.at > at - 90 * DAY_MS),
      assumed: assumedValue(past.unvaluedWins),
      reps: [...new Set([...reps, ...open.map(({ rep }) => rep)])].filter((rep) => rep !== '').sort(),
    };
    const forecasts = forecastsAt(then, ask, own, won);
    if (wanted.has(at)) {
      const deals = dealsAt(then);
      snapshots.push({ origin: at, deals, forecasts });
      scoreDeals(then, deals, simple, truth, scores);
      scoreForecasts(then, forecasts, simple, truth, scores);
    }
    yield { done: done + 1, of: stops.length };
  }
  return { snapshots, scores };
}

const REP = 'rep:';
/** The rep of a scope; undefined for the team. */
const repOf = (scope: string): string | undefined => (scope.startsWith(REP) ? scope.slice(REP.length) : undefined);

function dealsAt({ model, open, at }: Then): readonly DealCall[] {
  return open.map((deal) => {
    const position = groupOf(deal, at, 0);
    return { dealId: deal.dealId, pWin: model.chance(position), p30d: model.wonWithin(position, 30 * DAY_MS) };
  });
}

function forecastsAt(
  { at, model, counters, open, wins, assumed, reps }: Then,
  ask: BacktestAsk,
  own: ReturnType<typeof ownForecasts>,
  won: WonSoFar,
): readonly ForecastCall[] {
  const groups = open.map((deal) => groupOf(deal, at, assumed));
  const latest = wins.map(({ rep, at: wonAt, value }) => ({ ownerId: rep, at: wonAt, valueMinor: Math.round(value * MINOR) }));
  const scopes = [
    ...(ask.scopes.includes('team') ? ['team'] : []),
    ...(ask.scopes.includes('reps') ? reps.map((rep) => REP + rep) : []),
  ];
  return scopes.flatMap((scope) =>
    ask.periods.map((ahead) => {
      const rep = repOf(scope);
      const endsAt = endOf(ahead, at);
      const key = `${scope}|${ahead}`;
      const forecast = forecastPeriod(model, {
        counters,
        open: rep === undefined ? groups : groups.filter(({ ownerId }) => ownerId === rep),
        wins: latest,
        wonMinor: 0,
        lastNinetyDaysMinor: MINOR * won.between(at - 90 * DAY_MS, at, rep),
        endsAt,
        ...(rep === undefined ? {} : { ownerId: rep }),
        past: own.ended(key, at),
        seed: ask.seed,
      });
      own.made(key, at, endsAt, forecast);
      return { scope, ahead, mean: forecast.expectedMinor / MINOR, q: forecast.quantilesMinor.map((each) => each / MINOR) };
    }),
  );
}

function scoreDeals(
  { open, at }: Then,
  deals: readonly DealCall[],
  simple: ReturnType<typeof baselines>,
  truth: Fates,
  scores: Scorebook,
): void {
  for (const [index, deal] of open.entries()) {
    const call = deals[index];
    const ever = truth.everWon(deal.dealId, at);
    const soon = truth.wonWithin(deal.dealId, at, 30 * DAY_MS);
    if (call !== undefined && ever !== undefined) {
      scores.called('ever won', LEJEK, { p: call.pWin, won: ever });
      for (const name of BASELINES) scores.called('ever won', name, { p: simple.everWon(name, deal), won: ever });
    }
    if (call !== undefined && soon !== undefined) {
      scores.called('won in 30 days', LEJEK, { p: call.p30d, won: soon });
      for (const name of BASELINES) scores.called('won in 30 days', name, { p: simple.wonIn30Days(name, deal), won: soon });
    }
  }
}

function scoreForecasts(
  { open, at, lately, assumed }: Then,
  forecasts: readonly ForecastCall[],
  simple: ReturnType<typeof baselines>,
  truth: Fates,
  scores: Scorebook,
): void {
  for (const { scope, ahead, mean, q } of forecasts) {
    const rep = repOf(scope);
    const endsAt = endOf(ahead, at);
    const actual = truth.wonValue(at, endsAt, rep);
    if (actual === undefined) continue;
    const kind = rep === undefined ? 'team' : 'reps';
    scores.told(kind, ahead, LEJEK, { mean, q, actual });
    const mine = open.filter((deal) => rep === undefined || deal.rep === rep);
    for (const name of BASELINES) {
      const weighted = mine.reduce((sum, deal) => sum + simple.everWon(name, deal) * worthOf(deal, assumed), 0);
      scores.told(kind, ahead, name, { mean: weighted, q: undefined, actual });
    }
    const values = lately.filter((win) => rep === undefined || win.rep === rep).map(({ value }) => value);
    scores.told(kind, ahead, 'run-rate', { ...runRate(values, endsAt - at), actual });
  }
}
