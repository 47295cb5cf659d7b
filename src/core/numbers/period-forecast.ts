import type { Counters } from '../history/counters.ts';
import type { Win } from '../history/win.ts';
import type { MemberId } from '../ids.ts';
import { DAY_MS } from '../time/durations.ts';
import type { Instant } from '../time/instant.ts';
import { expectedArrivalWins } from './arrival-wins.ts';
import { learnCorrections, type PastForecast } from './forecast-corrections.ts';
import type { FunnelModel } from './model/funnel-model.ts';
import { createOpenDraws } from './open-draws.ts';
import { type OpenGroup, weighGroups } from './open-groups.ts';
import { average, total, valueAt } from './statistics/array-math.ts';
import { drawGamma, drawNormal, drawPoisson, type Random, seededRandom } from './statistics/random.ts';
import { learnWinRhythm } from './win-rhythm.ts';
import { winValues } from './win-values.ts';

export type ForecastInputs = {
  readonly counters: Counters;
  /** Open deals, of the rep when it is a rep's forecast. */
  readonly open: readonly OpenGroup[];
  /** Latest wins of the team (400 are enough), latest first. */
  readonly wins: readonly Win[];
  /** Already won in the period, minor units. */
  readonly wonMinor: number;
  /** Won in the last 90 days, minor units, of the rep when it is a rep's forecast. */
  readonly lastNinetyDaysMinor: number;
  /** When the period ends, ms; the model's instant is now. */
  readonly endsAt: Instant;
  /** Whose forecast; the team's without. */
  readonly ownerId?: MemberId;
  /** Past forecasts of this scope and kind of period whose periods have ended. */
  readonly past: readonly PastForecast[];
  /** How many periods those cover; default: one each. */
  readonly closedPeriods?: number;
  /** Forecasts of shorter periods have been checked for long enough: those of this one rest on the same model. Default: no. */
  readonly checkedForLong?: boolean;
  readonly seed: number;
};

/** Forecast of a period, whole minor units of the pipeline's currency, wins so far included. */
export type PeriodForecast = {
  readonly expectedMinor: number;
  /** 80 % range. */
  readonly lowMinor: number;
  readonly highMinor: number;
  /** Fewer than four closed periods to learn from, and no others checked for long. */
  readonly early: boolean;
  /** Expected from deals open now, and from those still to come; before blending. */
  readonly openMinor: number;
  readonly newMinor: number;
  /** Number of wins expected from deals still to come. */
  readonly newWins: number;
  /** 5 %, 10 % … 95 % points. */
  readonly quantilesMinor: readonly number[];
  /** Input of later corrections, of what is still to be won; the model before any correction. */
  readonly basis: {
    readonly modelMinor: number;
    readonly runRateMinor: number;
    readonly sdMinor: number;
    readonly modelCv: number;
  };
};

const DRAWS = 1000;
/** Squared coefficient of variation of values, at most. */
const MAX_CV_SQUARED = 4;

function drawWinCount(random: Random, mean: number, fano: number): number {
  if (!(mean > 0)) return 0;
  const extra = fano - 1;
  return drawPoisson(random, extra < 1e-6 ? mean : drawGamma(random, mean / extra) * extra);
}

/** Standard error of each stage's pass rate on log-odds, by the stage's index: sqrt(1/passed + 1/lost), two pseudo-exits added to each. */
function passRateNoise(model: FunnelModel): Float64Array {
  const width = model.weightedCounters.stageIds.length + 2;
  return Float64Array.from(model.weightedCounters.stageIds, (_, k) => {
    const exits = model.weightedCounters.exits[k] ?? new Float64Array();
    let lost = 0;
    for (let i = width - 1; i < exits.length; i += width) lost += valueAt(exits, i);
    return Math.sqrt(1 / (total(exits) - lost + 2) + 1 / (lost + 2));
  });
}

/**
 * Forecast of a period: already won + open deals + deals still to come, by 1,000 draws with a seed, blended with the 90-day run-rate.
 *
 * @returns the same numbers for the same inputs. A period that has ended is what was won.
 * Source: docs/forecasting.md, section 5.
 */
