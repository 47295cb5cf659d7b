/** Levels of the quantiles of a forecast: 5 %, 10 %, … 95 %. */
export const QUANTILE_LEVELS: readonly number[] = Array.from({ length: 19 }, (_, i) => (i + 1) / 20);

/** A forecast and what came. `q` are the quantiles of {@link QUANTILE_LEVELS}; a point forecast has none. */
export type ScoredForecast = { readonly mean: number; readonly q: readonly number[] | undefined; readonly actual: number };

export type ForecastScores = {
  readonly n: number;
  /** Mean absolute error of the median over the mean of what came. */
  readonly maeShare: number;
  /** Root mean squared error of the mean over the mean of what came. */
  readonly rmseShare: number;
  /** Continuous ranked probability score over the mean of what came; of a point forecast its absolute error. */
  readonly crpsShare: number;
  /** Share of what came that lay inside the 80 % interval; undefined for point forecasts. */
  readonly intervalCoverage: number | undefined;
  /** Mean forecast over mean of what came. */
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
 * Scores each point of a forecast by the error that it makes smallest: absolute errors by the median, squared errors by the mean. What is
 * won is skewed (a few large deals), so its median lies below its mean, and a mean scored by absolute errors would lose to anybody who
 * says too little. A point forecast has one number and is scored by it in both.
 *
 * @returns undefined for no forecast, or where nothing ever came: errors have no measure then.
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
    bias: mean((each) => each.mean) / actual,
  };
}
