import { exitsWithin } from './absorption.ts';
import { cell } from './cells.ts';
import { mix, type StageRates, visitsFrom } from './entry-values.ts';
import { PRIOR_DEALS } from './prior.ts';

/** How sure a win probability is: its standard deviation, and which part of that the assumptions hold (0..1). */
export type Certainty = { readonly sd: number; readonly assumed: number };

/**
 * Sampling error of the entry values by the delta method: each stage on the way adds (expected visits)^2 x the multinomial variance of
 * where its exits lead, over the exits seen plus the pseudo-deals of the prior.
 *
 * @param exits faded exits by stage. @param values entry values, Won and Lost included.
 */
export function certainties(
  rates: StageRates,
  horizonDays: number,
  exits: readonly number[],
  values: Float64Array,
): readonly Certainty[] {
  const width = rates.length + 2;
  const spread = rates.map((each, k) => {
    const leaving = exitsWithin(each, width, 0, horizonDays);
    const mean = mix(leaving, values);
    const square = mix(
      leaving,
      values.map((value) => value * value),
    );
    return Math.max(0, square - mean * mean) / (cell(exits, k) + PRIOR_DEALS + 1);
  });
  return visitsFrom(rates, horizonDays).map((visits) => {
    let variance = 0;
    let assumed = 0;
    for (const [k, each] of spread.entries()) {
      const part = cell(visits, k) ** 2 * each;
      variance += part;
      assumed += (part * PRIOR_DEALS) / (cell(exits, k) + PRIOR_DEALS);
    }
    return { sd: Math.sqrt(variance), assumed: variance > 0 ? assumed / variance : 1 };
  });
}
