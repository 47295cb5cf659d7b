import { foldText } from '../../core/fold-text.ts';
import { isPlainDate, type PlainDate, plainDate, zonedInstant } from '../../core/time/calendar.ts';
import { HOUR_MS, MINUTE_MS } from '../../core/time/durations.ts';
import type { Instant } from '../../core/time/instant.ts';
import { MONTH_BY_WORD } from '../dates/date-words.ts';
import { serialToIso } from '../files/spreadsheet-dates.ts';
import type { Cell } from '../files/table.ts';
import { normalizeText } from '../slack-text.ts';

/** Which of the first two numbers of a date in digits is the day. */
export type DateOrder = 'dayFirst' | 'monthFirst';

/** A date of a file: its day, and its instant where the cell says a time too. */
export type CellDate =
  | { readonly ok: true; readonly on: PlainDate; readonly at: Instant | null }
  | { readonly ok: true; readonly on: null; readonly at: null }
  | { readonly ok: false; readonly why: CellDateProblem; readonly text: string };

/** `longAgo`: what programs write for no date at all, such as 0001-01-01 or a spreadsheet's day 0. */
export type CellDateProblem = 'notADate' | 'noSuchDay' | 'noSuchTime' | 'longAgo';

/** A date in digits, taken apart. */
export type DigitDate = { readonly first: number; readonly second: number; readonly year: number; readonly sign: string };

