import type { Win } from '../history/win.ts';
import { DAY_MS } from '../time/durations.ts';
import type { Instant } from '../time/instant.ts';
import { total, valueAt } from './statistics/array-math.ts';

/** Operational time: how many ordinary days a span of the calendar is worth, by how often the firm wins in its parts. */
export type WinRhythm = { readonly days: (from: Instant, until: Instant) => number };

/** Parts of the calendar: the last week of a quarter, the last five days of another month, all other days. */
const PARTS = ['quarter end', 'month end', 'other days'] as const;
const QUARTER_END_DAYS = 7;
const MONTH_END_DAYS = 5;
/** Share of a year's days in each part. */
const YEAR_SHARES: readonly number[] = [
  (4 * QUARTER_END_DAYS) / 365,
  (8 * MONTH_END_DAYS) / 365,
  1 - (4 * QUARTER_END_DAYS + 8 * MONTH_END_DAYS) / 365,
];
/** Pseudo-wins of each part at the ordinary rate. */
const PRIOR_WINS = 10;
/** Wins, and days that they span, from which a rhythm is learned. */
const MIN_WINS = 30;
const MIN_SPAN_DAYS = 45;

function partOf(day: number): number {
  const date = new Date(day * DAY_MS);
  const month = date.getUTCMonth();
  const left = Math.round(Date.UTC(date.getUTCFullYear(), month + 1, 1) / DAY_MS) - day;
  if (month % 3 === 2) return left <= QUARTER_END_DAYS ? 0 : 2;
  return left <= MONTH_END_DAYS ? 1 : 2;
}

/** Days of each part in a span, fractions of the first and last day included. */
function daysByPart(from: Instant, until: Instant): Float64Array {
  const sums = new Float64Array(PARTS.length);
  for (let day = Math.floor(from / DAY_MS); day * DAY_MS < until; day += 1) {
    const inside = (Math.min(until, (day + 1) * DAY_MS) - Math.max(from, day * DAY_MS)) / DAY_MS;
    const part = partOf(day);
    sums[part] = valueAt(sums, part) + inside;
  }
  return sums;
}

const CALENDAR: WinRhythm = { days: (from, until) => Math.max(0, (until - from) / DAY_MS) };

/**
 * Learns how much faster or slower a firm wins at the end of a quarter and of a month. The rates of the model are means over all days;
 * multiplied by these factors (a proportional hazard that depends on the date) they act as if time ran faster there, so that a horizon is
 * put into the model in operational days.
 *
 * Each factor is wins over expected wins, shrunk by pseudo-wins, and all of them by the part of their differences that chance does not
 * explain (1 - degrees of freedom / chi squared). A year is worth a year.
 *
 * @param wins the latest, latest first. @returns the calendar's own days where too little is known or the differences are chance.
 * Source: docs/forecasting.md, section 5 (Feller 1971 for operational time; James and Stein 1961).
 */
export function learnWinRhythm(wins: readonly Win[], at: Instant): WinRhythm {
  const oldest = wins.at(-1)?.at;
  if (oldest === undefined || wins.length < MIN_WINS || at - oldest < MIN_SPAN_DAYS * DAY_MS) return CALENDAR;
  const spanned = daysByPart(oldest, at);
  const span = total(spanned);
  const counts = new Float64Array(PARTS.length);
  for (const win of wins) {
    const part = partOf(Math.floor(win.at / DAY_MS));
    counts[part] = valueAt(counts, part) + 1;
  }
  const expected = spanned.map((days) => (wins.length * days) / span);
  const seen = PARTS.flatMap((_, part) => (valueAt(expected, part) > 0 ? [part] : []));
  const chiSquared = total(seen.map((part) => (valueAt(counts, part) - valueAt(expected, part)) ** 2 / valueAt(expected, part)));
  const kept = Math.max(0, 1 - (seen.length - 1) / Math.max(1e-9, chiSquared));
  const raw = PARTS.map((_, part) => (valueAt(counts, part) + PRIOR_WINS) / (valueAt(expected, part) + PRIOR_WINS));
  const factors = raw.map((factor) => factor ** kept);
  const year = total(factors.map((factor, part) => factor * valueAt(YEAR_SHARES, part)));
  return {
    days: (from, until) => {
      const days = daysByPart(from, until);
      return total(factors.map((factor, part) => (factor / year) * valueAt(days, part)));
    },
  };
}
