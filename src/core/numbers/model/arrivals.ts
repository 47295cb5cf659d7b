import type { Counters } from '../../history/counters.ts';
import type { StageId } from '../../ids.ts';
import { startOfDayUtc } from '../../time/calendar.ts';
import { DAY_MS } from '../../time/durations.ts';
import type { Instant } from '../../time/instant.ts';
import { forecastRate } from './arrival-trend.ts';
import { excludeBulkImports } from './bulk-imports.ts';

/** Arrival process of new deals: rate per day, and the Fano factor (variance over mean) of weekly counts, at least 1. */
export type Arrivals = { readonly perDay: number; readonly fano: number };
/** Arrivals of days to come, with the coefficient of variation that the rate has had over such days. */
export type ExpectedArrivals = Arrivals & { readonly rateCv: number };

/** Half-life of the decay of arrivals. Source: docs/forecasting.md, section 5. */
export const ARRIVALS_HALF_LIFE_DAYS = 60;
/** Prior Fano factor, and its weight in weeks. */
const ASSUMED_FANO = { fano: 1.5, weeks: 4 };
const FANO_WEEKS = 26;
/** Windows that the flow is measured over: the last quarter, and longer ones where it had too few entries. */
const QUARTER_WINDOW_DAYS = 90;
const WINDOWS_DAYS = [QUARTER_WINDOW_DAYS, 180, 365] as const;
/** Fewest entries, and exits, for a flow to count as known. */
export const MIN_FLOW_MOVES = 10;

/**
 * Estimates the arrival process of new deals (created, imported but not in bulk, reopened) from the entry counters; rate 0 without any.
 * Source: docs/forecasting.md, section 5.
 */
export function estimateArrivals(entries: Counters['entries'], at: Instant, horizonDays = 30): ExpectedArrivals {
  const days = new Map<number, number>();
  for (const { day, how, count } of excludeBulkImports(entries)) {
    if (how === 'moved') continue;
    const age = Math.max(0, Math.floor((at - startOfDayUtc(day)) / DAY_MS));
    days.set(age, (days.get(age) ?? 0) + count);
  }
  if (days.size === 0) return { perDay: 0, rateCv: 0, fano: ASSUMED_FANO.fano };
  const length = Math.max(...days.keys()) + 1;
  const daily = Array.from({ length }, (_, i) => days.get(length - 1 - i) ?? 0);
  return { ...forecastRate(daily, horizonDays), fano: weeklyFanoFactor(days, length) };
}

/**
 * Estimates the entries into one stage: rate per day over the last 90 days (or since the first), the days and the count, and the weekly Fano
 * factor. Where fewer than ten deals entered in that time, over 180 or 365 days. Source: docs/forecasting.md, section 6.
 */
export function estimateStageEntries(
  entries: Counters['entries'],
  stageId: StageId,
  at: Instant,
): Arrivals & { readonly count: number; readonly days: number } {
  const all = new Map<number, number>();
  let oldest = 0;
  for (const row of excludeBulkImports(entries)) {
    const age = Math.max(0, Math.floor((at - startOfDayUtc(row.day)) / DAY_MS));
    oldest = Math.max(oldest, age + 1);
    if (row.stageId === stageId) all.set(age, (all.get(age) ?? 0) + row.count);
  }
  const entriesWithin = (window: number) => new Map([...all].filter(([age]) => age < window));
  const sumCounts = (days: ReadonlyMap<number, number>) => [...days.values()].reduce((sum, count) => sum + count, 0);
  const window = WINDOWS_DAYS.find((each) => sumCounts(entriesWithin(each)) >= MIN_FLOW_MOVES) ?? QUARTER_WINDOW_DAYS;
  const days = entriesWithin(window);
  const length = Math.min(window, Math.max(7, oldest));
  const count = sumCounts(days);
  return { count, days: length, perDay: count / length, fano: weeklyFanoFactor(days, length) };
}

function weeklyFanoFactor(days: ReadonlyMap<number, number>, length: number): number {
  const weeks = Math.min(FANO_WEEKS, Math.floor(length / 7));
  if (weeks < 2) return ASSUMED_FANO.fano;
  const counts = Array.from({ length: weeks }, (_, week) => {
    let sum = 0;
    for (let age = week * 7; age < week * 7 + 7; age += 1) sum += days.get(age) ?? 0;
    return sum;
  });
  const mean = counts.reduce((sum, count) => sum + count, 0) / weeks;
  if (mean === 0) return ASSUMED_FANO.fano;
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (weeks - 1);
  return Math.max(1, (weeks * (variance / mean) + ASSUMED_FANO.weeks * ASSUMED_FANO.fano) / (weeks + ASSUMED_FANO.weeks));
}
