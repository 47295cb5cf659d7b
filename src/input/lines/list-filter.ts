import { foldText } from '../../core/fold-text.ts';
import type { Money } from '../../core/money/money.ts';
import { addDays } from '../../core/time/calendar.ts';
import { parseAmount } from '../amount.ts';
import { parseDate } from '../dates/date.ts';
import { UNIT_BY_WORD } from '../dates/date-words.ts';
import { type DateContext, type DaySpan, periodAt } from '../dates/period-phrase.ts';

/** What deals may lack, beside a close date. */
export type Lacking = 'nextStep' | 'value' | 'owner';

/** A typed filter of a list, as far as it is known without the workspace. */
export type ListFilterWords = {
  readonly mine: boolean;
  readonly stale: boolean;
  readonly incomplete: boolean;
  /** Won and lost ones. */
  readonly closed: boolean;
  readonly dates: 'overdue' | 'undated' | undefined;
  readonly lacking: readonly Lacking[];
  readonly over: Money | undefined;
  readonly under: Money | undefined;
  /** Days on which open deals are expected to close. */
  readonly closing: DaySpan | undefined;
  /** A period that stands beside something else (`lost this month`). */
  readonly period: DaySpan | undefined;
  /** What none of these is: a stage, or won or lost; folded, '' for nothing. */
  readonly rest: string;
};

/** A filter that asks for nothing. */
export const NO_FILTER_WORDS: ListFilterWords = {
  mine: false,
  stale: false,
  incomplete: false,
  closed: false,
  dates: undefined,
  lacking: [],
  over: undefined,
  under: undefined,
  closing: undefined,
  period: undefined,
  rest: '',
};

/** Flags by what a folded text says; the first that fits counts, so that `no date` is not taken for a name. */
const FLAGS = [
  ['overdue', /(?<=^|[\s,])(?:overdue|past(?: due)?|po terminie|zalegle|przeterminowane)(?=$|[\s,])/],
  ['undated', /(?<=^|[\s,])(?:undated|(?:without|no)(?: a)? ?(?:close )?date|bez (?:terminu|daty))(?=$|[\s,])/],
  ['nextStep', /(?<=^|[\s,])(?:(?:without|no)(?: a| any)? next steps?|(?:bez|brak) (?:nastepnego |kolejnego )?kroku)(?=$|[\s,])/],
  ['value', /(?<=^|[\s,])(?:(?:without|no)(?: a| any)? value|unpriced|(?:bez|brak) (?:wartosci|kwoty|wyceny))(?=$|[\s,])/],
  ['owner', /(?<=^|[\s,])(?:(?:without|no)(?: an| any)? owner|unowned|(?:bez|brak) (?:opiekuna|wlasciciela)|niczyje)(?=$|[\s,])/],
  ['incomplete', /(?<=^|[\s,])(?:incomplete|niekompletn\S*|niepeln\S*)(?=$|[\s,])/],
  ['stale', /(?<=^|[\s,])(?:stale|ageing|aging|old|stojace|stoi|stare)(?=$|[\s,])/],
  ['mine', /(?<=^|[\s,])(?:mine|my|moje|moja)(?=$|[\s,])/],
  ['closed', /(?<=^|[\s,])(?:closed|zamkniete|zakonczone)(?=$|[\s,])/],
  ['open', /(?<=^|[\s,])(?:all|open|wszystkie|otwarte)(?=$|[\s,])/],
  [
    'filler',
    /(?<=^|[\s,])(?:please|pls|plz|prosze|poprosze|thanks|dzieki|show|me|pokaz|mi|the|deals?|szans[aey]?|szanse)(?=$|[\s,])/,
  ],
] as const;

const CLOSING = /(?<=^|\s)(?:do )?(?:clos(?:ing|es?)|zamkn\S*|zamyka\S*|termin\S*)(?=\s)/;
/** A last day without the word for closing: `by 30 June`. */
const BY = /(?<=^|\s)(?=(?:by|before|until|till|do|przed) \S)/;
const LAST_DAY = /^(?:by|before|until|till|do|przed)$/;
const AHEAD = /^(?:next|within|in|w|za|przez|ciagu|najblizsz\p{L}*)$/u;
const MAX_DATE_WORDS = 5;
const OVER = /(?<=^|\s)(?:over|above|more than|>|ponad|powyzej|wiecej niz)\s*(?=\S*\d)/;
const UNDER = /(?<=^|\s)(?:under|below|less than|<|ponizej|mniej niz)\s*(?=\S*\d)/;
/** Longest filter that is parsed; a longer text is none. */
const MAX_LENGTH = 300;
/** Most words of an amount: `1 mln 200 tys. zł netto`. */
const MAX_AMOUNT_WORDS = 8;

