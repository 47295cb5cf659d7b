import type { MemberId } from '../ids.ts';
import type { PastForecast } from '../numbers/forecast-corrections.ts';
import { addDays, daysBetween, type PlainDate } from '../time/calendar.ts';
import { DAY_MS } from '../time/durations.ts';
import type { Instant } from '../time/instant.ts';
import type { PeriodKind } from '../time/periods.ts';

/**
 * A forecast as it stood at the start of a day, of the team (no member) or one rep. Money in whole minor units of the pipeline's currency.
 */
export type ForecastSnapshot = {
  readonly takenOn: PlainDate;
  /** The start of that day in the workspace's zone, ms: everything in here is as of then. */
  readonly takenAt: Instant;
  readonly memberId: MemberId | null;
  readonly period: PeriodKind;
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate;
  /** The forecast shown, wins so far included, and its 5 %, 10 % … 95 % quantiles. */
  readonly expectedMinor: number;
  readonly quantilesMinor: readonly number[];
  /** Of what was still to be won: the uncorrected forecast of the model, its coefficient of variation, and the run-rate. */
  readonly modelMinor: number;
  readonly modelCv: number;
  readonly runRateMinor: number;
  /** Standard deviation of the forecast shown. */
  readonly sdMinor: number;
  readonly wonMinor: number;
  readonly targetMinor: number | null;
  readonly openCount: number;
  readonly openMinor: number;
};

/** Days between the snapshots that corrections are learned from: consecutive nights are almost the same forecast. */
export const LEARNING_STEP_DAYS: Readonly<Record<PeriodKind, number>> = { month: 7, quarter: 14, year: 28 };
/** How far back snapshots are read, days. */
export const LEARNING_WINDOW_DAYS: Readonly<Record<PeriodKind, number>> = { month: 750, quarter: 1100, year: 2200 };
/** Past forecasts of closed periods with their outcomes, from which the forecast is corrected, and how many periods they cover. */
export type ForecastTrackRecord = {
  readonly past: readonly PastForecast[];
  readonly closedPeriods: number;
  /** Forecasts have been kept for {@link CHECKED_FOR_DAYS}, of which no quarter or year may have ended four times. */
  readonly checkedForLong?: boolean;
};

/**
 * For so many days forecasts of months are checked until those of a quarter or year are no early estimate: a history of a year has them from
 * some weeks after its first closed deal on, and four years are more than anybody waits.
 */
export const CHECKED_FOR_DAYS = 275;

export const NO_TRACK_RECORD: ForecastTrackRecord = { past: [], closedPeriods: 0 };

/**
 * Turns snapshots of one scope and kind of period whose periods have ended into past forecasts with outcomes.
 *
 * Each weighs its spacing over its horizon, at most 1, so that overlapping forecasts do not count twice.
 *
 * @param wonMinor what was won in the whole period of a snapshot.
 * Source: docs/forecasting.md, section 5.
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
      madeAt: each.takenAt,
      endsAt: each.takenAt + horizon * DAY_MS,
      weight: Math.min(1, LEARNING_STEP_DAYS[each.period] / Math.max(1, horizon)),
    };
  });
  return { past, closedPeriods: new Set(ended.map(({ startsOn }) => startsOn)).size };
}
