import { DAY_MS } from '../time/durations.ts';
import type { Instant } from '../time/instant.ts';

/** Forecast horizons of a backtest: to the end of the month, quarter or year (UTC), or so many days ahead. */
export const PERIODS_AHEAD = ['eom', 'eoq', 'eoy', 'd30', 'd90'] as const;
export type PeriodAhead = (typeof PERIODS_AHEAD)[number];

export const isPeriodAhead = (text: string): text is PeriodAhead => PERIODS_AHEAD.some((each) => each === text);

/**
 * End of the period that begins at an origin, ms. An origin at the start of a month has that whole month ahead.
 *
 * @example endOfPeriodAhead('eoq', Date.parse('2025-11-14')) // => Date.parse('2026-01-01')
 */
export function endOfPeriodAhead(ahead: PeriodAhead, origin: Instant): Instant {
  const date = new Date(origin);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (ahead === 'd30') return origin + 30 * DAY_MS;
  if (ahead === 'd90') return origin + 90 * DAY_MS;
  if (ahead === 'eom') return Date.UTC(year, month + 1, 1);
  if (ahead === 'eoq') return Date.UTC(year, month - (month % 3) + 3, 1);
  return Date.UTC(year + 1, 0, 1);
}
