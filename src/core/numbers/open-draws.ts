import type { WeightedGroup } from './open-groups.ts';
import { logit, valueAt } from './statistics/array-math.ts';
import { drawBinomial, drawGamma, type Random } from './statistics/random.ts';

/** What is drawn of open deals: their groups, and what all draws share. */
type OpenDeals = {
  readonly groups: readonly WeightedGroup[];
  readonly stageIds: readonly string[];
  /** Standard deviations of errors on log-odds: one that all deals share, and one of each stage, in their order. */
  readonly commonSd: number;
  readonly stageSds: Float64Array;
  /** Squared coefficient of variation of one deal's value. */
  readonly valueCv2: number;
};

/** Sum of `count` values of mean 1 and a given squared coefficient of variation, as a gamma deviate. */
const drawValueSum = (random: Random, count: number, cv2: number): number =>
  cv2 < 1e-6 ? count : drawGamma(random, count / cv2) * cv2;

/**
 * A sampler of what open deals bring, minor units: each is won with its probability, moved by errors on log-odds that keep its mean to second
 * order.
 *
 * The hottest loop of a forecast. An error e on log-odds multiplies the odds by exp(e), so that it takes one exponential a stage and draw,
 * and none a deal: u < o / (1 + o) is u (1 + o) < o.
 *
 * @returns a function of the factors on the odds in a draw: one of each stage, and at the end that of deals in a stage that is no more.
 * Source: docs/forecasting.md, section 5.
 */
export function createOpenDraws({ groups, stageIds, commonSd, stageSds, valueCv2 }: OpenDeals) {
  const indexes = new Map(stageIds.map((id, k) => [id, k]));
  const drawable = groups.filter(({ valueMinor, win }) => valueMinor > 0 && win > 0);
  const stages = Int32Array.from(drawable, ({ stageId }) => indexes.get(stageId) ?? stageIds.length);
  const odds = Float64Array.from(drawable, ({ win }, i) => {
    const variance = commonSd ** 2 + valueAt(stageSds, stages[i] ?? stageIds.length) ** 2;
    return Math.exp(logit(win) - ((1 - 2 * win) * variance) / 2);
  });
  const values = Float64Array.from(drawable, ({ valueMinor, count }) => valueMinor / count);
  const counts = Int32Array.from(drawable, ({ count }) => count);
  return (random: Random, factors: Float64Array): number => {
    let sum = 0;
    for (let i = 0; i < counts.length; i += 1) {
      const won = (odds[i] ?? 0) * (factors[stages[i] ?? 0] ?? 1);
      if (counts[i] === 1) {
        if (random() * (1 + won) < won) sum += values[i] ?? 0;
        continue;
      }
      const wins = drawBinomial(random, counts[i] ?? 0, won / (1 + won));
      if (wins > 0) sum += (values[i] ?? 0) * drawValueSum(random, wins, valueCv2);
    }
    return sum;
  };
}
