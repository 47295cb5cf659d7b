import { foldText } from '../../core/fold-text.ts';
import { addDays, type PlainDate } from '../../core/time/calendar.ts';
import { normalizeText } from '../slack-text.ts';
import { type PhraseDate, parseDateWithWeekday, parseDayOfMonth, parseNamedPeriod, parseNumericDate } from './calendar-date.ts';
import {
  parseCountedDate,
  parseFeast,
  parseNthDay,
  parseToday,
  parseWeekdayAhead,
  parseWeekend,
  parseWeekNumber,
  withoutPartOfDay,
} from './counted-date.ts';
import { dayInDigits, parseDayAlone } from './day-alone.ts';
import { partOfPeriod } from './part-of-period.ts';
import type { DateContext } from './period-phrase.ts';
import { parseDateAhead, parsePeriodEnd, parseWeekday } from './relative-date.ts';

/**
 * Result of parsing a date. `text`: the input, for a reply to quote. `other`: what the same digits mean to people who write day and month the
 * other way round (`12/01`), where that is another date.
 */
export type ParsedDate =
  | { readonly ok: true; readonly on: PlainDate; readonly other?: PlainDate }
  | { readonly ok: false; readonly why: 'empty' | 'notADate' | 'noSuchDay' | 'otherWeekday'; readonly text: string };

/** `nast. środa`, `przyszł. tydz.`. */
const NEXT_IN_SHORT = /(?<![a-z])(?:nast|przyszl|kol)\.? ?(?=[a-z])(?<=[. ])/g;
const WEEK_IN_SHORT = /(?<![a-z])tydz(?:\.|(?![a-z]))/g;
/** `nxt wk`. */
const TEXTED_NEXT = /(?<![a-z])nxt /;
const TEXTED_WEEK = /(?<=(?:next|this) )wk\.?$/;
const PARSERS = [
  parseNumericDate,
  parseDayOfMonth,
  parseDayAlone,
  parseDateWithWeekday,
  parseDateAhead,
  parseToday,
  parseCountedDate,
  parseWeekday,
  parseWeekdayAhead,
  parsePeriodEnd,
  parseNthDay,
  parseWeekNumber,
  (phrase: string, context: DateContext) => partOfPeriod(phrase, context)?.to,
  parseNamedPeriod,
  parseFeast,
  parseWeekend,
] as const;
const PREPOSITION =
  /^(?:najpozniej |(?:no|not) later than )?(?:(?:by|on|until|till|do|na|we|w) (?!ciagu))?(?:dn(?:ia|\.) ?)?(?:the )?/;
/** Leads that are tried without: `in June`, `around 15 December`, `około 15 grudnia`. */
const LOOSE_LEAD = /^(?:in|during|around|about|approx\.?|sometime in|ok\.?|okolo|kolo|gdzies w) (?:the )?/;
/** `30. 06. 2027`, `30 06 2027`, `20270630`. */
const SPACED_DIGITS = /^(\d{1,2})(?:\. ?| )(\d{1,2})(?:\. ?| )(\d{4})$/;
const DIGITS_ALONE = /^(20\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])$/;
/** Behind a day of a month: `30 June next year`, `30 VI next year`. */
const RELATIVE_YEAR =
  /(?<=\d(?: [ivx]{1,4})?|[a-z]{3}) (?:(next year|przyszlego roku|nastepnego roku)|this year|tego roku|biezacego roku)$/;
/** `2028 r.`, `2028r`, `2028 roku`. */
const YEAR_WORD = /(?<=\d) ?(?:r\.?|roku\.?)$/;
/** The end of a sentence behind a whole date: `30.06.28.`. */
const FULL_STOP = /(?<=\d\.\d{1,2}\.\d{2,4})\.$/;
/** `end of fiscal year`, `koniec roku obrotowego`: quarters and years are the firm's anyway. */
const FISCAL = /(?<=^|\s)(?:fiscal|financial|our) (?=(?:quarter|year)(?: end)?$)| (?:obrotow|finansow|podatkow)(?:ego|y|ym)$/;
const FISCAL_YEAR_END = /(?<=^(?:by |the )?end of )fy$/;
/** `quarter-end`. */
const DASHED_END = /(?<=quarter|month|year)-end$/;
/** The day in front of it: `before 30 June`; `przed końcem roku` is its end. */
const BEFORE = /^(?:before|przed) (?:the )?/;
/** `30 czerwca br.`: of this year. */
const THIS_YEAR = / b\.?r\.?$/;
/** Longest input that is parsed: no supported phrase is longer. */
const MAX_LENGTH = 60;

