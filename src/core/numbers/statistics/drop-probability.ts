import { clamp, logit } from './array-math.ts';
import type { ExitCounts } from './exit-counts.ts';

/** Mean and variance of the log-odds of a Beta(a, b), by the digamma and trigamma functions. */
function logOdds(a: number, b: number): { readonly mean: number; readonly variance: number } {
  return { mean: digamma(a) - digamma(b), variance: trigamma(a) + trigamma(b) };
}

/** Recurrence up to 6, then the asymptotic series. Source: Abramowitz and Stegun 6.3.5 and 6.3.18. */
function digamma(x: number): number {
  if (x < 6) return digamma(x + 1) - 1 / x;
  const y = 1 / (x * x);
  return Math.log(x) - 1 / (2 * x) - y * (1 / 12 - y * (1 / 120 - y / 252));
}

/** As {@link digamma}. Source: Abramowitz and Stegun 6.4.6 and 6.4.12. */
function trigamma(x: number): number {
  if (x < 6) return trigamma(x + 1) + 1 / (x * x);
  const y = 1 / (x * x);
  return 1 / x + y / 2 + (y / x) * (1 / 6 - y * (1 / 30 - y / 42));
}

/** Normal distribution function (Abramowitz and Stegun 26.2.17, error below 7.5e-8). */
export function normalCdf(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z > 0 ? 1 - tail : tail;
}

/**
 * Posterior probability that one share is at most `factor` times another, each a Beta of its counts (prior included). Compared on log-odds
 * by a normal approximation: the limit is `factor` times the earlier mean, and the variances of both add.
 *
 * Source: docs/forecasting.md, section 7.
 */
export function dropProbability(recent: ExitCounts, earlier: ExitCounts, factor: number): number {
  const recentOdds = logOdds(recent.notLost, recent.lost);
  const earlierOdds = logOdds(earlier.notLost, earlier.lost);
  const limit = logit(clamp(factor * (earlier.notLost / (earlier.notLost + earlier.lost)), 1e-6, 1 - 1e-6));
  return normalCdf((limit - recentOdds.mean) / Math.sqrt(recentOdds.variance + earlierOdds.variance));
}
