import { foldText } from '../../core/fold-text.ts';
import type { PlainDate } from '../../core/time/calendar.ts';
import { type ParsedDate, parseDate } from '../dates/date.ts';
import { MONTH_BY_WORD } from '../dates/date-words.ts';
import type { DateContext } from '../dates/period-phrase.ts';
import { findTimeOfDay } from '../dates/time-of-day.ts';
import { endOfLine, isKeyword, type Line, longestMatchAt, type PhraseMatch, phraseAt } from './line.ts';
import { amountAt } from './line-amount.ts';

type UnreadableDate = Extract<ParsedDate, { ok: false }>;
type Context = DateContext & { readonly currency: string };
/** A date of a line; `text`: as it was typed; `other`: the same digits with day and month the other way round. */
export type LineDate = {
  readonly on: PlainDate;
  readonly other: PlainDate | undefined;
  readonly text: string;
  /** An hour that stood behind it, as typed: a close date has none. */
  readonly hour?: string;
};

const KEYWORD = /^(?:close|closes|closing|due|deadline|termin|zamkniecie|by|until|till|do):?$/;
/** `umowa z 30.06.2026`. */
const DATED = /^(?:z|ze|od|of|from|dated|dn\.?|dnia)$/;
/** Words before a date that are looked at: a line that says one thing has two or three. */
const MAX_KEYWORDS = 6;
/** `do 15`. */
const DAY_ALONE = /^(?:[1-9]|[12]\d|3[01])$/;
/** `close date 30 June`, `data zamknięcia: 30.06`. */
const DATE_OF_CLOSING = /^(?:date|zamkniecia):?$/;
const BEFORE_DATE = /^(?:close|closing|data|termin|dzien)$/;
/** `@anna`, who stands behind all that a line says. */
const TYPED_NAME = /^@[\p{L}\p{N}]/u;
/** Keywords that hardly mean anything but a date; in lower case, as names are capitalized. */
const UNAMBIGUOUS_KEYWORD = /^(?:close|closes|closing|due|deadline|termin|zamknięcie|zamkniecie):?$/;
/** Phrases that are a date without a keyword. */
const STANDALONE_DATE =
  /^(?:(?:by|do|na) )?(?:(?:the )?end of |koniec |konca |eo[dwmqy]$|\d{4}-\d\d-\d\d$|\d{1,2}[./]\d{1,2}[./]\d{4}$)/;
/** Phrases that are one where they begin in lower case, as names do not: `in 2 weeks`, `next month`, `połowa grudnia`. */
const STANDALONE_SURE = /^(?:mid[ -]|(?:by |do )?polow[ay] |tonight$|(?:before|przed|najpozniej|no later than|not later than) )/;
const STANDALONE_LOWER =
  /^(?:in (?:a|an|\d+|two|three|four|five|six) \S+$|za (?:\S+ )?(?:tydzien|tygodnie|tygodni|dni|miesiac|miesiace|miesiecy|rok)$|within |next \S+$|w (?:przyszlym|nastepnym|ciagu) |tomorrow$|jutro$|pojutrze$|dzis(?:iaj)?$|today$)/;

/**
 * The date that a line names after a keyword (close, due, by, until / zamknięcie, termin, do); of several the last.
 *
 * A single word without a digit (`Friday`, `maj`) does not count here: it may belong to a name, see {@link findDateAtEnd}. Nor does an amount
 * (`do 12.5 tys. zł`).
 */
export function findDate(line: Line, context: Context): PhraseMatch<LineDate> | undefined {
  let found: PhraseMatch<LineDate> | undefined;
  for (const start of keywordsOf(line, isBeforeDate).slice(-MAX_KEYWORDS)) {
    const isDateOf = isDateOfClosing(line, start);
    if (start < (found?.end ?? 0) || isAmount(line, start + 1, context.currency)) continue;
    const date = longestMatchAt(line, { start: start + 1 }, (phrase) =>
      (/[\d ]/.test(phrase) || hourAt(line, start + 2) !== undefined) &&
      !endsInAmount(line, { start: start + 1, phrase }, context)
        ? parseLineDate(phrase, context)
        : undefined,
    );
    if (date === undefined) continue;
    found = withHour(line, { ...date, start: isDateOf ? start - 1 : start });
  }
  return found;
}

const isDateOfClosing = (line: Line, at: number): boolean =>
  isKeyword(line[at], DATE_OF_CLOSING) && isKeyword(line[at - 1], BEFORE_DATE);
