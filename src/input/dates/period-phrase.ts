import { addDays, addMonths, firstOfMonth, type PlainDate, weekdayOnOrBefore } from '../../core/time/calendar.ts';
import { periodContaining } from '../../core/time/periods.ts';
import { type CalendarUnit, DAYS_AHEAD_BY_PHRASE, MONTH_BY_WORD, UNIT_BY_WORD } from './date-words.ts';
import { fiscalYearAt, toYear, yearAt, yearPartAt } from './year-parts.ts';

/** A span of days, both included. */
export type DaySpan = { readonly from: PlainDate; readonly to: PlainDate };

/** Where and by whom a date is typed. */
export type DateContext = {
  /** The date where the person is. */
  readonly today: PlainDate;
  /** 1..12, the month in which the firm's year begins: what a quarter and a year are. */
  readonly fiscalStartMonth: number;
  /** Whether the person writes the month before the day, as in `12/31`. */
  readonly monthFirst: boolean;
};

export type PeriodContext = Omit<DateContext, 'monthFirst'> & {
  /** Which of two years a month without one is in: the last that began, or the next that ends. */
  readonly towards: 'past' | 'future';
};

const LEADING = /^(?:in|on|by|within|during|for|of|the|w|we|do|na|end|konca|koniec)$/;
const THIS = /^(?:this|current|ten|tym|tego|ta|te|biezac\p{L}*)$/u;
const NEXT = /^(?:next|coming|przyszl\p{L}*|nastepn\p{L}*|kolejn\p{L}*)$/u;
const LAST = /^(?:last|previous|past|zeszl\p{L}*|poprzedni\p{L}*|ubiegl\p{L}*|minion\p{L}*|ostatni\p{L}*)$/u;
/** `06.2028`, `6/2028`. */
const MONTH_AND_YEAR = /^(0?[1-9]|1[0-2])[./-](20\d\d)$/;
/** `2028-06`, `2028/06`. */
const YEAR_AND_MONTH = /^(20\d\d)[./-](0[1-9]|1[0-2])$/;
const ROMAN = /^[ivx]+$/;
const stepOf = (word: string | undefined): number | undefined =>
  word === undefined ? undefined : THIS.test(word) ? 0 : NEXT.test(word) ? 1 : LAST.test(word) ? -1 : undefined;

const MONTHS_IN = { month: 1, quarter: 3, year: 12 } as const;

/** The unit of the calendar that lies so many steps from the one that today is in. */
function unitSpan(unit: CalendarUnit, step: number, { today, fiscalStartMonth }: PeriodContext): DaySpan {
  if (unit === 'day') return { from: addDays(today, step), to: addDays(today, step) };
  if (unit === 'week') {
    const monday = addDays(weekdayOnOrBefore(today, 1), 7 * step);
    return { from: monday, to: addDays(monday, 6) };
  }
  const now = periodContaining(today, unit, fiscalStartMonth);
  const { startsOn, endsOn } = periodContaining(addMonths(now.startsOn, MONTHS_IN[unit] * step), unit, fiscalStartMonth);
  return { from: startsOn, to: endsOn };
}

/** A month, quarter or half that begins in a month of the year that is named, or of the nearest year in the direction asked for. */
function namedSpan(months: number, month: number, context: PeriodContext & { readonly year?: number | undefined }): DaySpan {
  const { today, towards, year } = context;
  const inYear = (year: number): DaySpan => {
    const from = firstOfMonth(year, month);
    return { from, to: addDays(addMonths(from, months), -1) };
  };
  const thisYear = Number(today.slice(0, 4));
  if (year !== undefined) return inYear(year);
  const near = [thisYear - 1, thisYear, thisYear + 1].map(inYear);
  const found = towards === 'past' ? near.findLast(({ from }) => from <= today) : near.find(({ to }) => to >= today);
  return found ?? inYear(thisYear);
}

/** A quarter or half of the firm's year that words name from one on. */
function partOfYearAt(words: readonly string[], at: number, context: PeriodContext): PeriodMatch | undefined {
  const part = yearPartAt(words, at);
  if (part === undefined) return undefined;
  const { fiscalStartMonth, today } = context;
  const end = at + part.length;
  const behind = part.year === undefined ? yearAt(words, end, { today }) : undefined;
  const typed = part.year === undefined ? behind : { ...part.year, year: toYear(part.year.year, today) };
  const sinceStart = part.months * (part.number - 1);
  const month = ((fiscalStartMonth - 1 + sinceStart) % 12) + 1;
  const fiscalStart = typed?.year === undefined ? undefined : startOfFiscalYear(typed.year, fiscalStartMonth);
  const year =
    fiscalStart !== undefined && typed?.isFiscal === true ? Number(addMonths(fiscalStart, sinceStart).slice(0, 4)) : typed?.year;
  return { span: namedSpan(part.months, month, { ...context, year }), length: end + (behind?.length ?? 0) };
}

