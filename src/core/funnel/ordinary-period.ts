import { valueAt } from '../numbers/statistics/array-math.ts';
import { PERIOD_KINDS, type PeriodKind } from '../time/periods.ts';
import { roundingStep } from './plan/forecast-statement.ts';

/** What an ordinary period of a kind has brought, minor units, rounded outwards; both ends the same where only one is known. */
export type OrdinaryPeriod = { readonly kind: PeriodKind; readonly lowMinor: number; readonly highMinor: number };

const MONTHS: Readonly<Record<PeriodKind, number>> = { month: 1, quarter: 3, year: 12 };
/** The latest so many are compared, and at least so many: one year says something where there are no others. */
const MAX_COMPARED = 12;
const MIN_COMPARED: Readonly<Record<PeriodKind, number>> = { month: 4, quarter: 4, year: 1 };
/** A range is told in steps of so many to its upper end. */
const STEPS = 20;

/**
 * What ordinary periods have brought: the middle half of the latest twelve months, and of as many overlapping quarters and years that end with
 * one of them. A target can be set by it where none is.
 *
 * @param monthsMinor what was won in each whole month since the first outcome, the oldest first.
 * @returns those of which enough is known, and that brought anything.
 */
export function ordinaryPeriods(monthsMinor: readonly number[], currency: string): readonly OrdinaryPeriod[] {
  return PERIOD_KINDS.flatMap((kind): readonly OrdinaryPeriod[] => {
    const length = MONTHS[kind];
    const sums = monthsMinor
      .slice(length - 1)
      .map((_, i) => monthsMinor.slice(i, i + length).reduce((sum, minor) => sum + minor, 0))
      .slice(-MAX_COMPARED)
      .toSorted((a, b) => a - b);
    const at = (share: number): number => valueAt(sums, Math.round(share * (sums.length - 1)));
    if (sums.length < MIN_COMPARED[kind] || at(0.75) <= 0) return [];
    const step = roundingStep(at(0.75) / STEPS, currency);
    return [{ kind, lowMinor: Math.floor(at(0.25) / step) * step, highMinor: Math.ceil(at(0.75) / step) * step }];
  });
}
