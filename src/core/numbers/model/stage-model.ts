import type { Counters } from '../../history/counters.ts';
import type { StageId } from '../../ids.ts';
import type { Instant } from '../../time/instant.ts';
import { clamp, total, valueAt } from '../statistics/array-math.ts';
import { addExits, type ExitCounts, NO_EXITS } from '../statistics/exit-counts.ts';
import { monthWeightLookup } from '../statistics/time-decay.ts';
import { type Effect, estimateEffects } from './effects.ts';
import { HORIZON_STEPS, type StageExitRates, winProbabilitiesBySteps } from './entry-win-probabilities.ts';
import { fitHazards } from './hazards.ts';
import { assumedDwellDays, passRates, stagePrior } from './prior.ts';
import type { WeightedCounters } from './weighted-counters.ts';

/** Effects by stage (in order), each by rep or tier. */
export type EffectsByStage = readonly ReadonlyMap<string, Effect>[];

/** Fits the exit rates of every stage to the weighted counters, with the starting win probabilities (`ladder`) as prior. */
export function fitStageRates(weighted: WeightedCounters, ladder: readonly number[]): StageExitRates {
  const width = weighted.stageIds.length + 2;
  const sums = weighted.stageIds.map((_, k) => ({
    days: total(weighted.exposure[k] ?? []),
    exits: total(weighted.exits[k] ?? []),
  }));
  const all = { days: total(sums.map(({ days }) => days)), exits: total(sums.map(({ exits }) => exits)) };
  const shares = passRates(ladder);
  return sums.map((sum, k) => {
    const prior = stagePrior(assumedDwellDays(sum, all), valueAt(shares, k));
    return fitHazards(
      { exposure: weighted.exposure[k] ?? new Float64Array(), exits: weighted.exits[k] ?? new Float64Array() },
      prior,
      {
        next: k + 1,
        width,
      },
    );
  });
}

type ExitCredit = { readonly stageId: StageId; readonly month: string; readonly notLost: number; readonly lost: number };

/** Decayed exits by stage (in order) and by rep or tier. */
export function decayedExitCounts<R extends ExitCredit>(
  rows: readonly R[],
  groupKey: (row: R) => string,
  { stageIds, at }: { readonly stageIds: readonly string[]; readonly at: Instant },
): readonly ReadonlyMap<string, ExitCounts>[] {
  const weightInMonth = monthWeightLookup(at);
  return stageIds.map((stageId) => {
    const byId = new Map<string, ExitCounts>();
    for (const row of rows) {
      if (row.stageId !== stageId) continue;
      const [id, weight] = [groupKey(row), weightInMonth(row.month)];
      byId.set(id, addExits(byId.get(id) ?? NO_EXITS, { notLost: weight * row.notLost, lost: weight * row.lost }));
    }
    return byId;
  });
}

export const repEffects = (stageIds: readonly string[], counters: Counters, at: Instant): EffectsByStage =>
  decayedExitCounts(counters.repExits, ({ memberId }) => memberId, { stageIds, at }).map(estimateEffects);

export const tierEffects = (stageIds: readonly string[], counters: Counters, at: Instant): EffectsByStage =>
  decayedExitCounts(counters.tierExits, ({ tier }) => String(tier), { stageIds, at }).map(estimateEffects);

const HORIZON = { days: 365, assumed: 180, weight: 10 };

/**
 * Horizon of "ever won" in days: twice the 95th percentile of winning cycles, shrunk to 180 days with the weight of ten wins, clamped to
 * 60..365. The distribution of cycles follows from the rates: u(t) / u(365) over the arrival shares.
 *
 * Source: docs/forecasting.md, section 4.
 */
export function winningHorizonDays(rates: StageExitRates, weighted: WeightedCounters): number {
  const won = winProbabilitiesBySteps(rates, HORIZON.days);
  const share = arrivalShares(weighted);
  const cumulative = Array.from({ length: HORIZON_STEPS + 1 }, (_, n) =>
    share.reduce((sum, s, k) => sum + s * valueAt(won[k] ?? [], n), 0),
  );
  const step = cumulative.findIndex((p) => p >= 0.95 * valueAt(cumulative, HORIZON_STEPS));
  const p95 = (Math.max(1, step) * HORIZON.days) / HORIZON_STEPS;
  return clamp((weighted.wins * 2 * p95 + HORIZON.weight * HORIZON.assumed) / (weighted.wins + HORIZON.weight), 60, HORIZON.days);
}

/** Arrival shares by stage, which add up to 1; one pseudo-arrival at the first stage. */
export function arrivalShares(weighted: WeightedCounters): readonly number[] {
  const counts = weighted.stageIds.map(
    (_, k) => valueAt(weighted.arrivals, k) + valueAt(weighted.reopened, k) + (k === 0 ? 1 : 0),
  );
  const all = total(counts);
  return counts.map((each) => each / all);
}

/** Share of lost deals that are reopened in each stage; 0 below 20 losses, at most 0.9. */
export const reopenShares = (weighted: WeightedCounters): readonly number[] =>
  weighted.stageIds.map((_, k) =>
    weighted.losses < 20 ? 0 : clamp(valueAt(weighted.reopened, k) / Math.max(1, weighted.decayedLosses), 0, 0.9),
  );
