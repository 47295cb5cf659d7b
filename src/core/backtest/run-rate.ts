import { DAY_MS, type DurationMs } from '../time/durations.ts';
import { QUANTILE_LEVELS } from './forecast-scores.ts';

const WINDOW_DAYS = 90;

/** Normal quantiles of {@link QUANTILE_LEVELS}. */
const NORMAL_QUANTILES = [
  -1.6449, -1.2816, -1.0364, -0.8416, -0.6745, -0.5244, -0.3853, -0.2533, -0.1257, 0, 0.1257, 0.2533, 0.3853, 0.5244, 0.6745,
  0.8416, 1.0364, 1.2816, 1.6449,
];

/**
 * The 90-day run-rate as a forecast: recent wins continue at the same rate. Its spread is that of a compound Poisson sum of the same wins,
 * with the variance share x sum(v^2), plus the sampling variance of the rate itself, share^2 x sum(v^2).
 *
 * @param wins values won in the 90 days before the origin.
 */
export function runRateForecast(
  wins: readonly number[],
  horizonMs: DurationMs,
): { readonly mean: number; readonly q: readonly number[] } {
  const share = horizonMs / DAY_MS / WINDOW_DAYS;
  const mean = share * wins.reduce((sum, value) => sum + value, 0);
  const sd = Math.sqrt(share * (1 + share) * wins.reduce((sum, value) => sum + value * value, 0));
  return { mean, q: QUANTILE_LEVELS.map((_, i) => Math.max(0, mean + (NORMAL_QUANTILES[i] ?? 0) * sd)) };
}
