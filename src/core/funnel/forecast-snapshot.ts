import type { PastForecast } from '../numbers/forecast-corrections.ts';
import { addDays, daysBetween, type PlainDate } from '../time/calendar.ts';
import type { PeriodKind } from '../time/periods.ts';

/** What was forecast at the start of a day, of the team (no member) or one rep. Money in whole minor units of the pipeline's currency. */
export type ForecastSnapshot = {
  readonly takenOn: PlainDate;
  /** The start of that day in the workspace's zone, ms: everything in here is as of then. */
  readonly takenAt: number;
  readonly memberId: string | null;
  readonly period: PeriodKind;
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate;
  /** What was shown, what is won already included, and its 5 %, 10 % … 95 % points. */
  readonly expectedMinor: number;
  readonly quantilesMinor: readonly number[];
  /** Of what was still to be won: what the model alone had said, uncorrected, its coefficient of variation, and the run-rate. */
  readonly modelMinor: number;
  readonly modelCv: number;
  readonly runRateMinor: number;
  /** Standard deviation of what was shown. */
  readonly sdMinor: number;
  readonly wonMinor: number;
  readonly targetMinor: number | null;
  readonly openCount: number;
  readonly openMinor: number;
};

/** Days between the snapshots that are learnt from: of each night they would say the same again. */
export const LEARNING_STEP_DAYS: Readonly<Record<PeriodKind, number>> = { month: 7, quarter: 14, year: 28 };
/** How far back they are read, in days. */
export const LEARNING_WINDOW_DAYS: Readonly<Record<PeriodKind, number>> = { month: 750, quarter: 1100, year: 2200 };
/** What own forecasts teach, and from how many periods. */
export type ForecastTrackRecord = { readonly past: readonly PastForecast[]; readonly closedPeriods: number };

export const NO_TRACK_RECORD: ForecastTrackRecord = { past: [], closedPeriods: 0 };

/**
 * Snapshots of one scope and kind of period whose periods have ended, as forecasts to learn from.
 *
 * @param wonMinor what was won in the whole period that begins on a day. Weights: spacing over horizon, at most 1.
 */
export function toTrackRecord(
  ended: readonly ForecastSnapshot[],
  wonMinor: (snapshot: ForecastSnapshot) => number,
): ForecastTrackRecord {
  const past = ended.map((each): PastForecast => {
    const horizon = daysBetween(each.takenOn, addDays(each.endsOn, 1));
    return {
      modelMinor: each.modelMinor,
      modelCv: each.modelCv,
      runRateMinor: each.runRateMinor,
      sdMinor: each.sdMinor,
      shownMinor: each.expectedMinor - each.wonMinor,
      actualMinor: Math.max(0, wonMinor(each) - each.wonMinor),
      weight: Math.min(1, LEARNING_STEP_DAYS[each.period] / Math.max(1, horizon)),
    };
  });
  return { past, closedPeriods: new Set(ended.map(({ startsOn }) => startsOn)).size };
}
