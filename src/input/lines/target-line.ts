import { foldText } from '../../core/fold-text.ts';
import { daysBetween, firstOfMonth, type PlainDate } from '../../core/time/calendar.ts';
import { type HalfYear, type Period, type PeriodKind, periodContaining, quarterNumber } from '../../core/time/periods.ts';
import { type DateContext, type DaySpan, periodAt } from '../dates/period-phrase.ts';
import { toYear } from '../dates/year-parts.ts';
import { type Mention, mentionName, parseSlackText, replaceMentions } from '../slack-text.ts';

/** One typed line about a target, as far as it is understood. */
export type TargetLine = {
  readonly who: Mention | undefined;
  readonly period: Period;
  /** Half of a year that was named: targets are of its two quarters, of which `period` is the first. */
  readonly half?: HalfYear;
  /** What is left: the amount as typed. */
  readonly amount: string;
};

/** Longest line that is parsed: a longer one is no amount. */
const MAX_LENGTH = 150;
/** An arrow, a bullet or an emoji; signs of money are none. */
const SIGN = /^(?:[^\p{L}\p{N}\p{Sc}+]+|:[\w+-]+:)$/u;
const NOISE = new Set([
  'for',
  'na',
  'this',
  'ten',
  'tego',
  'target',
  'cel',
  'to',
  'do',
  '=',
  '-',
  'dla',
  'za',
  'set',
  'ustaw',
  'please',
  'prosze',
]);

/**
 * Reads `@anna 60k december`, `q4 780 tys.`, `2,9 mln rok`, `60k Q1 2027`, in any order. Without a period it is about this month; a month or
 * quarter without a year is the next that is not over, but a month of the running quarter is that one.
 */
export function parseTargetLine(raw: string, context: Omit<DateContext, 'monthFirst'>): TargetLine {
  const { today, fiscalStartMonth } = context;
  const read = parseSlackText(raw);
  const who = read.mentions.find(({ kind }) => kind === 'user');
  const thisMonth = periodContaining(today, 'month', fiscalStartMonth);
  // Somebody else who is mentioned stays with the amount, which is asked about.
  const plain = replaceMentions(read, (mention) => (mention.id === who?.id ? ' ' : ` ${mentionName(mention)} `)).trim();
  if (plain.length > MAX_LENGTH) return { who, period: thisMonth, amount: plain };
  const words = plain.split(/\s+/).filter((each) => each !== '');
  const folded = words.map((word) => foldText(word).replace(/^\(|[):,;]{1,2}$/g, ''));
  let period: TargetPeriod | undefined;
  const rest: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const named = period === undefined ? targetPeriodAt(folded, at, context) : undefined;
    if (named !== undefined) {
      period = named;
      at = named.end - 1;
    } else if (!NOISE.has(folded[at] ?? '') && !SIGN.test(words[at] ?? '')) rest.push(words[at] ?? '');
  }
  const half = period?.half === undefined ? {} : { half: period.half };
  return { who, period: period?.period ?? thisMonth, ...half, amount: rest.join(' ').replace(/[,;]$/, '') };
}

type TargetPeriod = { readonly period: Period; readonly half?: HalfYear; readonly end: number };

/** `2026/27`, `2026/2027`: a year of the firm that begins in one and ends in the other. */
const TWO_YEARS = /^(20\d\d)[/-](?:20)?(\d\d)$/;

/** A month, quarter or year that words name from one on; of those without a year, the next that is not over. */
function targetPeriodAt(
  words: readonly string[],
  at: number,
  context: Omit<DateContext, 'monthFirst'>,
): TargetPeriod | undefined {
  const { fiscalStartMonth } = context;
  const year = /^(20\d\d)(?:r\.?)?$/.exec(words[at] ?? '')?.[1];
  const match = periodAt(words.slice(at), {
    ...context,
    towards: monthOfThisQuarter(words.slice(at), context) ? 'past' : 'future',
  });
  if (match !== undefined && !(at === 0 && year !== undefined)) {
    const kind = kindOfSpan(match.span);
    if (kind === 'half') return { ...halfOf(match.span.from, fiscalStartMonth), end: at + match.length };
    const short = kind === 'month' ? shortYearBehind(words, at + match.length, context.today) : undefined;
    if (short !== undefined) return { period: monthIn(short, match.span.from, fiscalStartMonth), end: at + match.length + 1 };
    if (kind !== undefined) return { period: periodContaining(match.span.from, kind, fiscalStartMonth), end: at + match.length };
  }
  const [, first, last] = TWO_YEARS.exec(words[at] ?? '') ?? [];
  if (first !== undefined && Number(first) % 100 === Number(last) - 1 && fiscalStartMonth > 1)
    return { period: periodContaining(firstOfMonth(Number(first), fiscalStartMonth), 'year', fiscalStartMonth), end: at + 1 };
  // Digits that begin a line are an amount.
  if (year === undefined || at === 0) return undefined;
  const end = /^(?:r\.?|rok|roku)$/.test(words[at + 1] ?? '') ? at + 2 : at + 1;
  return { period: periodContaining(firstOfMonth(Number(year), fiscalStartMonth), 'year', fiscalStartMonth), end };
}

function halfOf(startsOn: PlainDate, fiscalStartMonth: number): { readonly period: Period; readonly half: HalfYear } {
  const period = periodContaining(startsOn, 'quarter', fiscalStartMonth);
  const number = quarterNumber(period, fiscalStartMonth) > 2 ? 2 : 1;
  return { period, half: { number, startsOn } };
}

/** Two digits behind a month that are its year, where an amount stands before them: `60k Dec 27`. */
function shortYearBehind(words: readonly string[], at: number, today: PlainDate): number | undefined {
  const hasAmount = words.slice(0, at).some((word) => /^[^a-z]*\d/.test(word));
  return hasAmount && /^'?\d\d$/.test(words[at] ?? '') && !/^\d{3}$/.test(words[at + 1] ?? '')
    ? soon(toYear(words[at] ?? '', today), today)
    : undefined;
}

/** Further ahead two digits are a day: `60k December 31`. */
const soon = (year: number | undefined, today: PlainDate): number | undefined =>
  year !== undefined && year <= Number(today.slice(0, 4)) + 3 ? year : undefined;

const monthIn = (year: number, on: PlainDate, fiscalStartMonth: number): Period =>
  periodContaining(firstOfMonth(year, Number(on.slice(5, 7))), 'month', fiscalStartMonth);

/** Whether words name a month of the quarter that is running, which may be over: `october 200k` in November. */
function monthOfThisQuarter(words: readonly string[], context: Omit<DateContext, 'monthFirst'>): boolean {
  const quarter = periodContaining(context.today, 'quarter', context.fiscalStartMonth);
  const span = periodAt(words, { ...context, towards: 'past' })?.span;
  return span !== undefined && span.from >= quarter.startsOn && span.to < context.today && kindOfSpan(span) === 'month';
}

/** Which unit of targets a span of days is; a day or a week is none. */
function kindOfSpan({ from, to }: DaySpan): PeriodKind | 'half' | undefined {
  const days = daysBetween(from, to) + 1;
  return days < 28 ? undefined : days <= 31 ? 'month' : days <= 92 ? 'quarter' : days <= 184 ? 'half' : 'year';
}
