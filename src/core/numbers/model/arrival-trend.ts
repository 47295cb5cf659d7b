import { total, valueAt } from '../statistics/array-math.ts';
import { decay } from '../statistics/time-decay.ts';

/** Half-lives of exponential smoothing that compete, with the weight each starts with. */
const SMOOTHERS = [
  { halfLifeDays: 20, prior: 0.15 },
  { halfLifeDays: 60, prior: 0.5 },
  { halfLifeDays: 180, prior: 0.2 },
] as const;
/** The damped trend between the fastest and the middle smoother. */
const TREND_PRIOR = 0.15;
/** A trend loses half of itself in so many days. */
const TREND_HALF_LIFE_DAYS = 45;
/** Prior weight, in days, of the long-run rate. */
const LONG_RUN_DAYS = 7;
/** How far back rolling origins go, in weeks, and the days ahead that each is judged by. */
const ORIGIN_WEEKS = 39;
const JUDGED_DAYS = 42;
/** Days of history before the first origin. */
const FIRST_ORIGIN_DAYS = 56;

/** Mean lag of an exponential mean, days. */
const lagOf = (halfLifeDays: number): number => halfLifeDays / Math.LN2;

/** Mean of a damped trend's factor over the days ahead, in days of full trend. */
const dampedDays = (ahead: number): number => {
  const rate = Math.LN2 / TREND_HALF_LIFE_DAYS;
  const days = Math.max(1, ahead);
  return (1 / rate) * (1 - (1 - Math.exp(-rate * days)) / (rate * days));
};

/** Candidates of the mean daily rate over `ahead` days, from exponential means as of a day. */
function candidates(means: readonly number[], ahead: number): readonly number[] {
  const [fast, middle] = [valueAt(means, 0), valueAt(means, 1)];
  const [fastLag, middleLag] = [lagOf(SMOOTHERS[0].halfLifeDays), lagOf(SMOOTHERS[1].halfLifeDays)];
  const slope = (fast - middle) / (middleLag - fastLag);
  return [...means, Math.max(0, fast + slope * (fastLag + dampedDays(ahead)))];
}

/** Exponential means of a daily count, kept up day by day. */
function createSmoothers() {
  const sums = SMOOTHERS.map(({ halfLifeDays }) => ({ keep: decay(1, halfLifeDays), weighted: 0, weight: 0 }));
  let [all, days] = [0, 0];
  return {
    add(count: number): void {
      all += count;
      days += 1;
      for (const sum of sums) {
        sum.weighted = sum.weighted * sum.keep + count;
        sum.weight = sum.weight * sum.keep + 1;
      }
    },
    means(): readonly number[] {
      const longRun = all / Math.max(LONG_RUN_DAYS, days);
      return sums.map(({ weighted, weight }) => (weighted + LONG_RUN_DAYS * longRun) / (weight + LONG_RUN_DAYS));
    },
  };
}

/** A rate per day, with the coefficient of variation of how it turns out. */
export type RateForecast = { readonly perDay: number; readonly rateCv: number };

/**
 * Forecast of a daily rate by a combination of exponential means and a damped trend, weighted by how well each would have forecast the six
 * weeks after each of the last rolling origins. Before there are such origins their priors speak.
 *
 * @param daily counts, oldest first. @returns mean per day over `ahead` days; `rateCv` is the relative error of past ones beyond chance.
 * Source: docs/forecasting.md, section 5 (Gardner and McKenzie 1985; Bates and Granger 1969; Tashman 2000).
 */
export function forecastRate(daily: readonly number[], ahead: number): RateForecast {
  const smoothers = createSmoothers();
  const judged: { readonly said: readonly number[]; readonly came: number }[] = [];
  for (const [i, count] of daily.entries()) {
    smoothers.add(count);
    const [day, left] = [i + 1, daily.length - i - 1];
    if (left % 7 !== 0 || left < JUDGED_DAYS || left > ORIGIN_WEEKS * 7 || day < FIRST_ORIGIN_DAYS) continue;
    const came = total(daily.slice(day, day + JUDGED_DAYS)) / JUDGED_DAYS;
    judged.push({ said: candidates(smoothers.means(), JUDGED_DAYS), came });
  }
  // Chance adds the same error to each: that of a Poisson count of those days.
  const chance = total(daily) / daily.length / JUDGED_DAYS;
  const errorOf = (said: (each: readonly number[]) => number): number =>
    total(judged.map((each) => (said(each.said) - each.came) ** 2));
  const independent = (judged.length * 7) / JUDGED_DAYS;
  const weights = [...SMOOTHERS.map(({ prior }) => prior), TREND_PRIOR].map(
    (prior, j) =>
      prior *
      Math.max(1e-12, (errorOf((said) => valueAt(said, j)) + chance) / (judged.length + 1) + chance) ** (-independent / 2),
  );
  const combined = (said: readonly number[]): number => total(said.map((rate, j) => rate * valueAt(weights, j))) / total(weights);
  const perDay = combined(candidates(smoothers.means(), ahead));
  const typical = total(judged.map(({ came }) => came)) / Math.max(1, judged.length);
  const beyondChance = Math.max(0, errorOf(combined) - judged.length * chance) / (judged.length + 6);
  const scale = Math.min(2, Math.max(0.5, ahead / JUDGED_DAYS));
  return { perDay, rateCv: typical > 0 ? (Math.sqrt(beyondChance) / typical) * Math.sqrt(scale) : 0 };
}
