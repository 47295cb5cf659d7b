import { addDays, dateAt, type PlainDate, type Weekday, weekday, weekdayOnOrBefore, zonedInstant } from './calendar.ts';
import { type DurationMs, HOUR_MS, MINUTE_MS } from './durations.ts';
import type { Instant } from './instant.ts';
import { NIGHT, type QuietHours, quietUntil } from './quiet-hours.ts';

/** Weekly schedule of a channel's digest: a weekday and 'HH:mm' in a zone. Each of its instants is a slot. */
export type WeeklySchedule = { readonly weekday: number; readonly timeOfDay: string; readonly timeZone: string };

/** Public holidays of a team's calendar. */
export type IsHoliday = (on: PlainDate) => boolean;

/** A digest whose slot fell on a holiday or was missed is posted at most this many days later: Monday's up to Wednesday. */
const LATE_DAYS = 2;
/** The daily check of the stages runs this long before the digest's time of day. */
const CHECK_BEFORE_MS: DurationMs = 30 * MINUTE_MS;
const slotOn = (schedule: WeeklySchedule, on: PlainDate): Instant => zonedInstant(on, schedule.timeOfDay, schedule.timeZone);

/** The latest slot at or before an instant. */
export function latestSlot(schedule: WeeklySchedule, at: Instant): Instant {
  const day = weekdayOnOrBefore(dateAt(at, schedule.timeZone), schedule.weekday as Weekday);
  const slot = slotOn(schedule, day);
  return slot <= at ? slot : slotOn(schedule, addDays(day, -7));
}

/** The first slot after an instant. */
export function nextSlot(schedule: WeeklySchedule, at: Instant): Instant {
  return slotOn(schedule, addDays(dateAt(latestSlot(schedule, at), schedule.timeZone), 7));
}

/** The slot a week before another one, on the same wall clock. */
export const previousSlot = (schedule: WeeklySchedule, slot: Instant): Instant =>
  slotOn(schedule, addDays(dateAt(slot, schedule.timeZone), -7));

/** Whether an instant lies in the default quiet hours of a zone. */
export const isQuiet = (at: Instant, timeZone: string): boolean => quietUntil(NIGHT, at, timeZone) > at;

/** Where an unsolicited message is read: the zone, and the quiet hours there; the night where not given. */
export type Readers = { readonly timeZone: string; readonly quiet?: QuietHours };

/**
 * The first instant at or after `at` at which an unsolicited message may be posted: not in quiet hours, not on a holiday, and after one not
 * before the night is over.
 */
export function postingTime(at: Instant, { timeZone, quiet = NIGHT }: Readers, isHoliday: IsHoliday): Instant {
  let from = quietUntil(quiet, at, timeZone);
  for (let on = dateAt(from, timeZone); isHoliday(on); on = dateAt(from, timeZone))
    from = quietUntil(quiet, zonedInstant(addDays(on, 1), NIGHT.to, timeZone), timeZone);
  return from;
}

/** Whether an instant is working time: no weekend, no holiday, no quiet hours. */
export function isWorkingTime(at: Instant, timeZone: string, isHoliday: IsHoliday): boolean {
  const on = dateAt(at, timeZone);
  return weekday(on) <= 5 && !isHoliday(on) && !isQuiet(at, timeZone);
}

/** State of a slot: `due` now, `early` (it waits, e.g. for the end of a holiday), or `gone` (too late to post). */
export type SlotState = 'due' | 'early' | 'gone';

/**
 * Whether a slot is due at an instant; `slot` is at or before `at`. A slot on a holiday is due on the next working day at the same time of
 * day; a missed one is due as soon as quiet hours are over, on that day or a working day after it.
 */
export function slotState(
  schedule: WeeklySchedule,
  { slot, at }: { readonly slot: Instant; readonly at: Instant },
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

/** The first daily check of the stages after an instant; it runs every day, and does nothing on days off. */
export function nextStageCheck(schedule: WeeklySchedule, after: Instant): Instant {
  const today = dateAt(after, schedule.timeZone);
  const on = (day: PlainDate) => slotOn(schedule, day) - CHECK_BEFORE_MS;
  return on(today) > after ? on(today) : on(addDays(today, 1));
}
