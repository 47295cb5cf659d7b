import { addDays, firstOfMonth, type PlainDate, weekday, weekdayAfter } from '../../core/time/calendar.ts';
import type { DateContext } from '../dates/period-phrase.ts';

/** `after Friday`: the first working day behind it. */
export function workingDayAfter(on: PlainDate): PlainDate {
  const next = addDays(on, 1);
  return weekday(next) > 5 ? weekdayAfter(next, 1) : next;
}

/** `before Friday`: the day in front of it, unless that is over. */
export function dayBefore(on: PlainDate, { today }: DateContext): PlainDate {
  const before = addDays(on, -1);
  return before < today ? on : before;
}

/** The first day of a month that comes; of this month, tomorrow. */
export function startOfNamedMonth(month: number, { today }: DateContext): PlainDate {
  const [year, now] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  return month === now ? addDays(today, 1) : firstOfMonth(month > now ? year : year + 1, month);
}
