import { addDays, dateAt, type PlainDate, weekday, weekdayOnOrBefore, zonedInstant } from '../../src/core/time/calendar.ts';
import { MINUTE_MS } from '../../src/core/time/durations.ts';
import { SAMPLE_TIME_ZONE } from './sample-steps.ts';

/** When the jobs look while the clock is moved: the night's forecasts, morning check and digest, then now and then while people work. */
const WORKDAY_STOPS = ['00:10', '08:00', '08:30', '09:00', '12:00', '16:00'] as const;
const WEEKEND_STOPS = ['00:10', '09:00'] as const;
/** Digests are posted at nine on Mondays; the demo opens on one right after it, and Lejek was set up the Friday before. */
const MONDAY = 1;
const OPENS = '09:05';
const SET_UP = '15:30';

const stopsOf = (on: PlainDate): readonly number[] =>
  (weekday(on) > 5 ? WEEKEND_STOPS : WORKDAY_STOPS).map((time) => zonedInstant(on, time, SAMPLE_TIME_ZONE));

/** The next instant at which something may be due. @param others instants; those that are past count no more. */
export function nextStop(now: number, others: readonly number[]): number {
  const today = dateAt(now, SAMPLE_TIME_ZONE);
  const usual = [today, addDays(today, 1)].flatMap(stopsOf);
  return Math.min(...[...usual, ...others].filter((at) => at > now));
}

/** The latest Monday morning, with the Friday afternoon before it. */
export function openingMonday(now: number): { readonly setUpAt: number; readonly opensAt: number } {
  const monday = weekdayOnOrBefore(dateAt(now, SAMPLE_TIME_ZONE), MONDAY);
  const opening = (on: PlainDate) => zonedInstant(on, OPENS, SAMPLE_TIME_ZONE);
  const on = opening(monday) <= now + MINUTE_MS ? monday : addDays(monday, -7);
  return { setUpAt: zonedInstant(addDays(on, -3), SET_UP, SAMPLE_TIME_ZONE), opensAt: opening(on) };
}
