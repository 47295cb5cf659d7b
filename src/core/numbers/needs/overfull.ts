/**
 * Quantile of a negative binomial distribution: the smallest count with a cumulative probability of at least `share`.
 *
 * @param mean >= 0. @param fano variance over mean, >= 1; 1 is the Poisson distribution.
 * @example negativeBinomialQuantile(4, 1, 0.95) // => 8
 */
export function negativeBinomialQuantile(mean: number, fano: number, share: number): number {
  if (!(mean > 0)) return 0;
  const extra = Math.max(1e-6, fano - 1);
  const size = mean / extra;
  const q = extra / (1 + extra);
  // In logarithms, because the first term underflows for a large mean.
  let log = size * Math.log1p(-q);
  let sum = Math.exp(log);
  let count = 0;
  while (sum < share && count < mean * 20 + 100) {
    log += Math.log((q * (size + count)) / (count + 1));
    sum += Math.exp(log);
    count += 1;
  }
  return count;
}

/** A count differs clearly from the required one when it is off by at least this factor. */
export const CLEAR_DIFFERENCE_FACTOR = 1.3;

/**
 * Smallest count at which a stage is overfull: above the 95 % quantile of its steady-state distribution, and at least 1.3 times its mean.
 * Source: docs/forecasting.md, section 7.
 */
export const overfullFrom = (mean: number, fano: number): number =>
  Math.max(negativeBinomialQuantile(mean, fano, 0.95) + 1, Math.ceil(CLEAR_DIFFERENCE_FACTOR * mean));
