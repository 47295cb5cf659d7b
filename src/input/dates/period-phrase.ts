import { addDays, addMonths, firstOfMonth, type PlainDate, weekdayOnOrBefore } from '../../core/time/calendar.ts';
import { periodContaining } from '../../core/time/periods.ts';
import { type CalendarUnit, DAYS_AHEAD_BY_PHRASE, MONTH_BY_WORD, QUARTER_BY_WORD, UNIT_BY_WORD } from './date-words.ts';

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
const QUARTER = /^(?:q|k|kw\.?)([1-4])$/;
const QUARTER_BEHIND = /^([1-4])(?:q|kw\.?)$/;
const QUARTER_ALONE = /^(?:q|kw\.?)$/;
/** `Q1/2027`, `Q1'27`. */
const QUARTER_AND_YEAR = /^(?:q|k|kw\.?)([1-4])(?:[/-](20\d\d|\d\d)|('\d\d))$/;
/** Of `kwartał 4/2026`. */
const NUMBER_AND_YEAR = /^([1-4])(?:[/-](20\d\d))?$/;
const YEAR_AND_QUARTER = /^(20\d\d)[/-]?(?:q|k|kw\.?)([1-4])$/;
const YEAR = /^(20\d\d|'\d\d)(?:r\.?)?$/;
/** `06.2028`, `6/2028`. */
const MONTH_AND_YEAR = /^(0?[1-9]|1[0-2])[./](20\d\d)$/;
const ROMAN = /^[ivx]+$/;
/** Years that two digits can mean, from the last one on. */
const YEARS_AHEAD = 20;

/** The year that four or two digits mean; undefined for two that are hardly a year. @example toYear("'28", '2026-11-30') // => 2028 */
export function toYear(typed: string, today: PlainDate): number | undefined {
  const digits = typed.replace("'", '');
  if (digits.length === 4) return Number(digits);
  const [year, thisYear] = [2000 + Number(digits), Number(today.slice(0, 4))];
  return typed.startsWith("'") || (year >= thisYear - 1 && year <= thisYear + YEARS_AHEAD) ? year : undefined;
}

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

/** A month or a quarter that begins in a month of the year that is named, or of the nearest year in the direction asked for. */
function namedSpan(
  kind: 'month' | 'quarter',
  month: number,
  context: PeriodContext & { readonly year?: number | undefined },
): DaySpan {
  const { today, fiscalStartMonth, towards, year } = context;
  const inYear = (year: number): DaySpan => {
    const { startsOn, endsOn } = periodContaining(addMonths(`${year}-01-01`, month - 1), kind, fiscalStartMonth);
    return { from: startsOn, to: endsOn };
  };
  const thisYear = Number(today.slice(0, 4));
  if (year !== undefined) return inYear(year);
  const near = [thisYear - 1, thisYear, thisYear + 1].map(inYear);
  const found = towards === 'past' ? near.findLast(({ from }) => from <= today) : near.find(({ to }) => to >= today);
  return found ?? inYear(thisYear);
}

type QuarterWords = { readonly quarter: number; readonly length: number; readonly year?: string };

/** A quarter by its number: `Q1`, `kw. 1`, `III kwartał`, `first quarter`, `1Q`, `Q1/2027`, `2027-Q1`, `2027 Q1`. */
function quarterAt(words: readonly string[], at: number): QuarterWords | undefined {
  const [word = '', next = ''] = words.slice(at, at + 2);
  const [, joined, joinedYear, shortYear] = QUARTER_AND_YEAR.exec(word) ?? [];
  if (joined !== undefined) return { quarter: Number(joined), length: 1, year: shortYear ?? `'${(joinedYear ?? '').slice(-2)}` };
  const [, firstYear, lastQuarter] = YEAR_AND_QUARTER.exec(word) ?? [];
  if (firstYear !== undefined) return { quarter: Number(lastQuarter), length: 1, year: firstYear };
  const digit = (QUARTER.exec(word) ?? QUARTER_BEHIND.exec(word))?.[1];
  if (digit !== undefined) return { quarter: Number(digit), length: 1 };
  const [, number, itsYear] = NUMBER_AND_YEAR.exec(next) ?? [];
  if (number !== undefined && (QUARTER_ALONE.test(word) || UNIT_BY_WORD.get(word) === 'quarter')) {
    if (itsYear !== undefined) return { quarter: Number(number), length: 2, year: itsYear };
    // `kwartał 4 mln` is an amount.
    const behind = words[at + 2];
    if (behind === undefined || YEAR.test(behind)) return { quarter: Number(number), length: 2 };
  }
  const numbered = UNIT_BY_WORD.get(next) === 'quarter' ? QUARTER_BY_WORD.get(word) : undefined;
  if (numbered !== undefined) return { quarter: numbered, length: 2 };
  const behind = YEAR.test(word) ? quarterAt(words, at + 1) : undefined;
  return behind === undefined || behind.year !== undefined ? undefined : { ...behind, length: behind.length + 1, year: word };
}

/**
 * A month or quarter by its name that words begin with, and its year where they say it: `December`, `grudzień 2027 r.`, `Q1 2027`,
 * `kwartał 1/2027`. The year of a quarter is that of its first day, as Lejek writes it.
 */
export function namedPeriodAt(words: readonly string[], at: number, context: PeriodContext): PeriodMatch | undefined {
  const [, digits, digitsYear] = MONTH_AND_YEAR.exec(words[at] ?? '') ?? [];
  if (digits !== undefined) {
    const span = namedSpan('month', Number(digits), { ...context, year: Number(digitsYear) });
    return { span, length: at + 1 };
  }
  const quarter = quarterAt(words, at);
  const word = words[at]?.replace(/\.$/, '') ?? '';
  // `i` is January in Roman numerals, and "and" in Polish.
  const month =
    quarter === undefined
      ? word.length < 3 || ROMAN.test(word)
        ? undefined
        : MONTH_BY_WORD.get(word)
      : ((context.fiscalStartMonth - 1 + 3 * (quarter.quarter - 1)) % 12) + 1;
  if (month === undefined) return undefined;
  const end = at + (quarter?.length ?? 1);
  const behind = quarter?.year === undefined ? YEAR.exec(words[end] ?? '')?.[1] : undefined;
  const typed = quarter?.year ?? behind;
  const year = typed === undefined ? undefined : toYear(typed.replace(/r\.?$/, ''), context.today);
  const afterYear = behind === undefined ? end : end + 1;
  const length = behind !== undefined && /^(?:r\.?|roku)$/.test(words[afterYear] ?? '') ? afterYear + 1 : afterYear;
  return { span: namedSpan(quarter === undefined ? 'month' : 'quarter', month, { ...context, year }), length };
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
  const ofYear = isYear ? word : unit === 'year' && step === undefined ? YEAR.exec(words[at + 1] ?? '')?.[1] : undefined;
  const year = ofYear === undefined ? undefined : toYear(ofYear, context.today);
  if (year !== undefined) {
    const { startsOn, endsOn } = periodContaining(firstOfMonth(year, context.fiscalStartMonth), 'year', context.fiscalStartMonth);
    return {
      span: { from: startsOn, to: endsOn },
      length: at + (isYear ? (/^(?:r\.?|roku)$/.test(words[at + 1] ?? '') ? 2 : 1) : 2),
    };
  }
  if (unit !== undefined)
    return { span: unitSpan(unit, step ?? after ?? 0, context), length: at + (after === undefined ? 1 : 2) };
  return namedPeriodAt(words, at, context);
}
