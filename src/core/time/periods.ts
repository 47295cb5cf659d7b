import { addDays, addMonths, type PlainDate, startOfDay, startOfMonth } from './calendar.ts';
import type { Instant } from './instant.ts';

/** How long a target or a forecast runs, from the shortest on. */
export const PERIOD_KINDS = ['month', 'quarter', 'year'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** From an instant up to another, ms since the epoch. */
export type TimeSpan = { readonly from: Instant; readonly to: Instant };

/** A month, quarter or year: its first and last day. */
export type Period = { readonly kind: PeriodKind; readonly startsOn: PlainDate; readonly endsOn: PlainDate };

/** Half of a (fiscal) year by its first day: two quarters. */
export type HalfYear = { readonly number: 1 | 2; readonly startsOn: PlainDate };

const MONTHS_IN: Readonly<Record<PeriodKind, number>> = { month: 1, quarter: 3, year: 12 };

/**
 * The period of a kind that a day lies in.
 *
 * @param fiscalStartMonth 1..12, the month in which the year begins; months are calendar months whatever it is.
 * @example periodContaining('2026-11-23', 'quarter', 1) // => { kind: 'quarter', startsOn: '2026-10-01', endsOn: '2026-12-31' }
 */
export function periodContaining(on: PlainDate, kind: PeriodKind, fiscalStartMonth: number): Period {
  const month = startOfMonth(on);
  const sinceYearStart = (Number(month.slice(5, 7)) - fiscalStartMonth + 12) % 12;
  const length = MONTHS_IN[kind];
  const startsOn = addMonths(month, -(sinceYearStart % length));
  return { kind, startsOn, endsOn: addDays(addMonths(startsOn, length), -1) };
}

/** The period after this one. */
export const nextPeriod = ({ kind, startsOn }: Period): Period => {
  const next = addMonths(startsOn, MONTHS_IN[kind]);
  return { kind, startsOn: next, endsOn: addDays(addMonths(next, MONTHS_IN[kind]), -1) };
};

/** First days of the months of a period. */
export const monthsInPeriod = ({ kind, startsOn }: Period): readonly PlainDate[] =>
  Array.from({ length: MONTHS_IN[kind] }, (_, index) => addMonths(startsOn, index));

/** The instants between which a period lies in a zone: [from, to). */
export const periodInstants = ({ startsOn, endsOn }: Period, timeZone: string): TimeSpan => ({
  from: startOfDay(startsOn, timeZone),
  to: startOfDay(addDays(endsOn, 1), timeZone),
});

/** Which of four a quarter of the (fiscal) year is. */
export function quarterNumber({ startsOn }: Period, fiscalStartMonth: number): number {
  return Math.floor(((Number(startsOn.slice(5, 7)) - fiscalStartMonth + 12) % 12) / 3) + 1;
}
