/**
 * The smallest count that at least `share` of a negative binomial lies at or below.
 *
 * @param mean >= 0. @param fano variance over mean, >= 1; 1 is the Poisson distribution.
 * @example negativeBinomialQuantile(4, 1, 0.95) // => 8
 */
export function negativeBinomialQuantile(mean: number, fano: number, share: number): number {
  if (!(mean > 0)) return 0;
  const extra = Math.max(1e-6, fano - 1);
  const size = mean / extra;
  const q = extra / (1 + extra);
  // In logs: the first term of a large mean is below the smallest number.
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

/** Too many, and too few, are so many times more than there should be. */
export const CLEAR_DIFFERENCE_FACTOR = 1.3;

/** The smallest number of deals that is too many: above the 95 % point of what is steady, and 1.3 times the mean. Source: forecasting, section 7. */
export const overfullFrom = (mean: number, fano: number): number =>
  Math.max(negativeBinomialQuantile(mean, fano, 0.95) + 1, Math.ceil(CLEAR_DIFFERENCE_FACTOR * mean));
