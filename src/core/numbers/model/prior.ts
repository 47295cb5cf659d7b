import { AGE_BIN_DAYS } from '../../history/count-events.ts';
import { clamp, logistic, logit, valueAt } from '../statistics/array-math.ts';
import { AGE_BINS } from './weighted-counters.ts';

/** What is assumed before any history: m0 pseudo-deals per stage. Source: forecasting, section 2. */
export const PRIOR_DEALS = 4;
const WEIBULL_SHAPE = 0.8;
/** Gamma(1 + 1/0.8): mean of a Weibull of shape 0.8 in units of its scale. */
const MEAN_OF_SCALE = 1.133_003_096_319_347;
const MAX_ASSUMED_DWELL_DAYS = 200;

/** Pseudo-deals of one stage by age bin: days spent, exits that pass to the next stage, exits lost. */
export type StagePrior = {
  readonly exposure: readonly number[];
  readonly passed: readonly number[];
  readonly lost: readonly number[];
  /** Exit rates per day, which stay above zero where no pseudo-deal is left. */
  readonly passHazard: readonly number[];
  readonly lossHazard: readonly number[];
};

/** Mean dwell that a stage is assumed to have, in days, from its own exposure and exits and those of all stages. */
export function assumedDwellDays(
  stage: { readonly days: number; readonly exits: number },
  all: { readonly days: number; readonly exits: number },
): number {
  const team = (all.days + 21) / (all.exits + 1);
  return clamp((stage.days + 2 * team) / (stage.exits + 2), 0.01, MAX_ASSUMED_DWELL_DAYS);
}

/**
 * The share of exits that pass, from a ladder of win probabilities.
 *
 * @param ladder starting win probability of each open stage, 0..1; one that does not rise is clamped below a share of 1.
 * @example passRates([0.2, 0.4, 0.8]) // => [0.5, 0.5, 0.8]
 */
export const passRates = (ladder: readonly number[]): readonly number[] =>
  ladder.map((p, stage) => clamp(p / Math.max(1e-6, ladder[stage + 1] ?? 1), 0.02, 0.98));

/** The ladder of a pipeline nobody configured: 20 % in the first of K stages, 80 % in the last; one stage: 30 %. */
export const defaultStartingProbabilities = (stages: number): readonly number[] =>
  Array.from({ length: stages }, (_, k) => (stages === 1 ? 0.3 : 0.2 * 4 ** (k / (stages - 1))));

const survival = (days: number, scale: number): number => Math.exp(-((days / scale) ** WEIBULL_SHAPE));

/** Days that one deal spends in an age bin: Simpson's rule over the survival curve. */
function expectedDaysInBin(from: number, to: number, scale: number): number {
  const steps = 8;
  const step = (to - from) / steps;
  let sum = 0;
  for (let i = 0; i <= steps; i += 1)
    sum += (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2) * survival(from + i * step, scale);
  return (sum * step) / 3;
}

/** The pseudo-deals of a stage: Weibull dwell, lost the more likely the longer they stayed, in all lost by `1 - passShare`. */
export function stagePrior(meanDays: number, passRate: number): StagePrior {
  const scale = meanDays / MEAN_OF_SCALE;
  const median = scale * Math.LN2 ** (1 / WEIBULL_SHAPE);
  const edges = [...AGE_BIN_DAYS, Number.POSITIVE_INFINITY];
  const bins = Array.from({ length: AGE_BINS }, (_, b) => ({
    from: valueAt(edges, b),
    to: edges[b + 1] ?? Number.POSITIVE_INFINITY,
  }));
  const left = bins.map(({ from, to }) => survival(from, scale) - (to === Number.POSITIVE_INFINITY ? 0 : survival(to, scale)));
  const shift = bins.map(({ from, to }) => {
    const age = to === Number.POSITIVE_INFINITY ? from * 1.5 : (from + to) / 2;
    return clamp(0.35 * Math.log2(age / median), -1, 1.5);
  });
  const lostAt = (base: number): number[] => shift.map((more) => logistic(base + more));
  let low = logit(1 - passRate) - 3;
  let high = logit(1 - passRate) + 3;
  for (let i = 0; i < 40; i += 1) {
    const middle = (low + high) / 2;
    const lost = lostAt(middle).reduce((sum, share, b) => sum + share * valueAt(left, b), 0);
    if (lost < 1 - passRate) low = middle;
    else high = middle;
  }
  const shares = lostAt((low + high) / 2);
  const days = bins.map(({ from, to }) =>
    expectedDaysInBin(from, to === Number.POSITIVE_INFINITY ? from + 6 * Math.max(from, meanDays) : to, scale),
  );
  const rates = left.map((each, b) =>
    each > 1e-6 ? each / valueAt(days, b) : (WEIBULL_SHAPE / scale) * ((valueAt(edges, b) * 1.5) / scale) ** (WEIBULL_SHAPE - 1),
  );
  return {
    passHazard: rates.map((each, b) => each * (1 - valueAt(shares, b))),
    lossHazard: rates.map((each, b) => each * valueAt(shares, b)),
    exposure: days.map((each) => PRIOR_DEALS * each),
    passed: left.map((each, b) => PRIOR_DEALS * each * (1 - valueAt(shares, b))),
    lost: left.map((each, b) => PRIOR_DEALS * each * valueAt(shares, b)),
  };
}