const isDateKeyword = (line: Line, at: number): boolean => isKeyword(line[at], KEYWORD);
const isBeforeDate = (line: Line, at: number): boolean => isDateOfClosing(line, at) || isDateKeyword(line, at);

/** Where the words of a kind stand. */
const keywordsOf = (line: Line, isOne: (line: Line, at: number) => boolean): readonly number[] =>
  [...line.keys()].filter((at) => isOne(line, at));

/** The date that ends a line: a single word after a keyword (`do piątku`), or without one a date in full or the end of a period. */
export function findDateAtEnd(line: Line, context: DateContext): PhraseMatch<LineDate> | undefined {
  let end = endOfLine(line);
  while (end > 0 && (line[end - 1] === undefined || TYPED_NAME.test(line[end - 1] ?? '') || SEPARATOR.test(line[end - 1] ?? '')))
    end -= 1;
  for (let start = Math.max(0, end - 6); start < end; start += 1) {
    for (const last of lastWords(line, start, end)) {
      const phrase = phraseAt(line, start, last) ?? '';
      const keyword = isKeyword(line[start], KEYWORD) && start === last - 2 ? phraseAt(line, last - 1, last) : undefined;
      const value = parseLineDate(
        keyword ?? (isStandalone(phrase, last < end || line[start - 1] === undefined) || isAllBehind(line, start) ? phrase : ''),
        context,
      );
      if (value !== undefined && !isKeyword(line[start - 1], DATED)) return withHour(line, { value, start, end: last });
    }
  }
  return undefined;
}

/** A dash or an emoji, which may stand before a date. */
const SEPARATOR = /^(?:[^\p{L}\p{N}]+|:[\w+-]+:)$/u;

/** Whether the words from one on are all that stands behind something understood, and a name in front: `Acme 48k 30 June`, `Acme 48k Friday`. */
const isAllBehind = (line: Line, start: number): boolean =>
  line[line.findLastIndex((word, index) => index < start && (word === undefined || !SEPARATOR.test(word)))] === undefined &&
  line.slice(0, start).some((word) => word !== undefined && /\p{L}/u.test(word));

/** `isApart`: an hour stands behind it, or it is all that is left behind something understood; else `Abonament za miesiąc` is a name. */
const isStandalone = (phrase: string, isApart: boolean): boolean =>
  STANDALONE_DATE.test(foldText(phrase)) ||
  (/^\p{Ll}/u.test(phrase) && (STANDALONE_SURE.test(foldText(phrase)) || (isApart && STANDALONE_LOWER.test(foldText(phrase)))));

/** Where a date that ends the line may end: at its end, or before an hour there. */
function lastWords(line: Line, start: number, end: number): readonly number[] {
  const before = [end - 1, end - 2, end - 3].filter((at) => at > start && at + (hourAt(line, at)?.length ?? -1) === end);
  return [end, ...before];
}

/** An hour that words from one on say, beyond doubt: `10:00`, `at 10`, `o 9`. */
function hourAt(line: Line, start: number): { readonly text: string; readonly length: number } | undefined {
  const hole = line.indexOf(undefined, start);
  const words = line.slice(start, hole < 0 ? start + 4 : Math.min(hole, start + 4)).flatMap((word) => word ?? []);
  const time = /^(?:at|o|@|\d{1,2}[:.]\d\d|\d{1,2}(?:am|pm))/i.test(words[0] ?? '') ? findTimeOfDay(words) : undefined;
  if (time?.start !== 0) return undefined;
  return { text: words.slice(0, time.end).join(' ').replace(/[,;]$/, ''), length: time.end };
}

/** A date with the hour behind it. */
function withHour(line: Line, date: PhraseMatch<LineDate>): PhraseMatch<LineDate> {
  const hour = hourAt(line, date.end);
  return hour === undefined
    ? date
    : { value: { ...date.value, hour: hour.text }, start: date.start, end: date.end + hour.length };
}

/** The first date after a keyword that does not exist, or that cannot be parsed though the keyword is unambiguous. */
export function findUnreadableDate(line: Line, context: Context): UnreadableDate | undefined {
  for (const index of keywordsOf(line, isDateKeyword).slice(0, MAX_KEYWORDS)) {
    const word = line[index];
    if (isAmount(line, index + 1, context.currency)) continue;
    const missing = longestMatchAt(line, { start: index + 1 }, (phrase) => {
      const date = parseDate(phrase, context);
      return !date.ok && (date.why === 'noSuchDay' || date.why === 'otherWeekday') ? date : undefined;
    });
    if (missing !== undefined) return missing.value;
    const next = phraseAt(line, index + 1, index + 2);
    if (index > 0 && UNAMBIGUOUS_KEYWORD.test(word ?? '') && next !== undefined)
      return { ok: false, why: 'notADate', text: next };
  }
  return undefined;
}

