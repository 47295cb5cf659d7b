import { endOfMonth, endOfQuarter, firstOfMonth, type PlainDate, plainDate } from '../../core/time/calendar.ts';
import { MONTH_BY_WORD } from './date-words.ts';

/** Result of one date parser: a date, 'noSuchDay' (30 February), or undefined where the phrase is not of its kind. */
export type PhraseDate = PlainDate | 'noSuchDay' | undefined;

const YEAR = '((?:19|20|21)\\d\\d)';
const YEAR_FIRST = new RegExp(`^${YEAR}([-./])(\\d{1,2})\\2(\\d{1,2})\\.?$`);
const DAY_FIRST = new RegExp(`^(\\d{1,2})([-./])(\\d{1,2})(?:\\2(?:${YEAR}|(\\d\\d))|\\.)?$`);
const ENDING = '(?:st|nd|rd|th|\\.|-?go)?';
const DAY_MONTH = new RegExp(`^(\\d{1,2})${ENDING} (?:of )?([a-z]+)\\.?,?(?: ${YEAR})?$`);
const MONTH_DAY = new RegExp(`^([a-z]+)\\.? (?:the )?(\\d{1,2})${ENDING},?(?: ${YEAR})?$`);
const MONTH_ALONE = new RegExp(`^(?![ivx]+\\b)([a-z]+)(?: ${YEAR})?$`);
const QUARTER = new RegExp(`^(?:q ?([1-4])|([1-4])\\.? kwartal[u]?|(i{1,3}|iv) kwartal[u]?)(?:[ /]?${YEAR})?$`);
const QUARTER_LAST = new RegExp(`^${YEAR}[ /-]?q([1-4])$`);

/**
 * Dates in digits: `2026-06-30`, `30.06.2026`, `30.06.26`, `30.06`, `30/6`, `30-06-2026`.
 *
 * The day comes first: `05/06` is 5 June. Month first is read only with a slash and a second number above 12 (`06/30`).
 */
export function parseNumericDate(phrase: string, today: PlainDate): PhraseDate {
  const [, isoYear, , isoMonth, isoDay] = YEAR_FIRST.exec(phrase) ?? [];
  if (isoYear !== undefined) return resolveDate(today, { day: Number(isoDay), month: Number(isoMonth), year: isoYear });
  const [, first, sign, second, year, shortYear] = DAY_FIRST.exec(phrase) ?? [];
  if (first === undefined || (sign === '-' && year === undefined)) return undefined;
  const [day, month] = [Number(first), Number(second)];
  const american = sign === '/' && month > 12 && day <= 12;
  return resolveDate(today, {
    day: american ? month : day,
    month: american ? day : month,
    year: shortYear === undefined ? year : `20${shortYear}`,
  });
}

/** A day of a named month: `30 June`, `June 30th, 2026`, `30 czerwca 2026`, `30 VI`. */
export function parseDayOfMonth(phrase: string, today: PlainDate): PhraseDate {
  const plain = phrase.replace(/ (?:r\.?|roku)$/, '');
  const [, day, name, year] = DAY_MONTH.exec(plain) ?? [];
  const [, otherName, otherDay, otherYear] = MONTH_DAY.exec(plain) ?? [];
  const month = MONTH_BY_WORD.get(name ?? otherName ?? '');
  return month === undefined ? undefined : resolveDate(today, { day: Number(day ?? otherDay), month, year: year ?? otherYear });
}

/** The last day of a month or quarter named alone: `June`, `czerwiec 2027`, `Q3`, `2027 Q1`, `III kwartał`. */
export function parseNamedPeriod(phrase: string, today: PlainDate): PhraseDate {
  const [, name, year] = MONTH_ALONE.exec(phrase) ?? [];
  const month = MONTH_BY_WORD.get(name ?? '');
  if (month !== undefined) {
    return firstNotPassed(today, year, (each) => endOfMonth(firstOfMonth(each, month)));
  }
  const [, digit, polishDigit, roman, yearAfter] = QUARTER.exec(phrase) ?? [];
  const [, yearBefore, lastDigit] = QUARTER_LAST.exec(phrase) ?? [];
  const quarter = Number(digit ?? polishDigit ?? lastDigit ?? MONTH_BY_WORD.get(roman ?? '') ?? 0);
  if (quarter === 0) return undefined;
  return firstNotPassed(today, yearAfter ?? yearBefore, (each) => endOfQuarter(firstOfMonth(each, quarter * 3)));
}

/** Resolves a day without a year to the next such day: this year's unless it has passed, else next year's. */
function resolveDate(
  today: PlainDate,
  { day, month, year }: { readonly day: number; readonly month: number; readonly year: string | undefined },
): PhraseDate {
  const passed = month * 100 + day < Number(today.slice(5, 7)) * 100 + Number(today.slice(8));
  const implied = Number(today.slice(0, 4)) + (passed ? 1 : 0);
  return plainDate(year === undefined ? implied : Number(year), month, day) ?? 'noSuchDay';
}

function firstNotPassed(today: PlainDate, year: string | undefined, endIn: (year: number) => PlainDate): PlainDate {
  const thisYear = Number(today.slice(0, 4));
  if (year !== undefined) return endIn(Number(year));
  const end = endIn(thisYear);
  return end >= today ? end : endIn(thisYear + 1);
}
