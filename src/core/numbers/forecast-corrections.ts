import { DAY_MS } from '../time/durations.ts';
import type { Instant } from '../time/instant.ts';
import { clamp, total } from './statistics/array-math.ts';
import { decay } from './statistics/time-decay.ts';

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
  /** When it was made, and when its period ended. */
  readonly madeAt: Instant;
  readonly endsAt: Instant;
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

/** Prior weight, in forecasts, of an unbiased model. */
const PRIOR_FORECASTS = 2;
/** Relative error of the model itself, beside chance: forecasts whose chance is larger say less about it. */
const MODEL_ERROR = 0.3;
/** Bound of the bias and of its inverse. */
const MAX_BIAS = 1.5;
/** Half-life of what past errors teach, from the end of their period. */
const LEARNING_HALF_LIFE_DAYS = 240;
/** A correction is trusted whole once three quarters of what it changed was for the better; small changes have to do a little more. */
const TRUST = { change: 0.05, share: 0.75 };
/** Prior squared relative errors of the model and of the run-rate, and their weight in forecasts. */
const PRIOR_ERRORS = { model: 0.03, runRate: 0.12, forecasts: 3 };
/** Bound of a single log ratio of actual to forecast (robustness): a factor of about 4.5. */
const MAX_LOG_RATIO = 1.5;

const weightedSum = (past: readonly PastForecast[], of: (each: PastForecast) => number): number =>
  total(past.map((each) => each.weight * of(each)));

/** A forecast rested on something if there were wins in the ninety days before it. */
const restsOnWins = ({ runRateMinor }: PastForecast): boolean => runRateMinor > 0;

/** Weight that is left at an instant of what a period taught that ended at another. */
const fading = (endsAt: Instant, at: Instant): number => decay((at - endsAt) / DAY_MS, LEARNING_HALF_LIFE_DAYS);

/** Weighted sums over ended forecasts: of their weights, of what they said and of what came. */
type Sums = { readonly weight: number; readonly said: number; readonly came: number };
const NOTHING: Sums = { weight: 0, said: 0, came: 0 };

/** Ratio of what came to what was said, shrunk to 1 and bounded. */
function biasOf({ weight, said, came }: Sums): number {
  if (!(weight > 0) || !(said > 0)) return 1;
  const assumed = (PRIOR_FORECASTS * said) / weight;
  return clamp((came + assumed) / (said + assumed), 1 / MAX_BIAS, MAX_BIAS);
}

/**
 * The bias as it was known at any instant, from the forecasts that had ended by then. Sums, not a mean of log ratios: periods in which a rep
 * won nothing would bias that downwards (measured: to 0.7). A forecast counts by t^2 / (t^2 + c^2), c its chance and t the error of the model
 * itself, so that a team is corrected soon and a rep, whose quarter may bring nothing or double, hardly ever.
 * Source: Buhlmann 1967 (credibility).
 */
function biasByInstant(past: readonly PastForecast[]): (at: Instant) => number {
  const ended = past.toSorted((a, b) => a.endsAt - b.endsAt);
  const last = ended.at(-1)?.endsAt ?? 0;
  // Prefix sums, all faded as of the last end: what had ended by an instant is found by its date and faded by one factor.
  const upTo: Sums[] = [NOTHING];
  for (const { modelCv, modelMinor, actualMinor, ...each } of ended) {
    const before = upTo.at(-1) ?? NOTHING;
    const weight = (each.weight * fading(each.endsAt, last) * MODEL_ERROR ** 2) / (MODEL_ERROR ** 2 + modelCv ** 2);
    upTo.push({
      weight: before.weight + weight,
      said: before.said + weight * modelMinor,
      came: before.came + weight * actualMinor,
    });
  }
  return (at) => {
    let [low, high] = [0, ended.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ended[middle]?.endsAt ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    const { weight, said, came } = upTo[low] ?? NOTHING;
    const factor = 2 ** ((last - at) / DAY_MS / LEARNING_HALF_LIFE_DAYS);
    return biasOf({ weight: weight * factor, said: said * factor, came: came * factor });
  };
}

/**
 * How far a correction may be trusted, 0..1: by what it would have saved on rolling origins. Each forecast is corrected by what had ended
 * when it was made, and its error is held against that of the model alone. Source: docs/forecasting.md, section 5 (Tashman 2000).
 *
 * @param past faded as of now. @param biasAt as it was known then.
 */
function earnedTrust(past: readonly PastForecast[], biasAt: (at: Instant) => number): number {
  const weight = weightedSum(past, () => 1);
  const mean = Math.max(1, weight > 0 ? weightedSum(past, ({ actualMinor }) => actualMinor) / weight : 0);
  let [saved, changed] = [0, 0];
  for (const each of past) {
    const said = each.modelMinor * biasAt(each.madeAt);
    changed += (each.weight * Math.abs(said - each.modelMinor)) / mean;
    saved += (each.weight * (Math.abs(each.actualMinor - each.modelMinor) - Math.abs(each.actualMinor - said))) / mean;
  }
  return clamp(saved / (TRUST.change + TRUST.share * changed), 0, 1);
}

/**
 * Learns the corrections from closed periods; without any, the prior: no bias, a common error of 0.15, and the model weighted more than the
 * run-rate. Only forecasts that rested on wins teach, each the less the longer ago its period ended; and a bias is applied as far as it
 * would have made past forecasts better.
 *
 * @param at now. Source: docs/forecasting.md, section 5.
 */
export function learnCorrections(all: readonly PastForecast[], at: Instant): ForecastCorrections {
  const rested = all.filter(restsOnWins);
  const past = rested.map((each) => ({ ...each, weight: each.weight * fading(each.endsAt, at) }));
  const biasAt = biasByInstant(rested);
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
  const bias = biasAt(at) ** earnedTrust(past, biasAt);
  /** Log error of the model, less the bias. */
  const residual = (each: PastForecast): number => ratio(each.actualMinor, each.modelMinor) - Math.log(bias);
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
      const model = PRIOR_ERRORS.forecasts * PRIOR_ERRORS.model + beyondNoise(({ modelMinor }) => modelMinor * bias);
      const runRate =
        PRIOR_ERRORS.forecasts * (PRIOR_ERRORS.runRate + sampling) + beyondNoise(({ runRateMinor }) => runRateMinor);
      return model / (model + runRate);
    },
    spreadFactor: Math.sqrt(
      (4 + weightedSum(past, (each) => clamp((each.actualMinor - each.shownMinor) / Math.max(1, each.sdMinor), -3, 3) ** 2)) /
        (4 + weight),
    ),
  };
}
