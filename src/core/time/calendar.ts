import { Temporal } from 'temporal-polyfill';
import type { Instant } from './instant.ts';

/**
 * A calendar date without time or zone: 'YYYY-MM-DD'. Such strings sort as dates do. Names of these end in `On`. A text that nobody has
 * looked at is none: see {@link isPlainDate}.
 */
export type PlainDate = `${number}-${number}-${number}`;

/** Day of the week, Monday 1 … Sunday 7 (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const isDateForm = (text: string): text is PlainDate => DATE.test(text);
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Whether the text is a day that exists, written 'YYYY-MM-DD'. */
export function isPlainDate(text: string): text is PlainDate {
  const [year, month, day] = text.split('-').map(Number);
  return DATE.test(text) && plainDate(year ?? 0, month ?? 0, day ?? 0) !== undefined;
}

/** Whether the text is a time of day, written 'HH:mm'. */
export const isTimeOfDay = (text: string): boolean => TIME.test(text);

/** The date of a year (0..9999), month 1..12 and day 1..31; nothing where there is no such day (30 February). */
export function plainDate(year: number, month: number, day: number): PlainDate | undefined {
  if (!(year >= 0 && year <= 9999 && month >= 1 && month <= 12 && day >= 1)) return undefined;
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return day <= first.daysInMonth ? formatDate(first.with({ day })) : undefined;
}

/** The first day of a month 1..12 of a year 0..9999. Throws RangeError where there is none. */
export function firstOfMonth(year: number, month: number): PlainDate {
  const on = plainDate(year, month, 1);
  if (on === undefined) throw new RangeError(`no month ${month} of ${year}`);
  return on;
}

