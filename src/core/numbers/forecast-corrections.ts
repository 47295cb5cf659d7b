import { clamp } from './statistics/array-math.ts';

/** An own forecast whose period has ended; whole minor units, of what was won after it was made. */
export type PastForecast = {
  /** What the model alone had said, uncorrected (else a bias would unlearn itself), and the 90-day run-rate. */
  readonly modelMinor: number;
  readonly runRateMinor: number;
  readonly actualMinor: number;
  /** What was shown, and half its 80 % range over 1.28: a standard deviation. */
  readonly shownMinor: number;
  readonly sdMinor: number;
  /** Coefficient of variation that the model had given itself. */
  readonly modelCv: number;
  /** 0..1: spacing to the forecast before over the horizon, so that overlapping ones do not count twice. */
  readonly weight: number;
};

/** What own errors teach: see forecasting, section 5. */
export type ForecastCorrections = {
  readonly bias: number;
  /** Standard deviation of the common error, on log-odds. */
  readonly commonErrorSd: number;
  /**
   * Weight of the run-rate against the model, 0..1: inverse to their squared relative errors, without the noise of what came, which both
   * are equally wrong about (else a noisy period would make a poor guess look as good as a good one). Source: Bates and Granger 1969.
   *
   * @param sampling squared relative error of the run-rate that chance alone explains now.
   */
  readonly runRateWeight: (sampling: number) => number;
  readonly spreadFactor: number;
};

/** Forecasts' worth of belief that the model has no bias, where chance plays no part. */
const PRIOR_FORECASTS = 6;
/** Variance of a bias before anything is learned: that of the common error, 0.15 squared. */
const BIAS_VARIANCE = 0.09 / 4;
/** No single period teaches more than this on the log scale: a factor of about 4.5. */
const MAX_LOG_RATIO = 1.5;

const weightedSum = (past: readonly PastForecast[], of: (each: PastForecast) => number): number =>
  past.reduce((sum, each) => sum + each.weight * of(each), 0);

/**
 * Corrections from closed periods; without any the prior: no bias, 0.15, the model trusted a little more than the run-rate.
 *
 * The bias is a credibility estimate: with w periods, each off by chance alone with a squared relative error c^2, their ratio of what
 * came to what was said has the variance c^2 / w around the bias, whose own variance before is t^2; the best linear estimate then counts
 * the ratio by w / (w + c^2 / t^2). So a team is corrected soon, and a rep, of whom a quarter may bring nothing or double, hardly ever.
 * Source: Buhlmann 1967, "Experience rating and credibility"; the constant of forecasting, section 5, is kept for what is not chance.
 */
export function learnCorrections(past: readonly PastForecast[]): ForecastCorrections {
  const weight = weightedSum(past, () => 1);
  const mean = weight > 0 ? weightedSum(past, ({ actualMinor }) => actualMinor) / weight : 0;
  // Of what came and what was said: where nothing came, a mean of 0 would make one such period outweigh everything.
  const floor =
    0.05 * (weight > 0 ? weightedSum(past, ({ actualMinor, modelMinor }) => (actualMinor + modelMinor) / 2) / weight : 0) + 1;
  const ratio = (actual: number, said: number): number =>
    clamp(Math.log((actual + floor) / (said + floor)), -MAX_LOG_RATIO, MAX_LOG_RATIO);
  const errors = (shown: (each: PastForecast) => number): number =>
    weightedSum(past, (each) => Math.min(4, ((each.actualMinor - shown(each)) / Math.max(1, mean)) ** 2));
  const noise = weightedSum(past, (each) => Math.min(4, ((each.modelCv * each.modelMinor) / Math.max(1, mean)) ** 2));
  const beyondNoise = (shown: (each: PastForecast) => number): number => Math.max(0, errors(shown) - noise);
  const modelError = (each: PastForecast): number => ratio(each.actualMinor, each.modelMinor);
  // Sums, not the mean of log ratios: periods in which one rep won nothing would drag that far below the mean (measured: to 0.7 of it).
  const meanModelMinor = weight > 0 ? weightedSum(past, ({ modelMinor }) => modelMinor) / weight : 0;
  const samplingVariance =
    meanModelMinor > 0 ? weightedSum(past, (each) => ((each.modelCv * each.modelMinor) / meanModelMinor) ** 2) / weight : 0;
  const assumed = PRIOR_FORECASTS + samplingVariance / BIAS_VARIANCE;
  const bias =
    meanModelMinor > 0 ? (weight * mean + assumed * meanModelMinor) / (weight * meanModelMinor + assumed * meanModelMinor) : 1;
  /** What is left of the model's error once the bias is taken off. */
  const residual = (each: PastForecast): number => modelError(each) - Math.log(bias);
  return {
    bias,
    // Of the sum, not of each: where all is noise, half of the squares lie above what was expected, and would add up to an error that is none.
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