const HALF_ALONE = /^(?:half-year|polrocz(?:e|a|u))$/;

/** The half of the firm's year that today is in. */
function halfContaining({ today, fiscalStartMonth }: PeriodContext): DaySpan {
  const { startsOn } = periodContaining(today, 'year', fiscalStartMonth);
  const middle = addMonths(startsOn, 6);
  const from = today < middle ? startsOn : middle;
  return { from, to: addDays(addMonths(from, 6), -1) };
}

/** The first day of the firm's year that is called by a year: the one that ends in it, as `FY27`. */
function startOfFiscalYear(year: number, fiscalStartMonth: number): PlainDate {
  return firstOfMonth(fiscalStartMonth === 1 ? year : year - 1, fiscalStartMonth);
}

/**
 * A month, quarter or half by its name that words begin with, and its year where they say it: `December`, `grudzień 2027 r.`, `Q1 2027`,
 * `kwartał 1/2027`, `H1`, `Q1 FY27`. The year of a quarter is that of its first day, as Lejek writes it.
 */
export function namedPeriodAt(words: readonly string[], at: number, context: PeriodContext): PeriodMatch | undefined {
  const [, digits, digitsYear] = MONTH_AND_YEAR.exec(words[at] ?? '') ?? [];
  const [, yearFirst, digitsBehind] = YEAR_AND_MONTH.exec(words[at] ?? '') ?? [];
  if (digits !== undefined || digitsBehind !== undefined) {
    const span = namedSpan(1, Number(digits ?? digitsBehind), { ...context, year: Number(digitsYear ?? yearFirst) });
    return { span, length: at + 1 };
  }
  const part = partOfYearAt(words, at, context);
  if (part !== undefined) return part;
  const fiscal = fiscalYearAt(words, at, context.today);
  if (fiscal !== undefined) {
    const from = startOfFiscalYear(fiscal.year, context.fiscalStartMonth);
    return { span: { from, to: addDays(addMonths(from, 12), -1) }, length: at + fiscal.length };
  }
  const word = words[at]?.replace(/\.$/, '') ?? '';
  if (HALF_ALONE.test(word)) return { span: halfContaining(context), length: at + 1 };
  // `i` is January in Roman numerals, and "and" in Polish.
  const month = word.length < 3 || ROMAN.test(word) ? undefined : MONTH_BY_WORD.get(word);
  if (month === undefined) return undefined;
  const year = yearAt(words, at + 1, { today: context.today, short: false });
  return { span: namedSpan(1, month, { ...context, year: year?.year }), length: at + 1 + (year?.length ?? 0) };
}

/** A period that a phrase begins with, and of how many words it is. */
type PeriodMatch = { readonly span: DaySpan; readonly length: number };

/**
 * The period that folded words begin with: `next month`, `w tym kwartale`, `przyszły tydzień`, `December`, `w grudniu 2027`, `Q4`, `jutro`. A
 * unit alone (`month`) is the current one.
 *
 * @returns the days, both included, and how many words name them; undefined where the words begin with no period.
 * @example periodAt(['next', 'month'], { today: '2026-11-16', fiscalStartMonth: 1, towards: 'future' })?.span // => 1 to 31 December
 */
export function periodAt(words: readonly string[], context: PeriodContext): PeriodMatch | undefined {
  let start = 0;
  while (LEADING.test(words[start] ?? '')) start += 1;
  const step = stepOf(words[start]);
  const at = step === undefined ? start : start + 1;
  const word = words[at] ?? '';
  const days = step === undefined ? DAYS_AHEAD_BY_PHRASE.get(word) : undefined;
  if (days !== undefined) return { span: unitSpan('day', days, context), length: at + 1 };
  const named = step === undefined ? namedPeriodAt(words, at, context) : undefined;
  if (named !== undefined) return named;
  const unit = UNIT_BY_WORD.get(word);
  // In Polish the word may stand behind: `w miesiącu przyszłym`.
  const after = unit === undefined || step !== undefined ? undefined : stepOf(words[at + 1]);
  const isYear = step === undefined && /^20\d\d$/.test(word);
  const yearWordsAt = isYear ? at : unit === 'year' && step === undefined ? at + 1 : undefined;
  const ofYear = yearWordsAt === undefined ? undefined : yearAt(words, yearWordsAt, { today: context.today, short: false });
  if (ofYear !== undefined && yearWordsAt !== undefined) {
    const from = firstOfMonth(ofYear.year, context.fiscalStartMonth);
    return { span: { from, to: addDays(addMonths(from, 12), -1) }, length: yearWordsAt + ofYear.length };
  }
  if (unit !== undefined)
    return { span: unitSpan(unit, step ?? after ?? 0, context), length: at + (after === undefined ? 1 : 2) };
  return namedPeriodAt(words, at, context);
}
