import { addDays, addMonths, type PlainDate, weekdayOnOrBefore } from '../../core/time/calendar.ts';
import { periodContaining } from '../../core/time/periods.ts';
import { type CalendarUnit, DAYS_AHEAD_BY_PHRASE, MONTH_BY_WORD, UNIT_BY_WORD } from './date-words.ts';

/** A span of days, both included. */
export type DaySpan = { readonly from: PlainDate; readonly to: PlainDate };

export type PeriodContext = {
  readonly today: PlainDate;
  /** 1..12, the month in which the year begins. */
  readonly fiscalStartMonth: number;
  /** Which of two years a month without one is in: the last that began, or the next that ends. */
  readonly towards: 'past' | 'future';
};

const LEADING = /^(?:in|on|by|within|during|for|of|the|w|we|do|na|end|konca|koniec)$/;
const THIS = /^(?:this|current|ten|tym|tego|ta|te|biezac\p{L}*)$/u;
const NEXT = /^(?:next|coming|przyszl\p{L}*|nastepn\p{L}*|kolejn\p{L}*)$/u;
const LAST = /^(?:last|previous|past|zeszl\p{L}*|poprzedni\p{L}*|ubiegl\p{L}*|minion\p{L}*|ostatni\p{L}*)$/u;
const QUARTER = /^q([1-4])$/;
const YEAR = /^20\d\d$/;

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

/** A month or a quarter of the year that is named, or of the nearest one in the direction asked for. */
function namedSpan(kind: 'month' | 'quarter', month: number, context: PeriodContext & { readonly year?: number }): DaySpan {
  const { today, fiscalStartMonth, towards, year } = context;
  const inYear = (year: number): DaySpan => {
    const january: PlainDate = `${year}-01-01`;
    const { startsOn, endsOn } = periodContaining(addMonths(january, month - 1), kind, fiscalStartMonth);
    return { from: startsOn, to: endsOn };
  };
  if (year !== undefined) return inYear(year);
  const here = inYear(Number(today.slice(0, 4)));
  const other = Number(today.slice(0, 4)) + (towards === 'past' ? -1 : 1);
  return (towards === 'past' ? here.from > today : here.to < today) ? inYear(other) : here;
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
  const unit = UNIT_BY_WORD.get(word);
  // In Polish the word may stand behind: `w miesiącu przyszłym`.
  const after = unit === undefined || step !== undefined ? undefined : stepOf(words[at + 1]);
  if (unit !== undefined)
    return { span: unitSpan(unit, step ?? after ?? 0, context), length: at + (after === undefined ? 1 : 2) };
  const quarter = QUARTER.exec(word)?.[1];
  // `i` is January in Roman numerals, and "and" in Polish.
  const month = quarter === undefined ? MONTH_BY_WORD.get(word) : context.fiscalStartMonth + 3 * (Number(quarter) - 1);
  if (month === undefined || (quarter === undefined && word.length < 3)) return undefined;
  const year = YEAR.test(words[at + 1] ?? '') ? Number(words[at + 1]) : undefined;
  const span = namedSpan(quarter === undefined ? 'month' : 'quarter', month, year === undefined ? context : { ...context, year });
  return { span, length: at + (year === undefined ? 1 : 2) };
}
