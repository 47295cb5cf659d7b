/** Levels of the quantiles of a forecast: 5 %, 10 %, … 95 %. */
export const QUANTILE_LEVELS: readonly number[] = Array.from({ length: 19 }, (_, i) => (i + 1) / 20);

/** A forecast with the actual value. `q` are the quantiles at {@link QUANTILE_LEVELS}; a point forecast has none. */
export type ScoredForecast = { readonly mean: number; readonly q: readonly number[] | undefined; readonly actual: number };

export type ForecastScores = {
  readonly n: number;
  /** MAE: mean absolute error of the median, over the mean actual. */
  readonly maeShare: number;
  /** RMSE: root mean squared error of the mean, over the mean actual. */
  readonly rmseShare: number;
  /** CRPS: continuous ranked probability score, over the mean actual; the absolute error of a point forecast. */
  readonly crpsShare: number;
  /** Share of actuals inside the 80 % interval; undefined for point forecasts. */
  readonly intervalCoverage: number | undefined;
  /** Mean width of the 80 % interval over the mean actual; undefined for point forecasts. */
  readonly intervalWidth: number | undefined;
  /** Mean forecast over mean actual. */
  readonly bias: number;
};

/**
 * CRPS from quantiles: twice the mean pinball loss over the levels.
 * Source: Gneiting and Raftery 2007; Laio and Tamea 2007 for the quantile form.
 */
export function crps(q: readonly number[], actual: number): number {
  const losses = q.map((quantile, i) => {
    const level = QUANTILE_LEVELS[i] ?? 0.5;
    return actual >= quantile ? level * (actual - quantile) : (1 - level) * (quantile - actual);
  });
  return (2 * losses.reduce((sum, each) => sum + each, 0)) / q.length;
}

/** Which of {@link QUANTILE_LEVELS} is the median. */
const MEDIAN_INDEX = 9;

/**
 * Scores each functional of a forecast by the loss that it minimizes: the median by absolute errors, the mean by squared errors. Totals are
 * skewed (a few large deals), so the median lies below the mean, and a mean scored by absolute errors would lose to any forecast that is
 * too low. A point forecast has one number, which is scored by both.
 *
 * @returns undefined without forecasts, or where the actuals sum to 0: the shares have no denominator then.
 * Source: Gneiting 2011, "Making and evaluating point forecasts", Journal of the American Statistical Association 106.
 * @example forecastScores([{ mean: 10, q: undefined, actual: 4 }, { mean: 10, q: undefined, actual: 16 }])?.maeShare // => 0.6
 */
export function forecastScores(forecasts: readonly ScoredForecast[]): ForecastScores | undefined {
  const n = forecasts.length;
  const actual = forecasts.reduce((sum, each) => sum + each.actual, 0) / n;
  if (!(actual > 0)) return undefined;
  const mean = (of: (each: ScoredForecast) => number): number => forecasts.reduce((sum, each) => sum + of(each), 0) / n;
  const ranged = forecasts.filter((each) => each.q !== undefined);
  const hits = ranged.filter(({ q, actual: came }) => came >= (q?.[1] ?? 0) && came <= (q?.[17] ?? 0)).length;
  return {
    n,
    maeShare: mean((each) => Math.abs((each.q?.[MEDIAN_INDEX] ?? each.mean) - each.actual)) / actual,
    rmseShare: Math.sqrt(mean((each) => (each.mean - each.actual) ** 2)) / actual,
    crpsShare: mean((each) => (each.q === undefined ? Math.abs(each.mean - each.actual) : crps(each.q, each.actual))) / actual,
    intervalCoverage: ranged.length === 0 ? undefined : hits / ranged.length,
    intervalWidth:
      ranged.length === 0
        ? undefined
        : ranged.reduce((sum, { q }) => sum + (q?.[17] ?? 0) - (q?.[1] ?? 0), 0) / ranged.length / actual,
    bias: mean((each) => each.mean) / actual,
  };
}
