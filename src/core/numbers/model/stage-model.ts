import type { Counters } from '../../history/counters.ts';
import type { StageId } from '../../ids.ts';
import type { Instant } from '../../time/instant.ts';
import { clamp, total, valueAt } from '../statistics/array-math.ts';
import { addExits, type ExitCounts, NO_EXITS } from '../statistics/exit-counts.ts';
import { monthWeightLookup } from '../statistics/time-decay.ts';
import { type Effect, estimateEffects } from './effects.ts';
import { HORIZON_STEPS, type StageExitRates, winProbabilitiesBySteps } from './entry-win-probabilities.ts';
import { fitHazards } from './hazards.ts';
import { assumedDwellDays, PRIOR_DEALS, passRates, stagePrior } from './prior.ts';
import type { WeightedCounters } from './weighted-counters.ts';

/** Effects by stage (in order), each by rep or tier. */
export type EffectsByStage = readonly ReadonlyMap<string, Effect>[];

/** A stage as its prior reads it: its starting win probability, and whether an admin added it, or moved it where it is. */
export type PriorStage = { readonly startingProbability: number; readonly isPlaced?: boolean };

/** What was counted of a stage, decayed: days that deals spent there, exits, and those of them that were not lost. */
type StageSums = { readonly days: number; readonly exits: number; readonly passed: number };

const addSums = (a: StageSums, b: StageSums): StageSums => ({
  days: a.days + b.days,
  exits: a.exits + b.exits,
  passed: a.passed + b.passed,
});
const NO_SUMS: StageSums = { days: 0, exits: 0, passed: 0 };

/** What is known of the nearest stage on either side that deals have left. */
const neighbourSums = (sums: readonly StageSums[], k: number): StageSums =>
  [sums.slice(0, k).findLast(({ exits }) => exits > 0), sums.slice(k + 1).find(({ exits }) => exits > 0)].reduce<StageSums>(
    (sum, each) => addSums(sum, each ?? NO_SUMS),
    NO_SUMS,
  );

/**
 * Fits the exit rates of every stage to the weighted counters, with the starting win probabilities as prior. The prior of a stage that was
 * added or moved leans on its neighbours' history until it has its own. Source: docs/forecasting.md, section 2.
 */
export function fitStageRates(weighted: WeightedCounters, stages: readonly PriorStage[]): StageExitRates {
  const width = weighted.stageIds.length + 2;
  const sums = weighted.stageIds.map((_, k): StageSums => {
    const exits = weighted.exits[k] ?? new Float64Array();
    const lost = total(exits.filter((_count, index) => index % width === width - 1));
    return { days: total(weighted.exposure[k] ?? []), exits: total(exits), passed: total(exits) - lost };
  });
  const all = sums.reduce(addSums, NO_SUMS);
  const shares = passRates(stages.map(({ startingProbability }) => startingProbability));
  return sums.map((sum, k) => {
    const near = stages[k]?.isPlaced === true ? neighbourSums(sums, k) : NO_SUMS;
    const share = (PRIOR_DEALS * valueAt(shares, k) + near.passed) / (PRIOR_DEALS + near.exits);
    const prior = stagePrior(assumedDwellDays(sum, near.exits > 0 ? near : all), clamp(share, 0.02, 0.98));
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
