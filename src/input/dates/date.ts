import { foldText } from '../../core/fold-text.ts';
import type { PlainDate } from '../../core/time/calendar.ts';
import { normalizeText } from '../slack-text.ts';
import { parseDateWithWeekday, parseDayOfMonth, parseNamedPeriod, parseNumericDate } from './calendar-date.ts';
import type { DateContext } from './period-phrase.ts';
import { parseDateAhead, parsePeriodEnd, parseWeekday } from './relative-date.ts';

/**
 * Result of parsing a date. `text`: the input, for a reply to quote. `other`: what the same digits mean to people who write day and month the
 * other way round (`12/01`), where that is another date.
 */
export type ParsedDate =
  | { readonly ok: true; readonly on: PlainDate; readonly other?: PlainDate }
  | { readonly ok: false; readonly why: 'empty' | 'notADate' | 'noSuchDay' | 'otherWeekday'; readonly text: string };

const PARSERS = [
  parseNumericDate,
  parseDayOfMonth,
  parseDateWithWeekday,
  parseDateAhead,
  parseWeekday,
  parsePeriodEnd,
  parseNamedPeriod,
] as const;
const PREPOSITION = /^(?:(?:by|on|until|till|do|na|we|w) )?(?:dnia )?(?:the )?/;
/** `2028 r.`, `2028r`, `2028 roku`. */
const YEAR_WORD = /(?<=\d) ?(?:r\.?|roku)$/;
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
  const phrase = foldText(plain)
    .replace(PREPOSITION, '')
    .replace(YEAR_WORD, '')
    .replace(THIS_YEAR, ` ${context.today.slice(0, 4)}`);
  for (const read of PARSERS) {
    const reading = read(phrase, context);
    if (reading === 'noSuchDay' || reading === 'otherWeekday') return { ok: false, why: reading, text: plain };
    if (reading !== undefined) return { ok: true, on: reading, ...otherOrder(phrase, reading, context) };
  }
  return { ok: false, why: 'notADate', text: plain };
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
