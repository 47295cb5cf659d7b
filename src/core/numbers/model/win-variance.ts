import { valueAt } from '../statistics/array-math.ts';
import { expectedValue, expectedVisits, type StageExitRates } from './entry-win-probabilities.ts';
import { exitProbabilities } from './exit-probabilities.ts';
import { PRIOR_DEALS } from './prior.ts';

/** Standard error of a win probability, and the share of its variance that comes from the prior, 0..1. */
export type WinVariance = { readonly sd: number; readonly assumedShare: number };

/**
 * Sampling error of the entry win probabilities by the delta method: each stage on the way adds (expected visits)^2 x the multinomial
 * variance of its exits' destinations, over the exits plus the pseudo-deals of the prior plus 1.
 *
 * `exits`: decayed exits by stage. `values`: entry win probabilities, Won and Lost included.
 * Source: docs/forecasting.md, section 4 (delta method, Oehlert 1992).
 */
export function winVariances(
  rates: StageExitRates,
  horizonDays: number,
  { exits, values }: { readonly exits: readonly number[]; readonly values: Float64Array },
): readonly WinVariance[] {
  const width = rates.length + 2;
  const exitVariances = rates.map((each, k) => {
    const leaving = exitProbabilities(each, width, { ageDays: 0, days: horizonDays });
    const mean = expectedValue(leaving, values);
    const square = expectedValue(
      leaving,
      values.map((value) => value * value),
    );
    return Math.max(0, square - mean * mean) / (valueAt(exits, k) + PRIOR_DEALS + 1);
  });
  return expectedVisits(rates, horizonDays).map((visits) => {
    let variance = 0;
    let assumedVariance = 0;
    for (const [k, each] of exitVariances.entries()) {
      const part = valueAt(visits, k) ** 2 * each;
      variance += part;
      assumedVariance += (part * PRIOR_DEALS) / (valueAt(exits, k) + PRIOR_DEALS);
    }
    return { sd: Math.sqrt(variance), assumedShare: variance > 0 ? assumedVariance / variance : 1 };
  });
}
