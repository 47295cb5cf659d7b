import { addDays, dateAt, isoWeek, type PlainDate, type Weekday, weekday, weekdayOnOrBefore } from './calendar.ts';
import type { Instant } from './instant.ts';
import { latestSlot, previousSlot, type WeeklySchedule } from './slots.ts';

/** The days that a weekly message is about. */
export type WeekSpan = {
  /** First and last day. */
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** It has not ended: what is told of it is "so far", up to `to`. */
  readonly soFar: boolean;
  /** Its ISO 8601 week, whole or so far; null where it does not begin on a Monday: a number names one span of days. */
  readonly week: number | null;
};

/**
 * The week that is told on a day: on the weekday of the digest the seven days before it, on any other day those since that weekday.
 *
 * @param today the local day, which counts as part of a week that has not ended.
 * @param digestWeekday 1 Monday … 7 Sunday. @param isDigestDue the digest of today was due already: a new week has begun.
 * @example weekSpan('2026-11-28', 1) // => { from: '2026-11-23', to: '2026-11-28', soFar: true, week: 48 }, a Saturday
 * @example weekSpan('2026-11-30', 1) // => { from: '2026-11-23', to: '2026-11-29', soFar: false, week: 48 }, the Monday after it
 */
export function weekSpan(today: PlainDate, digestWeekday: Weekday, isDigestDue = false): WeekSpan {
  const begun = weekdayOnOrBefore(today, digestWeekday);
  const ended = begun === today && !isDigestDue;
  const from = ended ? addDays(today, -7) : begun;
  const to = ended ? addDays(today, -1) : today;
  return { from, to, soFar: !ended, week: weekday(from) === 1 ? isoWeek(from).week : null };
}

/**
 * The week of a digest at an instant, and the instant from which its movement is counted: the slot before the one that it is told at. What
 * is told between two slots is counted from the last one, so that a preview and the digest after it tell one week.
 */
export function digestWeek(schedule: WeeklySchedule, at: Instant): WeekSpan & { readonly start: Instant } {
  const slot = latestSlot(schedule, at);
  const [today, slotOn] = [dateAt(at, schedule.timeZone), dateAt(slot, schedule.timeZone)];
  const span = weekSpan(today, schedule.weekday as Weekday, slotOn === today && slot < at);
  return { ...span, start: slot === at ? previousSlot(schedule, slot) : slot };
}
