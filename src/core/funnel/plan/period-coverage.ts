import type { Period } from '../../time/periods.ts';
import type { ForecastRange, PlanPeriod } from './plan-inputs.ts';

/** How far a period's target is covered: the one figure that decides, and that is said. Money in whole minor units. */
export type PeriodCoverage = {
  readonly period: Period;
  readonly running: boolean;
  readonly targetMinor: number | null;
  readonly wonMinor: number;
  /** Won already included; null before the first deal was closed. */
  readonly expectedMinor: number | null;
  readonly range: ForecastRange | null;
  /** Won and expected of the target, in whole per cent; null: no target, or nothing is expected yet. */
  readonly percent: number | null;
  /**
   * `open`: below 95 %, a coming period that was covered lately below 85 %: stages may be found short for it; `almost`: below 100 %, what was found
   * short stays so; else `covered`.
   */
  readonly state: 'open' | 'almost' | 'covered' | 'none';
  /** Target less what is expected, >= 0; 0 where it is covered. */
  readonly shortMinor: number;
};

const COVERED_PERCENT = 100;
/** Below it stages open; between the two nothing opens and nothing closes, so that a forecast that trembles tells nothing. */
const OPENS_BELOW_PERCENT = 95;
/** The same for a coming period that was covered a few days ago: a forecast moves by so much in a week, and two opposite messages in two days are none. */
const REOPENS_BELOW_PERCENT = 85;

/**
 * How far a period is covered. The state is decided by the rounded figure, so that nobody reads "100 %" of what counts as missing.
 *
 * @param wasCovered whether it was told lately that this target is covered.
 * @example periodCoverage(target 200, won 10, expected 191) // => percent 96, state 'almost', shortMinor 9
 */
export function periodCoverage(of: PlanPeriod, wasCovered = false): PeriodCoverage {
  const { period, running, targetMinor, wonMinor, expectedMinor, range } = of;
  const known = { period, running, targetMinor, wonMinor, expectedMinor, range };
  const brings = Math.max(wonMinor, expectedMinor ?? wonMinor);
  if (targetMinor === null || targetMinor <= 0) return { ...known, percent: null, state: 'none', shortMinor: 0 };
  if (expectedMinor === null && wonMinor < targetMinor) return { ...known, percent: null, state: 'none', shortMinor: 0 };
  const percent = Math.round((100 * brings) / targetMinor);
  if (percent >= COVERED_PERCENT) return { ...known, percent, state: 'covered', shortMinor: 0 };
  const state = percent < (wasCovered && !running ? REOPENS_BELOW_PERCENT : OPENS_BELOW_PERCENT) ? 'open' : 'almost';
  return { ...known, percent, state, shortMinor: Math.round(targetMinor - brings) };
}

/** The same period, of the same kind. */
export const isSamePeriod = (a: Period, b: Period): boolean => a.kind === b.kind && a.startsOn === b.startsOn;
