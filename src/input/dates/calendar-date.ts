import { endOfYear, firstOfMonth, type PlainDate, plainDate, weekday } from '../../core/time/calendar.ts';
import { MONTH_BY_WORD, WEEKDAY_BY_WORD } from './date-words.ts';
import { type DateContext, namedPeriodAt } from './period-phrase.ts';
import { toYear } from './year-parts.ts';

/**
 * Result of one date parser: a date, 'noSuchDay' (30 February), 'otherWeekday' (a Monday that is a Tuesday), or undefined where the phrase
 * is not of its kind.
 */
export type PhraseDate = PlainDate | 'noSuchDay' | 'otherWeekday' | undefined;

const YEAR = '((?:19|20|21)\\d\\d)';
const YEAR_FIRST = new RegExp(`^${YEAR}([-./])(\\d{1,2})\\2(\\d{1,2})\\.?$`);
const DAY_FIRST = new RegExp(`^(\\d{1,2})([-./])(\\d{1,2})(?:\\2(?:${YEAR}|'?(\\d\\d))|\\.)?$`);
const ENDING = '(?:st|nd|rd|th|\\.|-?(?:e|t|te|sze|ste)?go)?';
/** `2028`, `28`, `'28`, behind a space, comma or dash. */
const YEAR_BEHIND = `(?:(?:,? |[-/.]|, ?)(${YEAR}|'?\\d\\d))?`;
const DAY_MONTH = new RegExp(`^(\\d{1,2})${ENDING}(?:[ /.-]|(?=[a-z]{3}))(?:of )?([a-z]+)\\.?${YEAR_BEHIND}$`);
const MONTH_DAY = new RegExp(`^([a-z]+)\\.?[ -](?:the )?(\\d{1,2})${ENDING}${YEAR_BEHIND}$`);

/**
 * Dates in digits: `2026-06-30`, `30.06.2026`, `30.06.26`, `30.06`, `30/6`, `30-06-2026`.
 *
 * With dots the day comes first. With slashes and dashes it does as well, or the month where the person writes so (`monthFirst`); a number
 * above 12 is the day, wherever it stands.
 */
export function parseNumericDate(phrase: string, context: DateContext): PhraseDate {
  const [, isoYear, , isoMonth, isoDay] = YEAR_FIRST.exec(phrase) ?? [];
  if (isoYear !== undefined) return resolveDate(context, { day: Number(isoDay), month: Number(isoMonth), year: Number(isoYear) });
  const [, first, sign, second, year, shortYear] = DAY_FIRST.exec(phrase) ?? [];
  if (first === undefined || (sign === '-' && (year ?? shortYear) === undefined)) return undefined;
  const [day, month] = [Number(first), Number(second)];
  const american = sign !== '.' && day <= 12 && (month > 12 || context.monthFirst);
  return resolveDate(context, {
    day: american ? month : day,
    month: american ? day : month,
    year: shortYear === undefined ? (year === undefined ? undefined : Number(year)) : 2000 + Number(shortYear),
  });
}

/** A day of a named month: `30 June`, `June 30th, 2026`, `30 czerwca 2026`, `30 VI`, `3 Sep '28`, `30-Jun-28`. */
export function parseDayOfMonth(phrase: string, context: DateContext): PhraseDate {
  const [, day, name, year] = DAY_MONTH.exec(phrase) ?? [];
  const [, otherName, otherDay, otherYear] = MONTH_DAY.exec(phrase) ?? [];
  const month = MONTH_BY_WORD.get(name ?? otherName ?? '');
  if (month === undefined) return undefined;
  const typedYear = year ?? otherYear;
  const known = typedYear === undefined ? undefined : toYear(typedYear, context.today);
  // `30 June 50` is followed by a number of something else.
  if (typedYear !== undefined && known === undefined) return undefined;
  return resolveDate(context, { day: Number(day ?? otherDay), month, year: known });
}

/** A date with its weekday: `Mon 30 Nov`, `wt. 2 lutego`, `30.11 (poniedziałek)`. */
export function parseDateWithWeekday(phrase: string, context: DateContext): PhraseDate {
  const words = phrase.split(' ');
  for (const at of [0, words.length - 1]) {
    const word = words[at]?.replace(/^\(|[.,)]{1,3}$/g, '') ?? '';
    const named = WEEKDAY_BY_WORD.get(word);
    if (named === undefined || words.length < 2) continue;
    const rest = words
      .toSpliced(at, 1)
      .join(' ')
      .replace(/,$/, '')
      .replace(/^(?:the|dnia) /, '');
    const on = parseNumericDate(rest, context) ?? parseDayOfMonth(rest, context);
    if (on === undefined || on === 'noSuchDay' || on === 'otherWeekday') return on;
    return weekday(on) === named ? on : 'otherWeekday';
  }
  return undefined;
}

/** The last day of a month or quarter named alone: `June`, `czerwiec 2027`, `Q3`, `2027 Q1`, `III kwartał`. */
export function parseNamedPeriod(phrase: string, context: DateContext): PhraseDate {
  const words = phrase.split(' ');
  const period = namedPeriodAt(words, 0, { ...context, towards: 'future' });
  return period?.length === words.length ? period.span.to : undefined;
}

/** The last day of a year named after "end of": `end of 2027`, `koniec roku 2027`. */
export function parseEndOfYear(phrase: string, { today }: DateContext): PhraseDate {
  const year = /^(?:year |roku )?(20\d\d)$/.exec(phrase)?.[1];
  return year === undefined || Number(year) < Number(today.slice(0, 4)) - 1
    ? undefined
    : endOfYear(firstOfMonth(Number(year), 1));
}

/** Resolves a day without a year to the next such day: this year's unless it has passed, else next year's. */
function resolveDate(
  { today }: DateContext,
  { day, month, year }: { readonly day: number; readonly month: number; readonly year: number | undefined },
): PhraseDate {
  const passed = month * 100 + day < Number(today.slice(5, 7)) * 100 + Number(today.slice(8));
  const implied = Number(today.slice(0, 4)) + (passed ? 1 : 0);
  return plainDate(year ?? implied, month, day) ?? 'noSuchDay';
}
