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
  const width = rates.length + 2;
  const exits = rates.map((each) =>
    exitProbabilitiesByStep(each, width, { ageDays: 0, stepDays: horizonDays / HORIZON_STEPS, steps: HORIZON_STEPS }),
  );
  const won = rates.map(() => new Float64Array(HORIZON_STEPS + 1));
  for (let n = 1; n <= HORIZON_STEPS; n += 1) {
    for (const row of won) row[n] = valueAt(row, n - 1);
    for (let sweep = 0; sweep < 3; sweep += 1)
      for (let k = rates.length - 1; k >= 0; k -= 1) {
        const row = won[k];
        if (row !== undefined) row[n] = winProbabilityWithinSteps(exits[k] ?? new Float64Array(), won, n);
      }
  }
  return won;
}

/** Probability of a win within n steps, from the exit probabilities of the present stage in each step: a discrete convolution. */
export function winProbabilityWithinSteps(exits: Float64Array, won: readonly Float64Array[], n: number): number {
  const stages = won.length;
  const width = stages + 2;
  let sum = 0;
  for (let m = 0; m < n; m += 1) {
    sum += valueAt(exits, m * width + stages);
    for (let j = 0; j < stages; j += 1) {
      const p = valueAt(exits, m * width + j);
      const row = won[j];
      if (p > 0 && row !== undefined) sum += (p * (valueAt(row, n - m - 1) + valueAt(row, n - m))) / 2;
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