/** Whether the text names a time zone of the IANA database, in any case. Bare offsets such as '+02:00' are no zones. */
export function isTimeZone(timeZone: string): boolean {
  if (!/^[a-z]/i.test(timeZone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}

/** The calendar date in a time zone at an instant (milliseconds since the epoch). Throws RangeError on an unknown zone. */
export function dateAt(at: Instant, timeZone: string): PlainDate {
  return formatDate(Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate());
}

/** The first instant of a date in a time zone; where midnight is skipped by a clock change, that is not 00:00. */
export function startOfDay(on: PlainDate, timeZone: string): Instant {
  return parse(on).toZonedDateTime(timeZone).epochMilliseconds;
}

/**
 * The instant at which a wall clock in a time zone shows a time.
 *
 * @param time 'HH:mm', 00:00..23:59; anything else throws a RangeError.
 * @returns milliseconds since the epoch. A time that the clocks skip moves forward by the gap (02:30 -> 03:30); a time
 *   that comes twice is the first of the two.
 */
export function zonedInstant(on: PlainDate, time: string, timeZone: string): Instant {
  if (!TIME.test(time)) throw new RangeError(`not a time of day: ${time}`);
  return parse(on).toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds;
}

/** The date so many days later; earlier for a negative number. Throws RangeError beyond the years 0..9999. */
export function addDays(on: PlainDate, days: number): PlainDate {
  return formatDate(parse(on).add({ days }));
}

/** The same day so many months later, or the last day of that month where it is shorter: 31 January + 1 = 28 February. */
export function addMonths(on: PlainDate, months: number): PlainDate {
  return formatDate(parse(on).add({ months }));
}

/** Whole days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return parse(from).until(parse(to), { largestUnit: 'day' }).days;
}

/** Day of the week, Monday 1 … Sunday 7. */
export function weekday(on: PlainDate): Weekday {
  return parse(on).dayOfWeek as Weekday;
}

/** The latest date on or before `on` that falls on a weekday: on itself when it does. */
export function weekdayOnOrBefore(on: PlainDate, day: Weekday): PlainDate {
  return addDays(on, -((weekday(on) - day + 7) % 7));
}

/** The first date after `on` that falls on a weekday: a week later when `on` itself does. */
export function weekdayAfter(on: PlainDate, day: Weekday): PlainDate {
  return addDays(weekdayOnOrBefore(on, day), 7);
}

/** ISO 8601 week and the year that it belongs to: 1 January 2027 is in week 53 of 2026. */
export function isoWeek(on: PlainDate): { readonly year: number; readonly week: number } {
  const { yearOfWeek, weekOfYear } = parse(on);
  if (yearOfWeek === undefined || weekOfYear === undefined) throw new RangeError(`no ISO week: ${on}`);
  return { year: yearOfWeek, week: weekOfYear };
}

/** First day of the month of a date. */
export function startOfMonth(on: PlainDate): PlainDate {
  return formatDate(parse(on).with({ day: 1 }));
}

/** First day of the calendar quarter of a date: 1 January, April, July or October. */
export function startOfQuarter(on: PlainDate): PlainDate {
  const date = parse(on);
  return formatDate(date.with({ day: 1, month: date.month - ((date.month - 1) % 3) }));
}

/** Last day of the month of a date. */
export function endOfMonth(on: PlainDate): PlainDate {
  const date = parse(on);
  return formatDate(date.with({ day: date.daysInMonth }));
}

/** Last day of the calendar year of a date. */
export function endOfYear(on: PlainDate): PlainDate {
  return formatDate(parse(on).with({ month: 12, day: 31 }));
}

/**
 * Working days from one date to another, both counted: Monday to Friday without holidays.
 *
 * @returns 0 when `to` is before `from`.
 * @example countWorkingDays('2026-11-23', '2026-11-30', () => false) // => 6
 */
export function countWorkingDays(from: PlainDate, to: PlainDate, isHoliday: (on: PlainDate) => boolean): number {
  let left = 0;
  for (let on = from; on <= to; on = addDays(on, 1)) {
    if (weekday(on) <= 5 && !isHoliday(on)) left += 1;
  }
  return left;
}

/**
 * The date so many working days after another: Monday to Friday without holidays.
 *
 * @example addWorkingDays('2026-11-27', 1, () => false) // => '2026-11-30', a Monday
 */
export function addWorkingDays(from: PlainDate, days: number, isHoliday: (on: PlainDate) => boolean): PlainDate {
  let on = from;
  for (let left = days; left > 0; ) {
    on = addDays(on, 1);
    if (weekday(on) <= 5 && !isHoliday(on)) left -= 1;
  }
  return on;
}

/** The first instant of a date in UTC. Not validated: rows of counters are read by the million. */
export const startOfDayUtc = (on: PlainDate): Instant => Date.parse(`${on}T00:00:00Z`);

/** The first instant in UTC of the month so many months before that of an instant; a negative number is a later month. */
export function startOfMonthBeforeUtc(at: Instant, months: number): Instant {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months, 1);
}

/** The date of an instant in UTC. @example utcDate(0) // => '1970-01-01' */
export const utcDate = (at: Instant): PlainDate => requireDateForm(new Date(at).toISOString().slice(0, 10));

/** The month of an instant in UTC, 'YYYY-MM': what monthly counters are kept by. */
export function utcMonth(at: Instant): string {
  const date = new Date(at);
  const month = date.getUTCMonth() + 1;
  return `${String(date.getUTCFullYear()).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}`;
}

/** The first instant in UTC of a month 'YYYY-MM'. Throws RangeError on any other text. */
export function startOfMonthUtc(month: string): Instant {
  return startOfDay(requireDateForm(`${month}-01`), 'UTC');
}

function parse(on: PlainDate): Temporal.PlainDate {
  if (!DATE.test(on)) throw new RangeError(`not a date: ${on}`);
  return Temporal.PlainDate.from(on);
}

function formatDate(date: Temporal.PlainDate): PlainDate {
  if (date.year < 0 || date.year > 9999) throw new RangeError(`beyond four digits of a year: ${date}`);
  return requireDateForm(date.toString());
}

function requireDateForm(text: string): PlainDate {
  if (!isDateForm(text)) throw new RangeError(`not a date: ${text}`);
  return text;
}
