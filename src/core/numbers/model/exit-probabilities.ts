import { AGE_BIN_DAYS } from '../../history/count-events.ts';
import { addAt, total, valueAt } from '../statistics/array-math.ts';
import type { ExitRates } from './hazards.ts';
import { AGE_BINS } from './weighted-counters.ts';

const ageBinIndex = (ageDays: number): number => {
  let bin = 0;
  while (bin + 1 < AGE_BINS && ageDays >= valueAt(AGE_BIN_DAYS, bin + 1)) bin += 1;
  return bin;
};

/** Total exit rate in an age bin, per day. A plain loop: the hottest code of the model. */
function totalExitRate(rates: ExitRates, width: number, bin: number): number {
  let rate = 0;
  for (let i = bin * width; i < (bin + 1) * width; i += 1) rate += valueAt(rates, i);
  return rate;
}

/**
 * Exit probabilities from a stage at an age: for each of `steps` intervals of `stepDays`, one probability per destination, flattened as
 * `step * width + destination`. Competing risks with piecewise-constant hazards.
 *
 * Source: docs/forecasting.md, section 4 (cumulative incidence, Prentice et al. 1978).
 */
export function exitProbabilitiesByStep(
  rates: ExitRates,
  width: number,
  { ageDays, stepDays, steps }: { readonly ageDays: number; readonly stepDays: number; readonly steps: number },
): Float64Array {
  const exits = new Float64Array(steps * width);
  let alive = 1;
  let age = Math.max(0, ageDays);
  let bin = ageBinIndex(age);
  for (let step = 0; step < steps; step += 1) {
    let left = stepDays;
    while (left > 0) {
      const binEnd = bin + 1 < AGE_BINS ? valueAt(AGE_BIN_DAYS, bin + 1) : Number.POSITIVE_INFINITY;
      const stay = Math.min(left, binEnd - age);
      const rate = totalExitRate(rates, width, bin);
      if (rate > 0 && stay > 0) {
        const gone = alive * -Math.expm1(-rate * stay);
        for (let d = 0; d < width; d += 1) addAt(exits, step * width + d, (gone * valueAt(rates, bin * width + d)) / rate);
        alive -= gone;
      }
      left -= stay;
      age += stay;
      if (age >= binEnd - 1e-12 && bin + 1 < AGE_BINS) {
        age = binEnd;
        bin += 1;
      }
      if (stay <= 0 && bin + 1 >= AGE_BINS) break;
    }
  }
  return exits;
}

/** Probability of leaving by each destination between an age and `days` later: A(d | age). */
export const exitProbabilities = (
  rates: ExitRates,
  width: number,
  { ageDays, days }: { readonly ageDays: number; readonly days: number },
): Float64Array => exitProbabilitiesByStep(rates, width, { ageDays, stepDays: days, steps: 1 });

/** Median dwell time in days; infinite where fewer than half ever leave. */
export function medianDwellDays(rates: ExitRates, width: number): number {
  let hazard = 0;
  for (let bin = 0; bin < AGE_BINS; bin += 1) {
    const rate = totalExitRate(rates, width, bin);
    const from = valueAt(AGE_BIN_DAYS, bin);
    const length = bin + 1 < AGE_BINS ? valueAt(AGE_BIN_DAYS, bin + 1) - from : Number.POSITIVE_INFINITY;
    if (rate > 0 && hazard + rate * length >= Math.LN2) return from + (Math.LN2 - hazard) / rate;
    hazard += rate > 0 ? rate * length : 0;
  }
  return Number.POSITIVE_INFINITY;
}

/** Restricted mean dwell time: mean days in the stage, each visit capped at `limitDays`. Source: Irwin 1949. */
export function restrictedMeanDwellDays(rates: ExitRates, width: number, limitDays: number): number {
  const steps = 96;
  const exits = exitProbabilitiesByStep(rates, width, { ageDays: 0, stepDays: limitDays / steps, steps });
  let alive = 1;
  let mean = 0;
  for (let step = 0; step < steps; step += 1) {
    const gone = total(exits.subarray(step * width, (step + 1) * width));
    mean += (alive - gone / 2) * (limitDays / steps);
    alive -= gone;
  }
  return mean;
}
