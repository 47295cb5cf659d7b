import { addDays, type PlainDate } from '../../core/time/calendar.ts';

/** Formats of numbers that are days or times and have no text of their own in the file (ECMA-376, part 1, 18.8.30). */
const BUILT_IN_DATES = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 30, 36, 45, 46, 47, 50, 57]);
const DAY_ZERO: PlainDate = '1899-12-30';
const DAY_ZERO_1904: PlainDate = '1904-01-01';
/** 1900 to 2199: before its day 61 Excel counts a 29 February that was none. */
const [FIRST_SERIAL, LAST_SERIAL] = [61, 109_574];
const SECONDS_IN_DAY = 86_400;

/** Whether a number format shows days or times. @param code its text, for a format of the file's own. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return BUILT_IN_DATES.has(id);
  // Without literals, colours and conditions: what is left of `yyyy-mm-dd` or `h:mm` has one of its letters.
  const plain = code.replace(/"[^"]{0,99}"|\[[^\]]{0,99}\]|\\./g, '');
  return /[ymdhs]/i.test(plain.replace(/general/gi, ''));
}

const two = (number: number): string => String(number).padStart(2, '0');

/**
 * The day, or day and time, of a spreadsheet's number for it, by ISO 8601 without a zone.
 *
 * @param is1904 whether days count from 1904, as old Macs do. @returns undefined for a number that is no day of 1900 to 2199.
 * @example serialToIso(46023.5) // => '2026-01-01T12:00:00'
 */
export function serialToIso(serial: number, is1904 = false): string | undefined {
  const first = is1904 ? 0 : FIRST_SERIAL;
  if (!Number.isFinite(serial) || serial < first || serial >= LAST_SERIAL + 1) return undefined;
  const seconds = Math.round((serial - Math.floor(serial)) * SECONDS_IN_DAY);
  const on = addDays(is1904 ? DAY_ZERO_1904 : DAY_ZERO, Math.floor(serial) + (seconds === SECONDS_IN_DAY ? 1 : 0));
  const rest = seconds % SECONDS_IN_DAY;
  return rest === 0 ? on : `${on}T${two(Math.floor(rest / 3600))}:${two(Math.floor((rest % 3600) / 60))}:${two(rest % 60)}`;
}