/**
 * Reads a date as people write it in English and Polish, in any case, with or without diacritics.
 *
 * Understood: `30 June`, `June 30th, 2026`, `3 Sep '28`, `Mon 30 Nov`, `30.06`, `30.06.2026`, `2026-06-30`, `30 czerwca 2028 r.`, `30 VI`,
 * `today`, `jutro`, `Friday`, `w piątek`, `in 2 weeks`, `za miesiąc`, `end of quarter`, `koniec roku`, `eom`, `next month`, `June`, `Q3`; a
 * preposition may stand before. A day without a year that has passed is next year's (today has not passed); a month, quarter or week named
 * alone means its last day (a week's is Friday). Quarters and years are the firm's, from its first month on.
 *
 * @returns the date as written, also when it is in the past: whether that makes sense is for the caller. Never throws.
 * @example parseDate('koniec kwartału', { today: '2026-11-23', fiscalStartMonth: 2, monthFirst: false }) // => { ok: true, on: '2027-01-31' }
 */
export function parseDate(text: string, context: DateContext): ParsedDate {
  const plain = normalizeText(text);
  if (plain === '') return { ok: false, why: 'empty', text: plain };
  if (plain.length > MAX_LENGTH) return { ok: false, why: 'notADate', text: plain };
  const folded = foldText(plain)
    .replace(NEXT_IN_SHORT, 'nastepny ')
    .replace(WEEK_IN_SHORT, 'tydzien')
    .replace(TEXTED_NEXT, 'next ')
    .replace(TEXTED_WEEK, 'week')
    .replace(YEAR_WORD, '')
    .replace(FULL_STOP, '')
    .replace(FISCAL, '')
    .replace(FISCAL_YEAR_END, 'year')
    .replace(DASHED_END, ' end')
    .replace(THIS_YEAR, ` ${context.today.slice(0, 4)}`)
    .replace(SPACED_DIGITS, '$1.$2.$3')
    .replace(DIGITS_ALONE, '$1-$2-$3');
  if (BEFORE.test(folded)) return dayBefore(folded.replace(BEFORE, ''), { plain, context });
  const phrase = withRelativeYear(dayInDigits(withoutPartOfDay(folded.replace(PREPOSITION, ''))), context);
  const found = readPhrase(phrase, context);
  const reading = found === undefined && LOOSE_LEAD.test(phrase) ? readPhrase(phrase.replace(LOOSE_LEAD, ''), context) : found;
  if (reading === undefined) return { ok: false, why: 'notADate', text: plain };
  if (reading === 'noSuchDay' || reading === 'otherWeekday') return { ok: false, why: reading, text: plain };
  return { ok: true, on: reading, ...otherOrder(phrase, reading, context) };
}

/** The day before the one that a phrase names, unless that is over; a period's end stays it. */
function dayBefore(phrase: string, { plain, context }: { readonly plain: string; readonly context: DateContext }): ParsedDate {
  const date = parseDate(phrase, context);
  if (!date.ok) return { ...date, text: plain };
  const on = addDays(date.on, -1);
  return { ok: true, on: on < context.today || /^(?:end|kon[ie]?c)/.test(phrase) ? date.on : on };
}

/** What the first parser says that knows the phrase. */
function readPhrase(phrase: string, context: DateContext): PhraseDate {
  for (const read of PARSERS) {
    const reading = read(phrase, context);
    if (reading !== undefined) return reading;
  }
  return undefined;
}

/** `30 June next year` with that year in digits; `end of next year` is read as it is. */
function withRelativeYear(phrase: string, { today }: DateContext): string {
  return /^\d|^(?:mid|early|late) /.test(phrase)
    ? phrase.replace(RELATIVE_YEAR, (_, next?: string) => ` ${Number(today.slice(0, 4)) + (next === undefined ? 0 : 1)}`)
    : phrase;
}

/** The date with day and month the other way round, where the digits allow both. */
function otherOrder(phrase: string, on: PlainDate, context: DateContext): { readonly other?: PlainDate } {
  const other = parseNumericDate(phrase, { ...context, monthFirst: !context.monthFirst });
  return other === undefined || other === 'noSuchDay' || other === 'otherWeekday' || other === on ? {} : { other };
}

/** `d/m` or `m/d`, not part of a longer number. */
const SLASHED = /(?<![\d/])(\d{1,2})\/(\d{1,2})(?!\d)/g;

/**
 * Whether the dates of a line have the month first: what any of them shows by a number above 12, else what is usual.
 *
 * @example lineHasMonthFirst('close 05/06, was 04/30', false) // => true
 */
export function lineHasMonthFirst(text: string, usual: boolean): boolean {
  const pairs = [...text.matchAll(SLASHED)].map(([, first, second]) => [Number(first), Number(second)] as const);
  const monthFirst = pairs.some(([first, second]) => second > 12 && first <= 12);
  const dayFirst = pairs.some(([first, second]) => first > 12 && second <= 12);
  return monthFirst === dayFirst ? usual : monthFirst;
}