const YEAR_FIRST = /^(\d{4})([-./])(\d{1,2})\2(\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d{2})$/;
const DAY_NAMED = /^(\d{1,2})(?:st|nd|rd|th|\.)?[ -]([a-z]+)\.?,?[ -](\d{4}|\d{2})$/;
const NAMED_DAY = /^([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/;
const WEEKDAY = /^[a-z]{2,12}[.,]{1,2} (?=\S)/;
const YEAR_WORD = / ?(?:r\.|roku|r)$/;
/** The time behind a date, and its zone. */
const TIME =
  /^(.*?\d)(?:t|,? (?:at |o |godz\. )?)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?([ap])\.?m\.?)? ?(z|utc|gmt|[+-]\d{2}(?::?\d{2})?|utc[+-]\d{2}:?\d{2}|gmt[+-]\d{2}:?\d{2}|cet|cest)?$/;
/** Nobody in business has an earlier one. */
const FIRST_DAY: PlainDate = '1900-01-01';
/** An Excel day in a file of text: 1982 to 2119, with or without a time. */
const SERIAL = /^(?:[3-7]\d{4}|80000)(?:[.,]\d{1,12})?$/;
/** Two digits of a year: from 1970 to 2069, as spreadsheets read them up to a year. */
const CENTURY_TURN = 70;
const fullYear = (digits: string): number =>
  digits.length === 4 ? Number(digits) : Number(digits) + (Number(digits) < CENTURY_TURN ? 2000 : 1900);

/** A cell as these patterns read it. */
const foldCell = (text: string): string => foldText(normalizeText(text)).replace(WEEKDAY, '');

/** Splits a time off. */
function splitTime(folded: string): { readonly day: string; readonly time?: RegExpExecArray } {
  const time = TIME.exec(folded);
  return time === null ? { day: folded.replace(YEAR_WORD, '') } : { day: (time[1] ?? '').replace(YEAR_WORD, ''), time };
}

/** The numbers of a date whose order is not said by its form; undefined for any other. @example digitDate('3/4/2026 10:00') */
export function digitDate(cell: Cell): DigitDate | undefined {
  if (typeof cell === 'number') return undefined;
  const [, first, sign = '', second, year = ''] = YEAR_LAST.exec(splitTime(foldCell(cell)).day) ?? [];
  // `26-01-31` may have its year in front.
  if (sign === '-' && year.length === 2) return undefined;
  return first === undefined ? undefined : { first: Number(first), second: Number(second), year: fullYear(year), sign };
}

/** Whether a cell can only be a spreadsheet's number of a day. */
export const isSerial = (cell: Cell, is1904 = false): boolean =>
  typeof cell === 'number' ? serialToIso(cell, is1904) !== undefined : SERIAL.test(normalizeText(cell));

/** The day by its words or digits; 'noSuchDay' for 30 February, undefined where there is none. */
function readDay(day: string, order: DateOrder): PlainDate | 'noSuchDay' | undefined {
  const [, isoYear, , isoMonth, isoDay] = YEAR_FIRST.exec(day) ?? [];
  if (isoYear !== undefined) return plainDate(Number(isoYear), Number(isoMonth), Number(isoDay)) ?? 'noSuchDay';
  const digits = digitDate(day);
  if (digits !== undefined) {
    const { first, second, year, sign } = digits;
    // With dots the day always comes first.
    const isMonthFirst = order === 'monthFirst' && sign !== '.';
    return plainDate(year, isMonthFirst ? first : second, isMonthFirst ? second : first) ?? 'noSuchDay';
  }
  const [, number, name, year] = DAY_NAMED.exec(day) ?? [];
  const [, otherName, otherNumber, otherYear] = NAMED_DAY.exec(day) ?? [];
  const month = MONTH_BY_WORD.get(name ?? otherName ?? '');
  if (month === undefined) return undefined;
  return plainDate(fullYear(year ?? otherYear ?? ''), month, Number(number ?? otherNumber)) ?? 'noSuchDay';
}

const NAMED_ZONES: Readonly<Record<string, number>> = { z: 0, utc: 0, gmt: 0, cet: HOUR_MS, cest: 2 * HOUR_MS };

/** How far a zone is ahead of UTC, ms. */
function zoneOffset(zone: string): number {
  const named = NAMED_ZONES[zone];
  if (named !== undefined) return named;
  const [, sign, hours, minutes = '0'] = /([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS);
}

const two = (number: number): string => String(number).padStart(2, '0');

/** The instant of a time of a day. @param timeZone of a time without one. */
function readTime(on: PlainDate, time: RegExpExecArray, timeZone: string): Instant | undefined {
  const [, , hour = '', minute = '', second = '0', fraction = '', half, zone] = time;
  const typed = Number(hour);
  if (half !== undefined && (typed < 1 || typed > 12)) return undefined;
  const hours = half === undefined ? typed : (typed % 12) + (half === 'p' ? 12 : 0);
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const clock = `${two(hours)}:${minute}`;
  const rest = Number(second) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
  if (zone === undefined) return zonedInstant(on, clock, timeZone) + rest;
  return Date.parse(`${on}T${clock}:00Z`) - zoneOffset(zone) + rest;
}

/** What is read by. */
export type DateRule = {
  /** Of dates in digits. */
  readonly order: DateOrder;
  /** Of times that name none. */
  readonly timeZone: string;
  /** Whether numbers of days count from 1904; from 1900 otherwise. */
  readonly is1904?: boolean;
};

/**
 * Reads a date, or a date and time, as files write it: ISO 8601, day or month first by the rule of the column, with the names of months in
 * English or Polish, or a spreadsheet's number.
 */
export function readDateCell(cell: Cell, rule: DateRule): CellDate {
  const text = typeof cell === 'number' ? String(cell) : normalizeText(cell);
  const refused = (why: CellDateProblem): CellDate => ({ ok: false, why, text });
  if (text === '' || /^[-–—]$/.test(text)) return { ok: true, on: null, at: null };
  if (text.length > 60) return refused('notADate');
  const { is1904 = false } = rule;
  const serial = isSerial(cell, is1904) ? serialToIso(Number(text.replace(',', '.')), is1904) : undefined;
  const { day, time } = splitTime(foldCell(serial ?? text));
  const on = readDay(day, rule.order);
  if (on === undefined) return refused('notADate');
  if (on === 'noSuchDay' || !isPlainDate(on)) return refused('noSuchDay');
  if (on < FIRST_DAY) return refused('longAgo');
  if (time === undefined) return { ok: true, on, at: null };
  const at = readTime(on, time, rule.timeZone);
  return at === undefined ? refused('noSuchTime') : { ok: true, on, at };
}
