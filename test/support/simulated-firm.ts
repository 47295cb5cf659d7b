import { backtestPipeline } from '../../src/core/backtest/backtest-pipeline.ts';
import { drawGamma, drawNormal, drawPoisson, type Random, seededRandom } from '../../src/core/numbers/statistics/random.ts';
import type { Pipeline } from '../../src/core/pipeline/stage.ts';
import { DAY_MS } from '../../src/core/time/durations.ts';
import { createDealLog, type OpenLogDeal, type StageLogEvent } from './deal-log.ts';

export const FIRM_START = Date.parse('2024-01-01T00:00:00Z');

/** Ground truth of the simulation: transition probabilities by stage (`next`, `skip`, `back`) and Weibull dwell times. */
export type SimulatedFirm = {
  readonly next: readonly number[];
  readonly skip: readonly number[];
  readonly back: readonly number[];
  /** Mean dwell in days and Weibull shape. */
  readonly dwell: readonly number[];
  readonly shape: number;
  /** Slope: log-odds of losing per doubling of the dwell over its median. */
  readonly stale: number;
  readonly arrivalsPerDay: number;
  /** Log-odds of not losing, by rep, added in every stage. */
  readonly reps: readonly number[];
  readonly logValueSd: number;
};

export const STAGE_IDS: readonly string[] = ['lead', 'qualified', 'proposal', 'negotiation', 'contract'];

export const DEFAULT_FIRM: SimulatedFirm = {
  next: [0.45, 0.52, 0.55, 0.6, 0.62],
  skip: [0.04, 0.04, 0.05, 0.03, 0],
  back: [0, 0.03, 0.06, 0.08, 0.05],
  dwell: [12, 16, 20, 14, 9],
  shape: 0.9,
  stale: 0.45,
  arrivalsPerDay: 1,
  reps: [0, 0, 0, 0, 0],
  logValueSd: 0.8,
};

/** A firm whose reps differ by so much on the log-odds scale. */
export const randomFirm = (random: Random, arrivalsPerDay: number, repSd = 0, reps = 5): SimulatedFirm => ({
  ...DEFAULT_FIRM,
  arrivalsPerDay,
  reps: Array.from({ length: reps }, () => repSd * drawNormal(random)),
});

const unconfigured = backtestPipeline(STAGE_IDS, 'PLN');

/** The firm's pipeline: five open stages that nobody configured. */
export const firmPipeline: Pipeline = {
  ...unconfigured,
  stages: unconfigured.stages.map((stage, k) => ({ ...stage, startingProbability: 0.2 * 4 ** (k / 4) })),
};

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
const MEAN_FACTOR: ReadonlyMap<number, number> = new Map([
  [0.9, 1.0522],
  [1, 1],
]);

/** One stay in a stage that began `age` days ago: how many days more, and where to (a stage, K for won, K + 1 for lost). */
export function simulateStay(
  firm: SimulatedFirm,
  random: Random,
  stage: number,
  rep: number,
  ageDays = 0,
): { readonly days: number; readonly to: number } {
  const scale = (firm.dwell[stage] ?? 1) / (MEAN_FACTOR.get(firm.shape) ?? 1);
  const hazard = (ageDays / scale) ** firm.shape - Math.log(1 - random());
  const dwell = scale * hazard ** (1 / firm.shape);
  const median = scale * Math.LN2 ** (1 / firm.shape);
  const kept = [firm.next[stage] ?? 0, firm.skip[stage] ?? 0, firm.back[stage] ?? 0] as const;
  const all = kept[0] + kept[1] + kept[2];
  const base = Math.log((1 - all) / all);
  const lost = logistic(base + firm.stale * Math.min(2, Math.max(-2, Math.log2(dwell / median))) - (firm.reps[rep] ?? 0));
  const days = dwell - ageDays;
  const last = STAGE_IDS.length;
  if (random() < lost) return { days, to: last + 1 };
  const pick = random() * all;
  if (pick < kept[0]) return { days, to: stage + 1 };
  if (pick < kept[0] + kept[1]) return { days, to: Math.min(last, stage + 2) };
  return { days, to: Math.max(0, stage - 1) };
}

/** Where a deal ends, from a stage at an age: won or not, and after how many days. */
export function simulateOutcome(
  firm: SimulatedFirm,
  random: Random,
  stage: number,
  rep: number,
  ageDays = 0,
): { readonly won: boolean; readonly days: number } {
  let { days, to } = simulateStay(firm, random, stage, rep, ageDays);
  while (to < STAGE_IDS.length) {
    const next = simulateStay(firm, random, to, rep);
    days += next.days;
    to = next.to;
  }
  return { won: to === STAGE_IDS.length, days };
}

/** The true win probability of a deal entering a stage or of some age there, by simulation. */
export function trueWinProbability(firm: SimulatedFirm, stage: number, rep: number, ageDays = 0, runs = 2000, seed = 1): number {
  const random = seededRandom(seed);
  let won = 0;
  for (let i = 0; i < runs; i += 1) if (simulateOutcome(firm, random, stage, rep, ageDays).won) won += 1;
  return won / runs;
}

export const drawValueMinor = (firm: SimulatedFirm, random: Random): number =>
  Math.round(500_000 * Math.exp(firm.logValueSd * drawNormal(random)));

/** The events of one deal from its arrival on. */
export function simulateDeal(
  firm: SimulatedFirm,
  random: Random,
  dealId: string,
  arrivedAt: number,
  from = 0,
): readonly StageLogEvent[] {
  const rep = Math.floor(random() * firm.reps.length);
  const valueMinor = drawValueMinor(firm, random);
  const events: StageLogEvent[] = [];
  let at = arrivedAt;
  let stage = from;
  for (;;) {
    const to = stage < STAGE_IDS.length ? (STAGE_IDS[stage] ?? '') : stage === STAGE_IDS.length ? 'won' : 'lost';
    events.push({ at: Math.round(at), dealId, rep: `rep${rep}`, valueMinor, to });
    if (stage >= STAGE_IDS.length) return events;
    const next = simulateStay(firm, random, stage, rep);
    at += next.days * DAY_MS;
    stage = next.to;
  }
}

/** Everything that happens in a firm over so many days, deals arriving in bursts of the given weekly Fano factor; in order of time. */
export function simulateHistory(firm: SimulatedFirm, random: Random, days: number, fano = 1.5): readonly StageLogEvent[] {
  const events: StageLogEvent[] = [];
  let number = 0;
  for (let week = 0; week * 7 < days; week += 1) {
    const mean = firm.arrivalsPerDay * 7;
    const rate = fano > 1 ? drawGamma(random, mean / (fano - 1)) * (fano - 1) : mean;
    for (let left = drawPoisson(random, rate); left > 0; left -= 1) {
      number += 1;
      const at = FIRM_START + (week + random()) * 7 * DAY_MS;
      events.push(...simulateDeal(firm, random, `d${number}`, at, random() < 0.1 ? 1 : 0));
    }
  }
  return events.sort((a, b) => a.at - b.at);
}

/** A firm as its counters show it at an instant, with the open deals. */
export function observeAt(history: readonly StageLogEvent[], at: number) {
  const log = createDealLog();
  for (const event of history) if (event.at <= at) log.record(event);
  return { counters: log.counters(), open: log.openDeals(), wins: log.wins };
}

export const repIndex = ({ ownerId }: OpenLogDeal): number => Number(ownerId.slice(3));
