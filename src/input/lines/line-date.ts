import { foldText } from '../../core/fold-text.ts';
import type { PlainDate } from '../../core/time/calendar.ts';
import { type ParsedDate, parseDate } from '../dates/date.ts';
import type { DateContext } from '../dates/period-phrase.ts';
import { endOfLine, isKeyword, type Line, longestMatchAt, type PhraseMatch, phraseAt } from './line.ts';
import { amountAt } from './line-amount.ts';

type UnreadableDate = Extract<ParsedDate, { ok: false }>;
type Context = DateContext & { readonly currency: string };
/** A date of a line; `text`: as it was typed; `other`: the same digits with day and month the other way round. */
export type LineDate = { readonly on: PlainDate; readonly other: PlainDate | undefined; readonly text: string };

const KEYWORD = /^(?:close|closes|closing|due|deadline|termin|zamkniecie|by|until|till|do):?$/;
/** Keywords that hardly mean anything but a date; in lower case, as names are capitalized. */
const UNAMBIGUOUS_KEYWORD = /^(?:close|closes|closing|due|deadline|termin|zamknięcie|zamkniecie):?$/;
/** Phrases that are a date without a keyword. */
const STANDALONE_DATE =
  /^(?:(?:by|do|na) )?(?:(?:the )?end of |koniec |konca |eo[wmqy]$|\d{4}-\d\d-\d\d$|\d{1,2}[./]\d{1,2}[./]\d{4}$)/;

/**
 * The date that a line names after a keyword (close, due, by, until / zamknięcie, termin, do); of several the last.
 *
 * A single word without a digit (`Friday`, `maj`) does not count here: it may belong to a name, see {@link findDateAtEnd}. Nor does an amount
 * (`do 12.5 tys. zł`).
 */
export function findDate(line: Line, context: Context): PhraseMatch<LineDate> | undefined {
  let found: PhraseMatch<LineDate> | undefined;
  for (let start = 0; start < line.length; start += 1) {
    if (!isKeyword(line[start], KEYWORD) || isAmount(line, start + 1, context.currency)) continue;
    const date = longestMatchAt(line, { start: start + 1 }, (phrase) =>
      /[\d ]/.test(phrase) && !endsInAmount(line, { start: start + 1, phrase }, context)
        ? parseLineDate(phrase, context)
        : undefined,
    );
    if (date === undefined) continue;
    found = { value: date.value, start, end: date.end };
    start = date.end - 1;
  }
  return found;
}

/** The date that ends a line: a single word after a keyword (`do piątku`), or without one a date in full or the end of a period. */
export function findDateAtEnd(line: Line, context: DateContext): PhraseMatch<LineDate> | undefined {
  const end = endOfLine(line);
  for (let start = Math.max(0, end - 6); start < end; start += 1) {
    const phrase = phraseAt(line, start, end) ?? '';
    const keyword = isKeyword(line[start], KEYWORD) && start === end - 2 ? phraseAt(line, end - 1, end) : undefined;
    const value = parseLineDate(keyword ?? (STANDALONE_DATE.test(foldText(phrase)) ? phrase : ''), context);
    if (value !== undefined) return { value, start, end };
  }
  return undefined;
}

/** The first date after a keyword that does not exist, or that cannot be parsed though the keyword is unambiguous. */
export function findUnreadableDate(line: Line, context: Context): UnreadableDate | undefined {
  for (const [index, word] of line.entries()) {
    if (!isKeyword(word, KEYWORD) || isAmount(line, index + 1, context.currency)) continue;
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
  const amount = amountAt(line, last, currency);
  return amount !== undefined && amount.value.mark !== 'none' && amount.end > last + 1;
}

function parseLineDate(phrase: string, context: DateContext): LineDate | undefined {
  const date = parseDate(phrase, context);
  return date.ok ? { on: date.on, other: date.other, text: phrase } : undefined;
}
