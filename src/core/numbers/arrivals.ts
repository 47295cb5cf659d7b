import type { Counters } from '../counters.ts';
import { DAY_MS, fade } from './fading.ts';
import { withoutTakeOvers } from './take-overs.ts';

/** How new deals come: number per day, and the Fano factor (variance over mean) of weekly numbers, at least 1. */
export type Arrivals = { readonly perDay: number; readonly fano: number };

/** Recent arrivals count most. Source: forecasting, section 5. */
export const ARRIVALS_HALF_LIFE_DAYS = 60;
/** Days of the long-run rate that are mixed in. */
const LONG_RUN_DAYS = 7;
const ASSUMED = { fano: 1.5, weeks: 4 };
const FANO_WEEKS = 26;
/** The last quarter, and what is looked at where too few deals came in it. */
const FIRST_PROFILE_DAYS = 90;
const PROFILE_DAYS = [FIRST_PROFILE_DAYS, 180, 365] as const;
/** Entries, and exits, below which a flow says nothing. */
export const ENOUGH_MOVES = 10;

/** Rate and burstiness of new deals (created, imported but not taken over, reopened) from the entry counters; zero without any. */
export function arrivalsOf(entries: Counters['entries'], at: number): Arrivals {
  const days = new Map<number, number>();
  for (const { day, how, count } of withoutTakeOvers(entries)) {
    if (how === 'moved') continue;
    const age = Math.max(0, Math.floor((at - Date.parse(`${day}T00:00:00Z`)) / DAY_MS));
    days.set(age, (days.get(age) ?? 0) + count);
  }
  if (days.size === 0) return { perDay: 0, fano: ASSUMED.fano };
  const length = Math.max(...days.keys()) + 1;
  let all = 0;
  let recent = 0;
  for (const [age, count] of days) {
    all += count;
    recent += count * fade(age, ARRIVALS_HALF_LIFE_DAYS);
  }
  const weight = (1 - fade(length, ARRIVALS_HALF_LIFE_DAYS)) / (1 - fade(1, ARRIVALS_HALF_LIFE_DAYS));
  const longRun = all / Math.max(LONG_RUN_DAYS, length);
  return { perDay: (recent + LONG_RUN_DAYS * longRun) / (weight + LONG_RUN_DAYS), fano: fanoOf(days, length) };
}

/**
 * Entries into one stage: number per day over the last 90 days (or since the first), the days, the number itself, and their weekly Fano factor.
 * Where fewer than ten deals came in that time, over 180 or 365 days: a slow stage has a flow too.
 */
export function stageEntries(
  entries: Counters['entries'],
  stageId: string,
  at: number,
): Arrivals & { readonly count: number; readonly days: number } {
  const all = new Map<number, number>();
  let oldest = 0;
  for (const row of withoutTakeOvers(entries)) {
    const age = Math.max(0, Math.floor((at - Date.parse(`${row.day}T00:00:00Z`)) / DAY_MS));
    oldest = Math.max(oldest, age + 1);
    if (row.stageId === stageId) all.set(age, (all.get(age) ?? 0) + row.count);
  }
  const within = (window: number) => new Map([...all].filter(([age]) => age < window));
  const countOf = (days: ReadonlyMap<number, number>) => [...days.values()].reduce((sum, count) => sum + count, 0);
  const window = PROFILE_DAYS.find((each) => countOf(within(each)) >= ENOUGH_MOVES) ?? FIRST_PROFILE_DAYS;
  const days = within(window);
  const length = Math.min(window, Math.max(7, oldest));
  const count = countOf(days);
  return { count, days: length, perDay: count / length, fano: fanoOf(days, length) };
}

function fanoOf(days: ReadonlyMap<number, number>, length: number): number {
  const weeks = Math.min(FANO_WEEKS, Math.floor(length / 7));
  if (weeks < 2) return ASSUMED.fano;
  const counts = Array.from({ length: weeks }, (_, week) => {
    let sum = 0;
    for (let age = week * 7; age < week * 7 + 7; age += 1) sum += days.get(age) ?? 0;
    return sum;
  });
  const mean = counts.reduce((sum, count) => sum + count, 0) / weeks;
  if (mean === 0) return ASSUMED.fano;
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (weeks - 1);
  return Math.max(1, (weeks * (variance / mean) + ASSUMED.weeks * ASSUMED.fano) / (weeks + ASSUMED.weeks));
}
