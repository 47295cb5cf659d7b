import { describe, expect, test } from 'vitest';
import { ladderProbability } from '../../../src/core/backtest/baselines.ts';
import { calibrationBins, dealScores } from '../../../src/core/backtest/deal-scores.ts';
import { crps, forecastScores } from '../../../src/core/backtest/forecast-scores.ts';
import { endOfPeriodAhead } from '../../../src/core/backtest/periods-ahead.ts';
import { runRateForecast } from '../../../src/core/backtest/run-rate.ts';
import { drawNormal, seededRandom } from '../../../src/core/numbers/statistics/random.ts';
import { DAY_MS } from '../../../src/core/time/durations.ts';

const even = (from: number, to: number): readonly number[] =>
  Array.from({ length: 19 }, (_, i) => from + ((to - from) * (i + 1)) / 20);

describe('scores of probabilities', () => {
  test('are 0 for certainty that is right, and 0.25 and ln 2 for a coin', () => {
    expect(dealScores([{ p: 1, won: 1 }]).brier).toBe(0);
    const coin = dealScores([
      { p: 0.5, won: 1 },
      { p: 0.5, won: 0 },
    ]);
    expect(coin.brier).toBe(0.25);
    expect(coin.logLoss).toBeCloseTo(Math.LN2);
    expect(coin.calibrationError).toBe(0);
  });

  test('find deals called 80 % of which half won 30 points off', () => {
    const called = [0, 1, 0, 1].map((won) => ({ p: 0.8, won: won === 1 ? (1 as const) : (0 as const) }));
    expect(dealScores(called).calibrationError).toBeCloseTo(0.3);
    expect(calibrationBins(called)).toEqual([{ n: 4, meanP: 0.8, wonShare: 0.5 }]);
  });

  test('stay finite for a certainty that was wrong', () => {
    expect(dealScores([{ p: 0, won: 1 }]).logLoss).toBeCloseTo(13.8, 1);
  });
});

describe('scores of forecasts', () => {
  test('a CRPS is the absolute error where the range is a point, and less for a range around the truth', () => {
    expect(crps(even(100, 100), 70)).toBeCloseTo(30);
    expect(crps(even(0, 200), 100)).toBeLessThan(30);
  });

  test('count what lay inside the 10 % and 90 % points', () => {
    const forecasts = [50, 5, 95].map((actual) => ({ mean: 50, q: even(0, 100), actual }));
    expect(forecastScores(forecasts)).toMatchObject({ n: 3, intervalCoverage: 1 / 3, bias: 1 });
  });

  test('take the absolute error of the median and the squared error of the mean', () => {
    const forecasts = [0, 0, 0, 40].map((actual) => ({ mean: 10, q: even(0, 0), actual }));
    expect(forecastScores(forecasts)).toMatchObject({ maeShare: 1, rmseShare: Math.sqrt((3 * 100 + 900) / 4) / 10, bias: 1 });
    const point = forecasts.map((each) => ({ ...each, q: undefined }));
    expect(forecastScores(point)).toMatchObject({ maeShare: 1.5, rmseShare: Math.sqrt(300) / 10 });
  });

  test('are best for the true median and the true mean, whoever else says too little', () => {
    const random = seededRandom(11);
    // A lognormal of mean 100: its median is 100 exp(-0.5), its p point that times exp(z).
    const drawn = Array.from({ length: 4000 }, () => 100 * Math.exp(drawNormal(random) - 0.5));
    const scoresOf = (median: number, mean: number) =>
      forecastScores(drawn.map((actual) => ({ mean, q: even(median, median), actual })));
    const truth = scoresOf(100 * Math.exp(-0.5), 100);
    for (const factor of [0.6, 0.8, 1.25, 1.6]) {
      const other = scoresOf(100 * Math.exp(-0.5) * factor, 100 * factor);
      expect(truth?.maeShare).toBeLessThan(other?.maeShare ?? 0);
      expect(truth?.rmseShare).toBeLessThan(other?.rmseShare ?? 0);
    }
  });

  test('have no measure where nothing was ever won', () => {
    expect(forecastScores([{ mean: 5, q: undefined, actual: 0 }])).toBeUndefined();
  });
});

describe('a baseline', () => {
  test('stretches the ladder of five stages over any number', () => {
    expect([0, 1, 2, 3, 4].map((stage) => ladderProbability(stage, 5))).toEqual([0.2, 0.4, 0.6, 0.8, 0.9]);
    expect(ladderProbability(1, 3)).toBeCloseTo(0.6);
    expect(ladderProbability(0, 1)).toBe(0.6);
  });

  test('carries the wins of the last 90 days on', () => {
    const { mean, q } = runRateForecast([300, 600], 30 * DAY_MS);
    expect(mean).toBeCloseTo(300);
    expect(q[9]).toBeCloseTo(300);
    expect(q[0]).toBe(0);
  });
});

test('periods end with the month, quarter and year of the origin in UTC, or so many days on', () => {
  const from = (day: string) =>
    (['eom', 'eoq', 'eoy', 'd30', 'd90'] as const).map((ahead) =>
      new Date(endOfPeriodAhead(ahead, Date.parse(day))).toISOString().slice(0, 10),
    );
  expect(from('2024-02-29')).toEqual(['2024-03-01', '2024-04-01', '2025-01-01', '2024-03-30', '2024-05-29']);
  expect(from('2025-12-01')).toEqual(['2026-01-01', '2026-01-01', '2026-01-01', '2025-12-31', '2026-03-01']);
});
