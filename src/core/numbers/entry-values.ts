import { exitsInSteps, exitsWithin } from './absorption.ts';
import { addTo, cell } from './cells.ts';
import type { Rates } from './hazards.ts';

/** Rates of every open stage, in order; of K + 2 destinations K is Won and K + 1 is Lost. */
export type StageRates = readonly Rates[];

/**
 * Win probability of a deal that enters each stage: V = A(W) + sum over j of A(j) V_j + A(L) V_L.
 *
 * @param horizonDays a stay in a stage that is longer counts as never leaving it. @param reopenShares of those lost, by stage.
 * Source: forecasting, section 4. Iterates to 1e-9.
 */
export function entryValues(rates: StageRates, horizonDays: number, reopenShares: ArrayLike<number>): Float64Array {
  const stages = rates.length;
  const leaving = rates.map((each) => exitsWithin(each, stages + 2, 0, horizonDays));
  const values = new Float64Array(stages + 2);
  values[stages] = 1;
  for (let round = 0; round < 10_000; round += 1) {
    let moved = 0;
    let lost = 0;
    for (let j = 0; j < stages; j += 1) lost += cell(reopenShares, j) * cell(values, j);
    values[stages + 1] = lost;
    for (let k = stages - 1; k >= 0; k -= 1) {
      const value = mix(leaving[k] ?? [], values);
      moved = Math.max(moved, Math.abs(value - cell(values, k)));
      values[k] = value;
    }
    if (moved < 1e-9) break;
  }
  return values;
}

/** Expected value of where one goes: sum of A(d) V_d. */
export function mix(leaving: ArrayLike<number>, values: ArrayLike<number>): number {
  let sum = 0;
  for (let d = 0; d < values.length; d += 1) sum += cell(leaving, d) * cell(values, d);
  return sum;
}

/** Steps into which a horizon is divided. */
export const STEPS = 48;

/**
 * u_k(n): probability that a deal entering stage k is won within n of 48 steps of a horizon.
 *
 * @returns per stage, an array of 49. Source: forecasting, section 4; three sweeps per n for moves within one step.
 */
export function wonBySteps(rates: StageRates, horizonDays: number): readonly Float64Array[] {
  const width = rates.length + 2;
  const exits = rates.map((each) => exitsInSteps(each, width, 0, horizonDays / STEPS, STEPS));
  const won = rates.map(() => new Float64Array(STEPS + 1));
  for (let n = 1; n <= STEPS; n += 1) {
    for (const row of won) row[n] = cell(row, n - 1);
    for (let sweep = 0; sweep < 3; sweep += 1)
      for (let k = rates.length - 1; k >= 0; k -= 1) {
        const row = won[k];
        if (row !== undefined) row[n] = wonFrom(exits[k] ?? new Float64Array(), won, n);
      }
  }
  return won;
}

/** Probability of being won within n steps, from the exits of the present stage in each step. */
export function wonFrom(exits: Float64Array, won: readonly Float64Array[], n: number): number {
  const stages = won.length;
  const width = stages + 2;
  let sum = 0;
  for (let m = 0; m < n; m += 1) {
    sum += cell(exits, m * width + stages);
    for (let j = 0; j < stages; j += 1) {
      const p = cell(exits, m * width + j);
      const row = won[j];
      if (p > 0 && row !== undefined) sum += (p * (cell(row, n - m - 1) + cell(row, n - m))) / 2;
    }
  }
  return sum;
}

/** Expected number of visits to each stage, from each stage: rows by start. */
export function visitsFrom(rates: StageRates, horizonDays: number): readonly Float64Array[] {
  const stages = rates.length;
  const leaving = rates.map((each) => exitsWithin(each, stages + 2, 0, horizonDays));
  return rates.map((_, start) => {
    const visits = new Float64Array(stages);
    let wave = new Float64Array(stages);
    wave[start] = 1;
    for (let round = 0; round < 200; round += 1) {
      const next = new Float64Array(stages);
      let mass = 0;
      for (let k = 0; k < stages; k += 1) {
        const here = cell(wave, k);
        addTo(visits, k, here);
        for (let j = 0; j < stages; j += 1) addTo(next, j, here * cell(leaving[k] ?? [], j));
        mass += here;
      }
      if (mass < 1e-9) break;
      wave = next;
    }
    return visits;
  });
}
