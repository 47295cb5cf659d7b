import { backtestPipeline } from '../../src/core/backtest/backtest-pipeline.ts';
import type { HistoryEvent } from '../../src/core/history/history-event.ts';
import { drawNormal, drawPoisson, type Random, seededRandom } from '../../src/core/numbers/statistics/random.ts';
import type { Pipeline } from '../../src/core/pipeline/stage.ts';
import { DAY_MS } from '../../src/core/time/durations.ts';

/** What a generated firm has that a textbook's has not. */
export const FIRM_FEATURES = [
  'steady',
  'late outcomes',
  'never closing',
  'rhythm',
  'turns',
  'growing team',
  'many deals',
  'few deals',
  'heavy values',
  'all at once',
] as const;
export type FirmFeature = (typeof FIRM_FEATURES)[number];

/** A firm's whole past, in order of time, with the pipeline that it is about. */
export type FeatureFirm = {
  readonly pipeline: Pipeline;
  readonly stageIds: readonly string[];
  readonly events: readonly HistoryEvent[];
  readonly from: number;
  readonly until: number;
};

/** Fifteen months from October on, and the quarter after them in which the last forecasts come true. */
const FIRM_FROM = Date.parse('2023-10-01T00:00:00Z');
const FIRM_DAYS = 550;
/** Days until the first outcome of a firm that began to record them late. */
const FIRST_OUTCOME_DAY = 150;

type Ways = {
  readonly stages: number;
  readonly perDay: number;
  readonly reps: number;
  readonly logValueSd: number;
  /** Probability of passing each stage, and mean days in it. */
  readonly pass: readonly number[];
  readonly dwell: readonly number[];
};

/** Numbers of a firm that differ from firm to firm; a third of them have one open stage. */
function drawWays(feature: FirmFeature, random: Random): Ways {
  const stages = random() < 1 / 3 ? 1 : 3 + Math.floor(random() * 3);
  const uniform = (low: number, high: number): number => low + random() * (high - low);
  const many = feature === 'many deals' ? 6 : feature === 'few deals' ? 0.15 : 1;
  return {
    stages,
    perDay: uniform(1.5, 5) * many,
    reps: feature === 'growing team' ? 30 : 3 + Math.floor(random() * 5),
    logValueSd: uniform(0.4, 1),
    pass: Array.from({ length: stages }, () => (stages === 1 ? uniform(0.4, 0.65) : uniform(0.5, 0.8))),
    dwell: Array.from({ length: stages }, () => (stages === 1 ? uniform(35, 60) : uniform(8, 22))),
  };
}

const monthOf = (at: number): number => new Date(at).getUTCMonth();

/** How many deals arrive on a day, over the ordinary number. */
function intake(feature: FirmFeature, day: number, turn: { readonly at: number; readonly factor: number }): number {
  const at = FIRM_FROM + day * DAY_MS;
  const weekend = new Date(at).getUTCDay() % 6 === 0 ? 0.15 : 1;
  if (feature === 'rhythm' || feature === 'all at once')
    return weekend * (monthOf(at) === 7 ? 0.35 : 1) * (day % 60 < 8 ? 2.5 : 0.8);
  if (feature === 'turns') return weekend * (day < turn.at ? 1 : day < turn.at + 90 ? turn.factor : turn.factor / 2);
  if (feature === 'growing team') return weekend * (5 + 25 * Math.min(1, Math.max(0, (day - 100) / 250))) * 0.06;
  return weekend;
}

/** When a deal that is ready to close is closed, by the firm's calendar. */
function closingTime(feature: FirmFeature, readyAt: number, random: Random): number {
  let at = readyAt;
  if (feature === 'rhythm' || feature === 'all at once') {
    if (monthOf(at) === 7 && random() < 0.7) at += (20 + 20 * random()) * DAY_MS;
    const date = new Date(at);
    const months = date.getUTCMonth() % 3 === 2 || random() < 0.5 ? 1 : 3 - (date.getUTCMonth() % 3);
    const end = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
    if (end - at < 45 * DAY_MS && random() < 0.6) at = Math.max(at, end - 6 * DAY_MS * random());
  }
  return at;
}

/** The history of a firm that has one of the features (or several: `all at once`); the same for the same seed. */
export function featureFirm(feature: FirmFeature, seed: number): FeatureFirm {
  const random = seededRandom(seed * 7919 + FIRM_FEATURES.indexOf(feature));
  const ways = drawWays(feature, random);
  const stageIds = Array.from({ length: ways.stages }, (_, k) => `stage${k}`);
  const turn = { at: 120 + 150 * random(), factor: 1.6 + 0.8 * random() };
  const late = feature === 'late outcomes' || feature === 'all at once';
  const firstOutcome = FIRM_FROM + FIRST_OUTCOME_DAY * DAY_MS;
  /** Firms that began to record late: half of them entered the backlog bit by bit, half brought only what was still open. */
  const backlog = seed % 2 === 0;
  const never = feature === 'never closing' || feature === 'all at once' ? 0.2 : 0;
  const events: HistoryEvent[] = [];
  let number = 0;
  for (let day = 0; day < FIRM_DAYS; day += 1) {
    for (let left = drawPoisson(random, ways.perDay * intake(feature, day, turn)); left > 0; left -= 1) {
      number += 1;
      const reps = feature === 'growing team' ? Math.round(5 + 25 * Math.min(1, Math.max(0, (day - 100) / 250))) : ways.reps;
      const rep = `rep${Math.floor(random() * reps)}`;
      const heavy = feature === 'heavy values' && random() < 0.01 ? 100 : 1;
      const value = Math.round(5000 * heavy * Math.exp(ways.logValueSd * drawNormal(random)));
      const deal = { dealId: `d${number}`, rep, value };
      const own: HistoryEvent[] = [];
      let at = FIRM_FROM + (day + random()) * DAY_MS;
      const stopsIn = random() < never ? Math.floor(random() * ways.stages) : -1;
      for (let stage = 0; ; stage += 1) {
        own.push({ ...deal, at, kind: 'stage', stageId: stageIds[stage] ?? '' });
        if (stage === stopsIn) break;
        const ready = at - Math.log(1 - random()) * (ways.dwell[stage] ?? 1) * DAY_MS;
        const passes = random() < (ways.pass[stage] ?? 0);
        if (passes && stage + 1 < ways.stages) at = ready;
        else {
          own.push({ ...deal, at: closingTime(feature, ready, random), kind: passes ? 'won' : 'lost', stageId: null });
          break;
        }
      }
      const last = own.at(-1);
      if (late && last !== undefined && last.stageId === null && last.at < firstOutcome) {
        if (!backlog) continue;
        own[own.length - 1] = { ...last, at: firstOutcome + 60 * random() * DAY_MS };
      }
      events.push(...own);
    }
  }
  const until = FIRM_FROM + FIRM_DAYS * DAY_MS;
  return {
    pipeline: backtestPipeline(stageIds, 'PLN'),
    stageIds,
    from: FIRM_FROM,
    until,
    events: events.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at),
  };
}
