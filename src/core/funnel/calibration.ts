import type { CalibrationBin } from '../backtest/deal-scores.ts';
import type { PlainDate } from '../time/calendar.ts';

/** Fewest deals that a calibration bin is reported for. */
export const MIN_BIN_DEALS = 10;
/** Calibration bins that one sentence names. */
const MAX_BINS_NAMED = 2;

/** Whether the week from a day to today is the first that ends in its month; true once a month. */
export const isFirstWeekOfMonth = (from: PlainDate, today: PlainDate): boolean => from.slice(0, 7) !== today.slice(0, 7);

/** The calibration bins to report: the two with most deals, by rising probability; none with fewer than {@link MIN_BIN_DEALS}. */
export const binsToReport = (bins: readonly CalibrationBin[]): readonly CalibrationBin[] =>
  bins
    .filter(({ n }) => n >= MIN_BIN_DEALS)
    .toSorted((a, b) => b.n - a.n)
    .slice(0, MAX_BINS_NAMED)
    .toSorted((a, b) => a.meanP - b.meanP);
