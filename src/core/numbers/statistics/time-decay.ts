import { startOfMonthUtc } from '../../time/calendar.ts';
import { DAY_MS } from '../../time/durations.ts';
import type { Instant } from '../../time/instant.ts';
import { memoize } from './memoize.ts';

/** Half-life of the exponential decay of the counters. Source: docs/forecasting.md, section 1. */
export const HALF_LIFE_DAYS = 180;

/** Exponential decay 2^(-age / half-life): 1 today, 0.5 after a half-life; 1 for a negative age. */
export const decay = (ageDays: number, halfLifeDays = HALF_LIFE_DAYS): number => 2 ** (-Math.max(0, ageDays) / halfLifeDays);

/** First instant after a month 'YYYY-MM' in UTC. */
function endOfMonthUtc(month: string): Instant {
  const start = new Date(startOfMonthUtc(month));
  return Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1);
}

/** Weight of a month's counters: the mean of {@link decay} over its days; for the running month over the days until now. */
export function monthWeight(month: string, at: Instant, halfLifeDays = HALF_LIFE_DAYS): number {
  const from = (at - endOfMonthUtc(month)) / DAY_MS;
  const to = (at - startOfMonthUtc(month)) / DAY_MS;
  if (to <= 0) return 1;
  const youngest = Math.max(0, from);
  if (to - youngest < 1e-6) return decay(to, halfLifeDays);
  return (halfLifeDays / Math.LN2) * ((decay(youngest, halfLifeDays) - decay(to, halfLifeDays)) / (to - youngest));
}

/** {@link monthWeight}, memoized by month. */
export const monthWeightLookup = (at: Instant, halfLifeDays = HALF_LIFE_DAYS): ((month: string) => number) =>
  memoize((month) => monthWeight(month, at, halfLifeDays));