export function forecastPeriod(model: FunnelModel, inputs: ForecastInputs): PeriodForecast {
  const { wonMinor, past, ownerId } = inputs;
  const days = Math.max(0, (inputs.endsAt - model.at) / DAY_MS);
  const rhythm = learnWinRhythm(inputs.wins, model.at);
  const operationalDays = rhythm.days(model.at, Math.max(model.at, inputs.endsAt));
  const random = seededRandom(inputs.seed);
  const corrections = learnCorrections(past, model.at);
  const groups = weighGroups(model, inputs.open, operationalDays * DAY_MS);
  const values = winValues(inputs);
  const newWins = expectedArrivalWins(model, inputs, { days, operationalDays });
  const openMinor = total(groups.map(({ win, valueMinor }) => win * valueMinor));
  const newMinor = newWins.mean * values.mean;
  const modelMinor = (openMinor + newMinor) * corrections.bias;

  const noise = passRateNoise(model);
  const repEffectSd = Math.max(0, ...model.repEffects.map((each) => (ownerId === undefined ? 0 : (each.get(ownerId)?.sd ?? 0))));
  const cv2 = Math.min(MAX_CV_SQUARED, values.cv2);
  const common = Math.sqrt(corrections.commonErrorSd ** 2 + repEffectSd ** 2);
  const { stageIds } = model.weightedCounters;
  // What no draw changes is computed before them.
  const drawOpen = createOpenDraws({ groups, stageIds, commonSd: common, stageSds: noise, valueCv2: cv2 });
  const factors = new Float64Array(noise.length + 1);
  const draws = new Float64Array(DRAWS).map(() => {
    const shared = common * drawNormal(random);
    for (let k = 0; k < noise.length; k += 1) factors[k] = Math.exp(shared + (noise[k] ?? 0) * drawNormal(random));
    factors[noise.length] = Math.exp(shared);
    let sum = drawOpen(random, factors);
    for (let left = drawWinCount(random, newWins.mean * Math.exp(shared - common ** 2 / 2), newWins.fano); left > 0; left -= 1)
      sum += values.draw(random);
    return sum * corrections.bias;
  });

  const drawn = average(draws);
  const modelSd = Math.sqrt(average(draws.map((draw) => (draw - drawn) ** 2)));
  const runRateMinor =
    (inputs.lastNinetyDaysMinor * operationalDays) / Math.max(1, rhythm.days(model.at - 90 * DAY_MS, model.at));
  const winDataShare = Math.min(1, inputs.wins.length / 20);
  // Sampling variance of the 90-day run-rate scaled to the period: (days / 90)^2 x (90 / days) x modelSd^2.
  const samplingVariance = (days / 90) * modelSd ** 2;
  const runRateWeight = winDataShare * corrections.runRateWeight(modelMinor > 0 ? samplingVariance / modelMinor ** 2 : 0);
  const expected = modelMinor * (1 - runRateWeight) + runRateMinor * runRateWeight;
  // Only the disagreement beyond sampling error widens the interval.
  const disagreement = Math.sqrt(Math.max(0, (modelMinor - runRateMinor) ** 2 - samplingVariance));
  const widening = modelSd > 0 ? ((modelSd + runRateWeight * disagreement) / modelSd) * corrections.spreadFactor : 1;
  // Draws of 0 stay 0: for a short period of one rep that is a likely outcome.
  const scale = drawn > 0 ? expected / drawn : 0;
  const sorted = draws.map((draw) => (draw === 0 ? 0 : Math.max(0, expected + (draw * scale - expected) * widening))).sort();
  const quantile = (p: number): number => Math.round(wonMinor + valueAt(sorted, Math.round(p * (DRAWS - 1))));
  return {
    expectedMinor: Math.round(wonMinor + expected),
    lowMinor: quantile(0.1),
    highMinor: quantile(0.9),
    early: (inputs.closedPeriods ?? past.length) < 4 && inputs.checkedForLong !== true,
    openMinor: Math.round(openMinor),
    newMinor: Math.round(newMinor),
    newWins: newWins.mean,
    quantilesMinor: Array.from({ length: 19 }, (_, i) => quantile((i + 1) / 20)),
    basis: {
      modelMinor: Math.round(openMinor + newMinor),
      runRateMinor: Math.round(runRateMinor),
      sdMinor: Math.round(modelSd * widening),
      modelCv: drawn > 0 ? modelSd / drawn : 0,
    },
  };
}
