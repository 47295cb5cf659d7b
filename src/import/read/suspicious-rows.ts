import type { Money } from '../../core/money/money.ts';
import { addDays, dateAt, type PlainDate, utcDate } from '../../core/time/calendar.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { ReadDealRow } from './read-row.ts';

/** A row that can be read and may be wrong all the same. */
export type SuspiciousRow = { readonly line: number; readonly name: string } & (
  | { readonly why: 'huge'; readonly money: Money }
  | { readonly why: 'old' | 'oddClose'; readonly on: PlainDate }
);

/** A value so many times the median may have lost its decimal sign. */
const HUGE_FACTOR = 100;
/** Fewer values have no median that tells. */
const FEWEST_VALUES = 5;
/** Before this day nobody kept deals in a computer. */
const OLDEST: PlainDate = '1990-01-01';
const FAR_DAYS = 5 * 365;

/** From which value on one is suspicious, minor units; nothing of a few. @param values all of the file; 0: none. */
export function hugeFrom(values: Float64Array): number {
  const worth = values.filter((minor) => minor !== 0).sort();
  return worth.length < FEWEST_VALUES
    ? Number.POSITIVE_INFINITY
    : HUGE_FACTOR * (worth[Math.floor(worth.length / 2)] ?? Number.POSITIVE_INFINITY);
}

/** Where a row is looked at, and when. */
type Looking = { readonly timeZone: string; readonly now: Instant };

/** What is wrong with the dates of a row. */
export function suspiciousDates(
  { line, name, steps, closeOn }: ReadDealRow,
  { timeZone, now }: Looking,
): readonly SuspiciousRow[] {
  const began = dateAt(steps[0].at, timeZone);
  return [
    ...(began < OLDEST ? [{ line, name, why: 'old', on: began } as const] : []),
    ...(closeOn !== null && (closeOn < OLDEST || closeOn > addDays(utcDate(now), FAR_DAYS))
      ? [{ line, name, why: 'oddClose', on: closeOn } as const]
      : []),
  ];
}

/** Everything that is wrong with a row. @param hugeMinor of {@link hugeFrom}. */
export const suspicions = (
  row: ReadDealRow,
  { hugeMinor, ...looking }: Looking & { readonly hugeMinor: number },
): readonly SuspiciousRow[] => {
  const { line, name, money } = row;
  const isHuge = money !== null && money.minor >= hugeMinor;
  return [...(isHuge ? [{ line, name, why: 'huge', money } as const] : []), ...suspiciousDates(row, looking)];
};
