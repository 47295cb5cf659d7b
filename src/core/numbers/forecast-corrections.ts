import { clamp } from './statistics/array-math.ts';

/** A past forecast whose period has ended, with the actual; whole minor units, of what was won after it was made. */
export type PastForecast = {
  /** The uncorrected forecast of the model (corrected ones would hide the bias to be learned), and the 90-day run-rate. */
  readonly modelMinor: number;
  readonly runRateMinor: number;
  readonly actualMinor: number;
  /** The forecast shown, and its standard deviation: half its 80 % range over 1.28. */
  readonly shownMinor: number;
  readonly sdMinor: number;
  /** Coefficient of variation of the model's draws. */
  readonly modelCv: number;
  /** 0..1: spacing to the forecast before over the horizon, so that overlapping ones do not count twice. */
  readonly weight: number;
};

/** Corrections learned from past forecast errors. Source: docs/forecasting.md, section 5. */
export type ForecastCorrections = {
  readonly bias: number;
  /** Standard deviation of the common error, on log-odds. */
  readonly commonErrorSd: number;
  /**
   * Combination weight of the run-rate against the model, 0..1: inverse to their squared relative errors, less the noise of the actuals,
   * which adds the same error to both (else a noisy period would make a poor forecast look as good as a good one).
   * Source: Bates and Granger 1969.
   *
   * @param sampling squared relative sampling error of the present run-rate.
   */
  readonly runRateWeight: (sampling: number) => number;
  /** Factor on the standard deviation of the forecast. */
  readonly spreadFactor: number;
};

/** Prior weight, in forecasts, of an unbiased model, where the actuals have no noise. */
const PRIOR_FORECASTS = 6;
/** Prior variance of the bias: that of the common error, 0.15 squared. */
const BIAS_VARIANCE = 0.09 / 4;
/** Bound of a single log ratio of actual to forecast (robustness): a factor of about 4.5. */
const MAX_LOG_RATIO = 1.5;

const weightedSum = (past: readonly PastForecast[], of: (each: PastForecast) => number): number =>
  past.reduce((sum, each) => sum + each.weight * of(each), 0);

/**
 * Learns the corrections from closed periods; without any, the prior: no bias, a common error of 0.15, and the model weighted a little more
 * than the run-rate.
 *
 * The bias is a credibility estimate (linear empirical Bayes). Over w periods of sampling variance c^2 each, the ratio of actual to forecast
 * has the variance c^2 / w around the bias, whose prior variance is t^2, so the ratio counts by w / (w + c^2 / t^2). A team is corrected
 * soon; a rep, whose quarter may bring nothing or double, hardly ever.
 * Source: Buhlmann 1967, "Experience rating and credibility"; the constant of docs/forecasting.md, section 5, is kept for what is not chance.
 */
export function learnCorrections(past: readonly PastForecast[]): ForecastCorrections {
  const weight = weightedSum(past, () => 1);
  const mean = weight > 0 ? weightedSum(past, ({ actualMinor }) => actualMinor) / weight : 0;
  // Keeps log ratios finite. Of actuals and forecasts: where all actuals are 0, their mean alone would let one period outweigh everything.
  const floor =
    0.05 * (weight > 0 ? weightedSum(past, ({ actualMinor, modelMinor }) => (actualMinor + modelMinor) / 2) / weight : 0) + 1;
  const ratio = (actual: number, said: number): number =>
    clamp(Math.log((actual + floor) / (said + floor)), -MAX_LOG_RATIO, MAX_LOG_RATIO);
  const errors = (shown: (each: PastForecast) => number): number =>
    weightedSum(past, (each) => Math.min(4, ((each.actualMinor - shown(each)) / Math.max(1, mean)) ** 2));
  const noise = weightedSum(past, (each) => Math.min(4, ((each.modelCv * each.modelMinor) / Math.max(1, mean)) ** 2));
  const beyondNoise = (shown: (each: PastForecast) => number): number => Math.max(0, errors(shown) - noise);
  const modelError = (each: PastForecast): number => ratio(each.actualMinor, each.modelMinor);
  // A ratio of sums, not a mean of log ratios: periods in which a rep won nothing would bias that downwards (measured: to 0.7).
  const meanModelMinor = weight > 0 ? weightedSum(past, ({ modelMinor }) => modelMinor) / weight : 0;
  const samplingVariance =
    meanModelMinor > 0 ? weightedSum(past, (each) => ((each.modelCv * each.modelMinor) / meanModelMinor) ** 2) / weight : 0;
  const assumed = PRIOR_FORECASTS + samplingVariance / BIAS_VARIANCE;
  const bias =
    meanModelMinor > 0 ? (weight * mean + assumed * meanModelMinor) / (weight * meanModelMinor + assumed * meanModelMinor) : 1;
  /** Log error of the model, less the bias. */
  const residual = (each: PastForecast): number => modelError(each) - Math.log(bias);
  return {
    bias,
    // Clamped after the sum, not per period: of pure noise half of the squares exceed their expectation and would add up to an error.
    commonErrorSd: Math.sqrt(
      (0.09 +
        Math.max(
          0,
          weightedSum(past, (each) => residual(each) ** 2 - each.modelCv ** 2),
        )) /
        (4 + weight),
    ),
    runRateWeight: (sampling) => {
      const model = 3 * 0.03 + beyondNoise(({ modelMinor }) => modelMinor * bias);
      const runRate = 3 * (0.05 + sampling) + beyondNoise(({ runRateMinor }) => runRateMinor);
      return model / (model + runRate);
    },
    spreadFactor: Math.sqrt(
      (4 + weightedSum(past, (each) => clamp((each.actualMinor - each.shownMinor) / Math.max(1, each.sdMinor), -3, 3) ** 2)) /
        (4 + weight),
    ),
  };
}
