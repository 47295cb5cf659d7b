import type { CalibrationBin } from '../backtest/deal-scores.ts';
import type { PlainDate } from '../time/calendar.ts';

/** Fewer deals of one group say nothing about a probability. */
export const MIN_BIN_DEALS = 10;
/** Groups that a sentence names. */
const MAX_BINS_NAMED = 2;

/** Whether a week that began on a day and ends today is the first one that ends in its month: once a month this is so. */
export const isFirstWeekOfMonth = (from: PlainDate, today: PlainDate): boolean => from.slice(0, 7) !== today.slice(0, 7);

/** The groups that are worth a sentence: those of most deals, at most two, from the least probable on; none where all are too small. */
export const binsToReport = (bins: readonly CalibrationBin[]): readonly CalibrationBin[] =>
  bins
    .filter(({ n }) => n >= MIN_BIN_DEALS)
    .toSorted((a, b) => b.n - a.n)
    .slice(0, MAX_BINS_NAMED)
    .toSorted((a, b) => a.meanP - b.meanP);
