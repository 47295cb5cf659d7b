import { addAt, total, valueAt } from '../statistics/array-math.ts';
import type { StagePrior } from './prior.ts';
import { AGE_BINS } from './weighted-counters.ts';

/** Exits, or expected exits, that a group of age bins needs for a rate of its own. */
const MIN_GROUP_EXITS = 6;
/** Pseudo-exits that tie a group to the one before it. */
const TIE_PSEUDO_EXITS = 0.5;

/** Exit rates of one stage, per day: `bin * width + destination`. */
export type ExitRates = Float64Array;

/**
 * Estimates the exit rates of a stage by age bin and destination: events over exposure, smoothed over age.
 *
 * Adjacent bins are merged until a group holds enough exits, or enough exposure to have expected them. Inside a group the rates follow
 * the shape of the prior as an offset (so that a stale deal is worth less even without data); each group is shrunk by half a pseudo-exit to
 * the geometric mean of the group before it and the whole stage. Source: docs/forecasting.md, section 2 (offset as in Holford 1980).
 *
 * `exposure`: days by age bin. `exits`: counts by bin and destination, of `width` destinations. `next`: destination of those that pass. Lost
 * is the last destination.
 */
export function fitHazards(
  { exposure, exits }: { readonly exposure: Float64Array; readonly exits: Float64Array },
  prior: StagePrior,
  { next, width }: { readonly next: number; readonly width: number },
): ExitRates {
  const lost = width - 1;
  const days = exposure.map((each, b) => each + valueAt(prior.exposure, b));
  const counts = Float64Array.from(exits);
  for (let b = 0; b < AGE_BINS; b += 1) {
    addAt(counts, b * width + next, valueAt(prior.passed, b));
    addAt(counts, b * width + lost, valueAt(prior.lost, b));
  }
  const shape = (b: number, d: number): number => valueAt(d === lost ? prior.lossHazard : prior.passHazard, b);

  /** Exits by destination in bins [from, to), and those that the shape of the prior expects. */
  const sums = (from: number, to: number) => {
    const seen = new Float64Array(width);
    const expected = new Float64Array(width);
    for (let b = from; b < to; b += 1)
      for (let d = 0; d < width; d += 1) {
        addAt(seen, d, valueAt(counts, b * width + d));
        addAt(expected, d, valueAt(days, b) * shape(b, d));
      }
    return { seen, expected };
  };
  const whole = sums(0, AGE_BINS);
  const pooled = whole.seen.map((each, d) => each / Math.max(1e-12, valueAt(whole.expected, d)));
  const weight = (seen: Float64Array, expected: Float64Array): number =>
    Math.max(total(seen), total(expected.map((each, d) => each * valueAt(pooled, d))));

  const starts: number[] = [];
  let from = 0;
  for (let to = 1; to <= AGE_BINS; to += 1) {
    const { seen, expected } = sums(from, to);
    if (weight(seen, expected) < MIN_GROUP_EXITS) continue;
    starts.push(from);
    from = to;
  }
  if (starts.length === 0) starts.push(0);

  const rates = new Float64Array(AGE_BINS * width);
  let before = pooled;
  for (const [index, start] of starts.entries()) {
    const end = starts[index + 1] ?? AGE_BINS;
    const { seen, expected } = sums(start, end);
    const tieRates = before.map((each, d) => Math.sqrt(each * valueAt(pooled, d)));
    const tieExits = total(tieRates.map((each, d) => each * valueAt(expected, d)));
    const tie = tieExits > 0 ? TIE_PSEUDO_EXITS : 0;
    const factors = tieRates.map((each, d) => {
      const share = tie === 0 ? 0 : (each * valueAt(expected, d)) / tieExits;
      return (valueAt(seen, d) + tie * share) / Math.max(1e-12, valueAt(expected, d) * (1 + (tie === 0 ? 0 : tie / tieExits)));
    });
    for (let b = start; b < end; b += 1)
      for (let d = 0; d < width; d += 1) rates[b * width + d] = valueAt(factors, d) * shape(b, d);
    before = factors;
  }
  return rates;
}

/**
 * Shifts the log-odds of not losing by an effect, at an unchanged total exit rate in every bin. Lost is the last destination.
 * Source: docs/forecasting.md, section 3.
 */
export function applyEffect(rates: ExitRates, effect: number, width: number): ExitRates {
  if (effect === 0) return rates;
  const changed = Float64Array.from(rates);
  for (let b = 0; b < AGE_BINS; b += 1) {
    const all = total(rates.subarray(b * width, (b + 1) * width));
    const lost = valueAt(rates, b * width + width - 1);
    const kept = all - lost;
    if (all <= 0 || lost <= 0 || kept <= 0) continue;
    const share = 1 / (1 + (lost / kept) * Math.exp(-effect));
    for (let d = 0; d < width - 1; d += 1) changed[b * width + d] = (valueAt(rates, b * width + d) / kept) * share * all;
    changed[b * width + width - 1] = (1 - share) * all;
  }
  return changed;
}
