import { AGE_BIN_DAYS } from '../../history/count-events.ts';
import { clamp, logistic, logit, valueAt } from '../statistics/array-math.ts';
import { AGE_BINS } from './weighted-counters.ts';

/** Weight of the prior in pseudo-deals per stage. Source: docs/forecasting.md, section 2. */
export const PRIOR_DEALS = 4;
/** Below 1: the exit rate falls with age. */
const WEIBULL_SHAPE = 0.8;
/** Gamma(1 + 1/0.8): mean of a Weibull distribution of shape 0.8 in units of its scale. */
const MEAN_OF_SCALE = 1.133_003_096_319_347;
const MAX_ASSUMED_DWELL_DAYS = 200;

/** Pseudo-deals of one stage by age bin: exposure in days, exits that pass to the next stage, exits lost. */
export type StagePrior = {
  readonly exposure: readonly number[];
  readonly passed: readonly number[];
  readonly lost: readonly number[];
  /** Exit rates per day, which stay above zero where no pseudo-deal is left. */
  readonly passHazard: readonly number[];
  readonly lossHazard: readonly number[];
};

/**
 * Prior mean dwell time of a stage in days: its exposure over its exits, shrunk to that of all stages.
 * Source: docs/forecasting.md, section 2.
 */
export function assumedDwellDays(
  stage: { readonly days: number; readonly exits: number },
  all: { readonly days: number; readonly exits: number },
): number {
  const team = (all.days + 21) / (all.exits + 1);
  return clamp((stage.days + 2 * team) / (stage.exits + 2), 0.01, MAX_ASSUMED_DWELL_DAYS);
}

/**
 * Prior pass rates, q_k = p_k / p_(k+1), from the starting win probabilities p.
 *
 * @param ladder starting win probability of each open stage, in order, 0..1; where it does not rise, the pass rate is clamped to 0.98.
 * @example passRates([0.2, 0.4, 0.8]) // => [0.5, 0.5, 0.8]
 */
export const passRates = (ladder: readonly number[]): readonly number[] =>
  ladder.map((p, stage) => clamp(p / Math.max(1e-6, ladder[stage + 1] ?? 1), 0.02, 0.98));

/** Default starting win probabilities: geometric from 20 % in the first of K stages to 80 % in the last; 30 % for a single stage. */
export const defaultStartingProbabilities = (stages: number): readonly number[] =>
  Array.from({ length: stages }, (_, k) => (stages === 1 ? 0.3 : 0.2 * 4 ** (k / (stages - 1))));

const survival = (days: number, scale: number): number => Math.exp(-((days / scale) ** WEIBULL_SHAPE));

/** Expected days that one deal spends in an age bin: the integral of the survival function, by Simpson's rule. */
function expectedDaysInBin(from: number, to: number, scale: number): number {
  const steps = 8;
  const step = (to - from) / steps;
  let sum = 0;
  for (let i = 0; i <= steps; i += 1)
    sum += (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2) * survival(from + i * step, scale);
  return (sum * step) / 3;
}

/**
 * The pseudo-deals of a stage: Weibull dwell times, log-odds of a loss that rise with age, and a share `1 - passRate` lost in all.
 * Source: docs/forecasting.md, section 2.
 */
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
