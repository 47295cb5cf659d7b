import {
  addDays,
  addMonths,
  endOfMonth,
  endOfQuarter,
  endOfYear,
  lastWeekday,
  nextWeekday,
  type PlainDate,
} from '../core/calendar.ts';
import { type Reading, readNamedPeriod } from './calendar-date.ts';
import { COUNT_OF, DAYS_AHEAD_OF, PERIOD_OF, type Period, WEEKDAY_OF } from './date-words.ts';

const AHEAD = /^(?:in|za) (?:(\w+) )?([a-z]+)$/;
const END_OF = /^(?:end of|koniec|konca|koncem) (?:the )?(.+)$/;
const END_AFTER = /^([a-z]+) end$/;
const NEXT = /^(?:next|przyszl[a-z]+|nastepn[a-z]+) /;
const THIS = /^(?:this|tym|tego|ten|ta|te|biezac[a-z]+) /;
const SHORT: ReadonlyMap<string, string> = new Map([
  ['eow', 'week end'],
  ['eom', 'month end'],
  ['eoq', 'quarter end'],
  ['eoy', 'year end'],
]);
/** Beyond this many of anything a date is a slip of the finger: it would leave the calendar of four-digit years. */
const MAX_COUNT = 999;

/** Days counted from today: `tomorrow`, `jutro`, `in 2 weeks`, `za miesiąc`, `za 3 dni`. */
export function readAhead(phrase: string, today: PlainDate): Reading {
  const days = DAYS_AHEAD_OF.get(phrase);
  if (days !== undefined) return addDays(today, days);
  const [, count = '1', word = ''] = AHEAD.exec(phrase) ?? [];
  const period = PERIOD_OF.get(word);
  const many = COUNT_OF.get(count) ?? (/^\d{1,3}$/.test(count) ? Number(count) : MAX_COUNT + 1);
  return period === undefined || many > MAX_COUNT ? undefined : later(today, many, period);
}

/** A weekday: `Friday`, `w piątek` the first after today, `next Friday`, `przyszły piątek` the one of next week. */
export function readWeekday(phrase: string, today: PlainDate): Reading {
  const isNext = NEXT.test(phrase);
  const day = WEEKDAY_OF.get(phrase.replace(NEXT, '').replace(THIS, '').replace(/\.$/, ''));
  if (day === undefined) return undefined;
  return isNext ? addDays(lastWeekday(today, 1), day + 6) : nextWeekday(today, day);
}

/**
 * The end of a period: `end of quarter`, `koniec roku`, `month end`, `eoq`, `end of June`, `next month`, `przyszły tydzień`.
 *
 * A week ends on Friday; from Saturday on, `end of week` is the Friday of the week that comes.
 */
export function readPeriodEnd(phrase: string, today: PlainDate): Reading {
  const written = SHORT.get(phrase) ?? phrase;
  const ending = END_OF.exec(written)?.[1] ?? END_AFTER.exec(written)?.[1];
  const named = ending ?? written;
  const isNext = NEXT.test(named);
  if (ending === undefined && !isNext && !THIS.test(named)) return undefined;
  const period = PERIOD_OF.get(named.replace(NEXT, '').replace(THIS, ''));
  if (period === undefined) return ending === undefined ? undefined : readNamedPeriod(ending, today);
  return period === 'day' ? undefined : endOf(isNext ? later(startOf(today, period), 1, period) : today, period);
}

/** A day from which one step of a period lands in the next one: a Saturday's end of week is already next week's. */
function startOf(on: PlainDate, period: Period): PlainDate {
  return period === 'week' ? lastWeekday(on, 1) : on;
}

function later(on: PlainDate, count: number, period: Period): PlainDate {
  switch (period) {
    case 'day':
      return addDays(on, count);
    case 'week':
      return addDays(on, 7 * count);
    case 'month':
      return addMonths(on, count);
    case 'quarter':
      return addMonths(on, 3 * count);
    case 'year':
      return addMonths(on, 12 * count);
  }
}

function endOf(on: PlainDate, period: Exclude<Period, 'day'>): PlainDate {
  switch (period) {
    case 'week':
      return nextWeekday(addDays(on, -1), 5);
    case 'month':
      return endOfMonth(on);
    case 'quarter':
      return endOfQuarter(on);
    case 'year':
      return endOfYear(on);
  }
}
