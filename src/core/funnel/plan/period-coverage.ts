import { shownAmount } from '../../money/shown-amount.ts';
import type { Period } from '../../time/periods.ts';
import { forecastStatement, statedExpectedMinor } from './forecast-statement.ts';
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
  /** Won and expected of the target, in whole per cent, both as they are told; null: no target, or nothing is expected yet. */
  readonly percent: number | null;
  /**
   * `open`: below 95 %, a coming period that was covered lately below 85 %: stages may be found short for it; `almost`: below 100 %, what was found
   * short stays so; else `covered`.
   */
  readonly state: 'open' | 'almost' | 'covered' | 'none';
  /** Target less what is expected, both as they are told, >= 0; 0 where it is covered. */
  readonly shortMinor: number;
};

const COVERED_PERCENT = 100;
/** Below it stages open; between the two nothing opens and nothing closes, so that a forecast that trembles tells nothing. */
const OPENS_BELOW_PERCENT = 95;
/** The same for a coming period that was covered a few days ago: a forecast moves by so much in a week, and two opposite messages in two days are none. */
const REOPENS_BELOW_PERCENT = 85;

/** What an amount is told by: the currency of all amounts, and the mean value of a win, minor units, 0: not known. */
export type ToldIn = { readonly currency: string; readonly usualDealMinor: number };

type CoverageFigures = Pick<PlanPeriod, 'wonMinor' | 'expectedMinor' | 'range'>;

/** What a period brings, won already included, as every message tells it: of a forecast the figure that its range bears. */
function toldBrings({ wonMinor, expectedMinor, range }: CoverageFigures, { currency, usualDealMinor }: ToldIn): number {
  if (expectedMinor === null || range === null) return shownAmount(Math.max(wonMinor, expectedMinor ?? wonMinor), currency);
  const statement = forecastStatement({ ...range, wonMinor, expectedMinor }, usualDealMinor, currency);
  return shownAmount(Math.max(wonMinor, statedExpectedMinor(statement)), currency);
}

/**
 * How far a period is covered: by its target and what it brings as both are told, so that who reads them beside the percentage finds it in them.
 * The state is decided by the rounded percentage, so that nobody reads "100 %" of what counts as missing.
 *
 * @param told `wasCovered`: whether it was told lately that this target is covered.
 * @example periodCoverage(target 200, won 10, expected 191) // => percent 96, state 'almost', shortMinor 9
 */
export function periodCoverage(of: PlanPeriod, told: ToldIn & { readonly wasCovered?: boolean }): PeriodCoverage {
  const { period, running, targetMinor, wonMinor, expectedMinor, range } = of;
  const known = { period, running, targetMinor, wonMinor, expectedMinor, range };
  if (targetMinor === null || targetMinor <= 0) return { ...known, percent: null, state: 'none', shortMinor: 0 };
  if (expectedMinor === null && wonMinor < targetMinor) return { ...known, percent: null, state: 'none', shortMinor: 0 };
  const [brings, target] = [toldBrings(of, told), Math.max(1, shownAmount(targetMinor, told.currency))];
  const percent = Math.round((100 * brings) / target);
  if (percent >= COVERED_PERCENT) return { ...known, percent, state: 'covered', shortMinor: 0 };
  const reopens = told.wasCovered === true && !running;
  const state = percent < (reopens ? REOPENS_BELOW_PERCENT : OPENS_BELOW_PERCENT) ? 'open' : 'almost';
  return { ...known, percent, state, shortMinor: target - brings };
}

/** The same period, of the same kind. */
export const isSamePeriod = (a: Period, b: Period): boolean => a.kind === b.kind && a.startsOn === b.startsOn;