/** Days that words begin with: `by 30 June` (from today on), `on Friday`, `30.06`, `next 30 days`. */
function daysAt(words: readonly string[], context: DateContext): { readonly span: DaySpan; readonly length: number } | undefined {
  const { today } = context;
  let ahead = 0;
  while (AHEAD.test(words[ahead] ?? '')) ahead += 1;
  const [count = '', unit = ''] = words.slice(ahead, ahead + 2);
  const days = ahead > 0 && /^\d{1,3}$/.test(count) ? { day: 1, week: 7 }[UNIT_BY_WORD.get(unit) === 'week' ? 'week' : 'day'] : 0;
  if (days > 0 && (UNIT_BY_WORD.get(unit) === 'day' || UNIT_BY_WORD.get(unit) === 'week'))
    return { span: { from: today, to: addDays(today, days * Number(count)) }, length: ahead + 2 };
  const isLast = LAST_DAY.test(words[0] ?? '');
  const start = isLast ? 1 : 0;
  for (let count = Math.min(MAX_DATE_WORDS, words.length - start); count > 0; count -= 1) {
    const phrase = words.slice(start, start + count).join(' ');
    const date = isLast || /\d/.test(phrase) ? parseDate(phrase, context) : undefined;
    // `Q1 2027` and `December 2027` are periods, not their last day.
    if (date?.ok !== true || (!isLast && (periodAt(words, { ...context, towards: 'future' })?.length ?? 0) >= count)) continue;
    const to = /^(?:before|przed)$/.test(words[0] ?? '') ? addDays(date.on, -1) : date.on;
    return { span: { from: isLast && today < to ? today : to, to }, length: start + count };
  }
  return undefined;
}

const wordsOf = (text: string): readonly string[] => text.split(/[\s,]+/).filter((word) => word !== '');

/**
 * Reads what follows `/deal list`, in either language: `mine, closing next month`, `bez następnego kroku`, `over 50k`, `lost this month`.
 *
 * @param typed without mentions. @param context `today`, the year's first month, and the currency that an amount without one is in.
 * @returns always; words that are none of these are the `rest`.
 */
export function parseListFilter(typed: string, context: DateContext & { readonly currency: string }): ListFilterWords {
  const folded = foldText(typed);
  let text = folded.length > MAX_LENGTH ? '' : folded;
  const remove = (from: number, length: number) => {
    text = `${text.slice(0, from)} ${text.slice(from + length)}`.replace(/ +/g, ' ').trim();
  };
  const takeBound = (pattern: RegExp): Money | undefined => {
    const found = pattern.exec(text);
    if (found === null) return undefined;
    const after = text.slice(found.index + found[0].length).split(' ');
    for (let count = Math.min(MAX_AMOUNT_WORDS, after.length); count > 0; count -= 1) {
      const phrase = after.slice(0, count).join(' ');
      const amount = parseAmount(phrase.replace(/,$/, ''), { currency: context.currency });
      if (!amount.ok) continue;
      remove(found.index, found[0].length + phrase.length);
      return amount.money;
    }
    return undefined;
  };
  const takePeriodAt = (from: number, skip: number, towards: 'past' | 'future'): DaySpan | undefined => {
    const words = wordsOf(text.slice(from + skip));
    const match = periodAt(words, { ...context, towards });
    if (match === undefined) return undefined;
    text = [...wordsOf(text.slice(0, from)), ...words.slice(match.length)].join(' ');
    return match.span;
  };
  const takeDaysAt = (from: number, skip: number): DaySpan | undefined => {
    const words = wordsOf(text.slice(from + skip));
    const match = daysAt(words, context);
    if (match === undefined) return undefined;
    text = [...wordsOf(text.slice(0, from)), ...words.slice(match.length)].join(' ');
    return match.span;
  };
  const takePeriod = (): DaySpan | undefined => {
    const starts = [...text.matchAll(/(?<=^|[\s,])\S/g)].map(({ index }) => index);
    for (const start of starts) {
      const span = takePeriodAt(start, 0, 'past');
      if (span !== undefined) return span;
    }
    return undefined;
  };

  const over = takeBound(OVER);
  const under = takeBound(UNDER);
  const flags = new Set<(typeof FLAGS)[number][0]>();
  for (const [flag, pattern] of FLAGS) {
    for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
      flags.add(flag);
      remove(found.index, found[0].length);
    }
  }
  const closingAt = CLOSING.exec(text) ?? BY.exec(text);
  const closing =
    closingAt === null
      ? undefined
      : (takeDaysAt(closingAt.index, closingAt[0].length) ?? takePeriodAt(closingAt.index, closingAt[0].length, 'future'));
  const period = takePeriod();
  return {
    mine: flags.has('mine'),
    stale: flags.has('stale'),
    incomplete: flags.has('incomplete'),
    closed: flags.has('closed'),
    dates: flags.has('overdue') ? 'overdue' : flags.has('undated') ? 'undated' : undefined,
    lacking: (['nextStep', 'value', 'owner'] as const).filter((each) => flags.has(each)),
    over,
    under,
    closing,
    period,
    rest: wordsOf(folded.length > MAX_LENGTH ? folded : text).join(' '),
  };
}
