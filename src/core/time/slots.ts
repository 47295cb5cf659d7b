import { addDays, dateAt, type PlainDate, type Weekday, weekday, weekdayOnOrBefore, zonedInstant } from './calendar.ts';
import { HOUR_MS, MINUTE_MS } from './durations.ts';
import { NIGHT, quietUntil } from './quiet-hours.ts';

/** When a channel's digest falls: a weekday and 'HH:mm' in a zone. */
export type WeeklySchedule = { readonly weekday: number; readonly timeOfDay: string; readonly timeZone: string };

/** Public holidays of a team's calendar. */
export type IsHoliday = (on: PlainDate) => boolean;

/** A summary that fell on a holiday, or was missed, is posted so many days later at most: Monday's up to Wednesday. */
const LATE_DAYS = 2;
/** The daily look at the stages comes so long before the digest's time of day. */
const CHECK_BEFORE_MS = 30 * MINUTE_MS;
const slotOn = (schedule: WeeklySchedule, on: PlainDate): number => zonedInstant(on, schedule.timeOfDay, schedule.timeZone);

/** The latest slot at or before an instant. */
export function latestSlot(schedule: WeeklySchedule, at: number): number {
  const day = weekdayOnOrBefore(dateAt(at, schedule.timeZone), schedule.weekday as Weekday);
  const slot = slotOn(schedule, day);
  return slot <= at ? slot : slotOn(schedule, addDays(day, -7));
}

/** The first slot after an instant. */
export function nextSlot(schedule: WeeklySchedule, at: number): number {
  return slotOn(schedule, addDays(dateAt(latestSlot(schedule, at), schedule.timeZone), 7));
}

/** The slot a week before another one, on the same wall clock. */
export const previousSlot = (schedule: WeeklySchedule, slot: number): number =>
  slotOn(schedule, addDays(dateAt(slot, schedule.timeZone), -7));

/** Whether a local time of day is one at which people are left in peace. */
export const isQuiet = (at: number, timeZone: string): boolean => quietUntil(NIGHT, at, timeZone) > at;

/** The first moment from an instant on at which something that is no answer may be posted: not at night, not on a holiday. */
export function postingTime(at: number, timeZone: string, isHoliday: IsHoliday): number {
  const today = dateAt(at, timeZone);
  if (!isQuiet(at, timeZone) && !isHoliday(today)) return at;
  const first = at < zonedInstant(today, NIGHT.to, timeZone) ? today : addDays(today, 1);
  for (let on = first; ; on = addDays(on, 1)) if (!isHoliday(on)) return zonedInstant(on, NIGHT.to, timeZone);
}

/** Whether people are at work: no weekend, no holiday, no night. */
export function isWorkingTime(at: number, timeZone: string, isHoliday: IsHoliday): boolean {
  const on = dateAt(at, timeZone);
  return weekday(on) <= 5 && !isHoliday(on) && !isQuiet(at, timeZone);
}

/** What is to be done about a slot: `due` now, `early` (a holiday: later), or `gone` (nobody wants last week's summary any more). */
export type SlotState = 'due' | 'early' | 'gone';

/**
 * `slot` is at or before `at`. A slot on a holiday is due on the next working day at the same time of day; one that was missed is
 *   due at once by day, on that day or a working day after it.
 */
export function slotState(
  schedule: WeeklySchedule,
  { slot, at }: { readonly slot: number; readonly at: number },
  isHoliday: IsHoliday,
): SlotState {
  const first = dateAt(slot, schedule.timeZone);
  const today = dateAt(at, schedule.timeZone);
  const last = addDays(first, LATE_DAYS);
  if (today > last) return 'gone';
  const works = (on: PlainDate) => !isHoliday(on) && (weekday(on) <= 5 || on === first);
  let on = first;
  while (on <= last && !works(on)) on = addDays(on, 1);
  if (on > last) return 'gone';
  if (at < slotOn(schedule, on) || !works(today)) return 'early';
  const prompt = at - slotOn(schedule, on) < HOUR_MS;
  return prompt || !isQuiet(at, schedule.timeZone) ? 'due' : 'early';
}

/** The first daily look at the stages after an instant; it comes every day, and does nothing on days off. */
export function nextStageCheck(schedule: WeeklySchedule, after: number): number {
  const today = dateAt(after, schedule.timeZone);
  const on = (day: PlainDate) => slotOn(schedule, day) - CHECK_BEFORE_MS;
  return on(today) > after ? on(today) : on(addDays(today, 1));
}
