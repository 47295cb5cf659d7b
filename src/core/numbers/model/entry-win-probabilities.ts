import { addAt, valueAt } from '../statistics/array-math.ts';
import { exitProbabilities, exitProbabilitiesByStep } from './exit-probabilities.ts';
import type { ExitRates } from './hazards.ts';

/** Exit rates of every open stage, in order; of K + 2 destinations K is Won and K + 1 is Lost. */
export type StageExitRates = readonly ExitRates[];

/**
 * Win probability of a deal that enters each stage, the fixed point of V = A(W) + sum over j of A(j) V_j + A(L) V_L.
 *
 * @param horizonDays a visit that lasts longer counts as never leaving. @param reopenShares share of lost deals that return, by stage.
 * Source: docs/forecasting.md, section 4. Iterates to 1e-9.
 */
export function entryWinProbabilities(rates: StageExitRates, horizonDays: number, reopenShares: ArrayLike<number>): Float64Array {
  const stages = rates.length;
  const leaving = rates.map((each) => exitProbabilities(each, stages + 2, { ageDays: 0, days: horizonDays }));
  const values = new Float64Array(stages + 2);
  values[stages] = 1;
  for (let round = 0; round < 10_000; round += 1) {
    let moved = 0;
    let lost = 0;
    for (let j = 0; j < stages; j += 1) lost += valueAt(reopenShares, j) * valueAt(values, j);
    values[stages + 1] = lost;
    for (let k = stages - 1; k >= 0; k -= 1) {
      const value = expectedValue(leaving[k] ?? [], values);
      moved = Math.max(moved, Math.abs(value - valueAt(values, k)));
      values[k] = value;
    }
    if (moved < 1e-9) break;
  }
  return values;
}

/** Expected value over destinations: sum of A(d) V_d. */
export function expectedValue(leaving: ArrayLike<number>, values: ArrayLike<number>): number {
  let sum = 0;
  for (let d = 0; d < values.length; d += 1) sum += valueAt(leaving, d) * valueAt(values, d);
  return sum;
}

/** Steps that a horizon is discretized into. */
export const HORIZON_STEPS = 48;

/**
 * u_k(n): probability that a deal entering stage k is won within n of 48 steps of a horizon.
 *
 * @returns per stage, an array of 49 values. Three sweeps per n settle moves within one step. Source: docs/forecasting.md, section 4.
 */
export function winProbabilitiesBySteps(rates: StageExitRates, horizonDays: number): readonly Float64Array[] {
  const stages = rates.length;
  const exits = rates.map((each) =>
    exitProbabilitiesByStep(each, stages + 2, { ageDays: 0, stepDays: horizonDays / HORIZON_STEPS, steps: HORIZON_STEPS }),
  );
  const won = rates.map(() => new Float64Array(HORIZON_STEPS + 1));
  for (let n = 1; n <= HORIZON_STEPS; n += 1) {
    // The present step moves a deal to what a sweep may still change; all that happens in later steps is known before the first sweep.
    const settled = exits.map((each) => convolveSteps(each, won, { from: 1, n }));
    for (const row of won) row[n] = row[n - 1] ?? 0;
    for (let sweep = 0; sweep < 3; sweep += 1)
      for (let k = stages - 1; k >= 0; k -= 1) {
        const row = won[k];
        const own = exits[k];
        if (row !== undefined && own !== undefined) row[n] = (settled[k] ?? 0) + firstStep(own, won, n);
      }
  }
  return won;
}

/** Probability of a win within n steps, from the exit probabilities of the present stage in each step: a discrete convolution. */
export const winProbabilityWithinSteps = (exits: Float64Array, won: readonly Float64Array[], n: number): number =>
  n > 0 ? firstStep(exits, won, n) + convolveSteps(exits, won, { from: 1, n }) : 0;

const firstStep = (exits: Float64Array, won: readonly Float64Array[], n: number): number =>
  convolveSteps(exits, won, { from: 0, to: 1, n });

/** The part of the convolution in which the present stage is left in the steps `from` until before `to`. The hottest loop of the model. */
function convolveSteps(
  exits: Float64Array,
  won: readonly Float64Array[],
  { from, to, n }: { readonly from: number; readonly to?: number; readonly n: number },
): number {
  const stages = won.length;
  const width = stages + 2;
  const end = to ?? n;
  let sum = 0;
  for (let m = from; m < end; m += 1) sum += exits[m * width + stages] ?? 0;
  for (let j = 0; j < stages; j += 1) {
    const row = won[j];
    if (row === undefined) continue;
    for (let m = from; m < end; m += 1) {
      const p = exits[m * width + j] ?? 0;
      if (p > 0) sum += (p * ((row[n - m - 1] ?? 0) + (row[n - m] ?? 0))) / 2;
    }
  }
  return sum;
}

/**
 * Expected number of visits to each stage of a deal that starts in a stage; one row per start (fundamental matrix of the absorbing chain).
 */
export function expectedVisits(rates: StageExitRates, horizonDays: number): readonly Float64Array[] {
  const stages = rates.length;
  const leaving = rates.map((each) => exitProbabilities(each, stages + 2, { ageDays: 0, days: horizonDays }));
  return rates.map((_, start) => {
    const visits = new Float64Array(stages);
    let wave = new Float64Array(stages);
    wave[start] = 1;
    for (let round = 0; round < 200; round += 1) {
      const next = new Float64Array(stages);
      let mass = 0;
      for (let k = 0; k < stages; k += 1) {
        const here = valueAt(wave, k);
        addAt(visits, k, here);
        for (let j = 0; j < stages; j += 1) addAt(next, j, here * valueAt(leaving[k] ?? [], j));
        mass += here;
      }
      if (mass < 1e-9) break;
      wave = next;
    }
    return visits;
  });
}
