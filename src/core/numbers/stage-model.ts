import type { Counters } from '../counters.ts';
import { cell, clamp, total } from './cells.ts';
import { type Effect, type Exits, effectsOf } from './effects.ts';
import { STEPS, type StageRates, wonBySteps } from './entry-values.ts';
import { monthWeights } from './fading.ts';
import { hazards } from './hazards.ts';
import { assumedDwellDays, passShares, stagePrior } from './prior.ts';
import type { Tally } from './tally.ts';

/** Effects by stage (in order), each by rep or tier. */
export type Effects = readonly ReadonlyMap<string, Effect>[];

/** Rates of every stage from a tally and the ladder of starting probabilities. */
export function stageRates(tally: Tally, ladder: readonly number[]): StageRates {
  const width = tally.stageIds.length + 2;
  const sums = tally.stageIds.map((_, k) => ({ days: total(tally.exposure[k] ?? []), exits: total(tally.exits[k] ?? []) }));
  const all = { days: total(sums.map(({ days }) => days)), exits: total(sums.map(({ exits }) => exits)) };
  const shares = passShares(ladder);
  return sums.map((sum, k) => {
    const prior = stagePrior(assumedDwellDays(sum, all), cell(shares, k));
    return hazards(tally.exposure[k] ?? new Float64Array(), tally.exits[k] ?? new Float64Array(), prior, k + 1, width);
  });
}

type Credit = { readonly stageId: string; readonly month: string; readonly notLost: number; readonly lost: number };

/** Exits by stage and by rep or tier, faded. */
export function creditsOf<R extends Credit>(
  stageIds: readonly string[],
  rows: readonly R[],
  idOf: (row: R) => string,
  at: number,
): readonly ReadonlyMap<string, Exits>[] {
  const weightOf = monthWeights(at);
  return stageIds.map((stageId) => {
    const byId = new Map<string, Exits>();
    for (const row of rows) {
      if (row.stageId !== stageId) continue;
      const sum = byId.get(idOf(row)) ?? { notLost: 0, lost: 0 };
      const weight = weightOf(row.month);
      byId.set(idOf(row), { notLost: sum.notLost + weight * row.notLost, lost: sum.lost + weight * row.lost });
    }
    return byId;
  });
}

export const repEffects = (stageIds: readonly string[], counters: Counters, at: number): Effects =>
  creditsOf(stageIds, counters.repExits, ({ memberId }) => memberId, at).map(effectsOf);

export const tierEffects = (stageIds: readonly string[], counters: Counters, at: number): Effects =>
  creditsOf(stageIds, counters.tierExits, ({ tier }) => String(tier), at).map(effectsOf);

const LONGEST = { days: 365, assumed: 180, weight: 10 };

/**
 * Days within which "ever won" has to happen: twice the 95th percentile of winning cycles, shrunk to 180 days with the weight of ten
 * wins, kept in 60..365. The cycle is read from the rates themselves: from where deals begin, u(t) / u(365).
 */
export function winningHorizonDays(rates: StageRates, tally: Tally): number {
  const won = wonBySteps(rates, LONGEST.days);
  const share = arrivalShares(tally);
  const cumulative = Array.from({ length: STEPS + 1 }, (_, n) => share.reduce((sum, s, k) => sum + s * cell(won[k] ?? [], n), 0));
  const step = cumulative.findIndex((p) => p >= 0.95 * cell(cumulative, STEPS));
  const p95 = (Math.max(1, step) * LONGEST.days) / STEPS;
  return clamp((tally.wins * 2 * p95 + LONGEST.weight * LONGEST.assumed) / (tally.wins + LONGEST.weight), 60, LONGEST.days);
}

/** Where new deals begin: shares by stage that add up to 1, with one assumed arrival at the first. */
export function arrivalShares(tally: Tally): readonly number[] {
  const counts = tally.stageIds.map((_, k) => cell(tally.arrivals, k) + cell(tally.reopened, k) + (k === 0 ? 1 : 0));
  const all = total(counts);
  return counts.map((each) => each / all);
}

/** Share of lost deals that come back to each stage; known from 20 losses up. */
export const reopenShares = (tally: Tally): readonly number[] =>
  tally.stageIds.map((_, k) => (tally.losses < 20 ? 0 : clamp(cell(tally.reopened, k) / Math.max(1, tally.fadedLosses), 0, 0.9)));
