import type { PeriodAhead } from './periods-ahead.ts';

/** What was said about one open deal at an origin, 0..1. */
export type DealPrediction = { readonly dealId: string; readonly pWin: number; readonly p30d: number };

/** What was said about the value won after an origin, up to a period's end; units of the currency. */
export type ForecastPrediction = {
  readonly scope: string;
  readonly ahead: PeriodAhead;
  readonly mean: number;
  /** 5 %, 10 %, … 95 %. */
  readonly q: readonly number[];
};

export type BacktestSnapshot = {
  readonly origin: number;
  readonly deals: readonly DealPrediction[];
  readonly forecasts: readonly ForecastPrediction[];
};
