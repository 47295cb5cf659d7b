import type { Instant } from '../time/instant.ts';
import type { PeriodAhead } from './periods-ahead.ts';

/** Predictions for one open deal at an origin, 0..1: won ever, and won within 30 days. */
export type DealPrediction = { readonly dealId: string; readonly pWin: number; readonly p30d: number };

/** Forecast of the value won from an origin to the end of a period, in whole units of the currency (not minor units). */
export type ForecastPrediction = {
  readonly scope: string;
  readonly ahead: PeriodAhead;
  readonly mean: number;
  /** The 5 %, 10 %, … 95 % quantiles. */
  readonly q: readonly number[];
  /** The parts that it is made of, in the same units: the model before any correction, and the 90-day run-rate. */
  readonly modelMean: number;
  readonly runRateMean: number;
};

export type BacktestSnapshot = {
  readonly origin: Instant;
  readonly deals: readonly DealPrediction[];
  readonly forecasts: readonly ForecastPrediction[];
};