/** A date that may belong to the name: after a keyword and before more words (`do piątku Acme`), or a day of no month (`do 15`). */
export type UnsureDate = { readonly ok: false; readonly why: 'unsure'; readonly text: string };

/** `Maj` of `dostawa do Maj Sp. z o.o.`. */
const isCapitalizedMonth = (phrase: string): boolean => /^\p{Lu}/u.test(phrase) && MONTH_BY_WORD.has(foldText(phrase));

/** A day of a month, in digits or with a word for it. */
const DAY_OF_MONTH = /^(?:\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-](?:20)?\d\d|\d{1,2}\.? \p{L}{3,}(?: \d{4})?)$/u;

/** A date to come in a cell of its own: `Acme, 12k, 30.06.2027, Anna`, and one that ends the line: `Acme;12 000,50;30.06`. */
function dateCellAt(line: Line, start: number, context: Context): string | undefined {
  if (start === 0 || line[start - 1]?.endsWith(',') === false) return undefined;
  const isLast = (end: number): boolean => end === endOfLine(line);
  const cell = longestMatchAt(line, { start, maxWords: 3 }, (phrase) => {
    const fits = DAY_OF_MONTH.test(phrase) || /^\d{1,2}[./]\d{1,2}$/.test(phrase);
    return fits && (parseLineDate(phrase, context)?.on ?? '') >= context.today ? phrase : undefined;
  });
  const isWhole = cell !== undefined && (isLast(cell.end) || line[cell.end] === undefined || line[cell.end - 1]?.endsWith(','));
  return isWhole && (DAY_OF_MONTH.test(cell.value) || isLast(cell.end)) ? cell.value : undefined;
}

/** The first date of a line that is read nowhere else and may be meant. */
export function findUnsureDate(line: Line, context: Context): UnsureDate | undefined {
  const keywords = new Set(keywordsOf(line, isDateKeyword).slice(0, MAX_KEYWORDS));
  for (const start of line.keys()) {
    const cell = dateCellAt(line, start, context);
    if (cell !== undefined) return { ok: false, why: 'unsure', text: cell };
    if (!keywords.has(start) || isAmount(line, start + 1, context.currency)) continue;
    const match = longestMatchAt(line, { start: start + 1 }, (phrase) =>
      isCapitalizedMonth(phrase) ? undefined : parseLineDate(phrase, context),
    );
    const isDay = start + 2 === endOfLine(line) && DAY_ALONE.test(phraseAt(line, start + 1, start + 2) ?? '');
    const end = match?.end ?? (isDay ? start + 2 : undefined);
    const text = end === undefined ? undefined : phraseAt(line, start, end);
    if (text !== undefined) return { ok: false, why: 'unsure', text };
  }
  return undefined;
}

/** `12.5 tys. zł` is an amount, not 12 May; but in `30.06 PLN 500` the currency belongs to what follows. */
function isAmount(line: Line, start: number, currency: string): boolean {
  const amount = amountAt(line, start, currency);
  if (amount === undefined || amount.value.mark === 'none' || amount.value.mark === 'groups') return false;
  const following = amount.end - 1 > start ? amountAt(line, amount.end - 1, currency) : undefined;
  return following === undefined || following.end - following.start < 2;
}

/** `30 June 28 tys. zł`: the last number of the phrase belongs to what follows, and is no year. */
function endsInAmount(
  line: Line,
  { start, phrase }: { readonly start: number; readonly phrase: string },
  { currency }: Context,
): boolean {
  if (!/^\D{0,20}\d.{0,40} \d\d$/.test(phrase)) return false;
  const last = start + phrase.split(' ').length - 1;
  const behind = amountAt(line, last + 1, currency);
  // `3 Sep 28 EUR 12k`: the currency belongs to what follows.
  if (behind !== undefined && behind.value.mark === 'currency' && behind.end > last + 2) return false;
  const amount = amountAt(line, last, currency);
  return amount !== undefined && amount.value.mark !== 'none' && amount.end > last + 1;
}

function parseLineDate(phrase: string, context: DateContext): LineDate | undefined {
  const date = parseDate(phrase, context);
  return date.ok ? { on: date.on, other: date.other, text: phrase } : undefined;
}
