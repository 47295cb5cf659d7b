import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { learnCorrections, type PastForecast } from '../../../src/core/numbers/forecast-corrections.ts';
import { fitFunnel } from '../../../src/core/numbers/model/funnel-model.ts';
import { forecastPeriod } from '../../../src/core/numbers/period-forecast.ts';
import { drawGamma, seededRandom } from '../../../src/core/numbers/statistics/random.ts';
import { DAY_MS } from '../../../src/core/time/durations.ts';
import { DEFAULT_FIRM, FIRM_START, firmPipeline, observeAt, simulateHistory } from '../../support/simulated-firm.ts';

const pastForecast = (modelMinor: number, actualMinor: number): PastForecast => ({
  modelMinor,
  actualMinor,
  runRateMinor: modelMinor,
  shownMinor: modelMinor,
  sdMinor: modelMinor,
  modelCv: 1,
  weight: 1,
});

describe('what own forecasts teach', () => {
  test('no bias where short periods bring all or nothing but are right on average', () => {
    const past = Array.from({ length: 24 }, (_, i) => pastForecast(1000, i % 4 === 0 ? 4000 : 0));
    expect(learnCorrections(past).bias).toBeCloseTo(1);
  });

  test('a bias that is there, at once in part and after many periods nearly whole', () => {
    const past = (length: number, modelCv = 0) => Array.from({ length }, () => ({ ...pastForecast(1000, 800), modelCv }));
    expect(learnCorrections(past(1)).bias).toBeGreaterThan(0.95);
    expect(learnCorrections(past(60)).bias).toBeCloseTo(0.82, 2);
    // What may be chance is learned later, but it is learned.
    expect(learnCorrections(past(60, 1)).bias).toBeGreaterThan(learnCorrections(past(60, 0.3)).bias);
    expect(learnCorrections(past(600, 1)).bias).toBeCloseTo(0.82, 1);
  });

  test('least of all an error where the model was right and chance was large', () => {
    const random = seededRandom(4);
    // Periods that bring a Gamma amount around what was said, of the coefficient of variation that the model knew of.
    const errorAfter = (cv: number, periods: number): number => {
      const squares = Array.from({ length: 400 }, () => {
        const past = Array.from({ length: periods }, () => ({
          ...pastForecast(1000, Math.round(1000 * drawGamma(random, 1 / cv ** 2) * cv ** 2)),
          modelCv: cv,
        }));
        return (learnCorrections(past).bias - 1) ** 2;
      });
      return Math.sqrt(squares.reduce((sum, each) => sum + each, 0) / squares.length);
    };
    // 0.15 is how wrong a model is believed to be: learning must not make one that is right worse than a part of that.
    for (const cv of [0.1, 0.35, 1]) for (const periods of [1, 4, 8]) expect(errorAfter(cv, periods)).toBeLessThan(0.075);
  });

  test('a bias between none and what came over what was said, whatever came', () => {
    const period = fc.record({
      modelMinor: fc.integer({ min: 1, max: 1e9 }),
      actualMinor: fc.integer({ min: 0, max: 1e9 }),
      modelCv: fc.double({ min: 0, max: 3, noNaN: true }),
      weight: fc.double({ min: 0.01, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(period, { minLength: 1, maxLength: 8 }), (periods) => {
        const past = periods.map((each) => ({ ...pastForecast(each.modelMinor, each.actualMinor), ...each }));
        const sum = (of: (each: PastForecast) => number): number => past.reduce((all, each) => all + each.weight * of(each), 0);
        const ratio = sum(({ actualMinor }) => actualMinor) / sum(({ modelMinor }) => modelMinor);
        const { bias } = learnCorrections(past);
        expect(bias).toBeGreaterThanOrEqual(Math.min(1, ratio) - 1e-9);
        expect(bias).toBeLessThanOrEqual(Math.max(1, ratio) + 1e-9);
      }),
    );
  });
});

test('a forecast says nothing as its low end where a week may well bring nothing, whatever the run-rate', () => {
  const at = FIRM_START + 400 * DAY_MS;
  const { counters, open, wins } = observeAt(simulateHistory(DEFAULT_FIRM, seededRandom(5), 400), at);
  const mine = open.filter(({ ownerId }) => ownerId === 'rep1');
  const forecast = forecastPeriod(fitFunnel(firmPipeline, counters, at), {
    counters,
    open: mine.map(({ stageId, ownerId, stageSince, valueMinor }) => ({
      stageId,
      ownerId,
      valueMinor,
      ageMs: at - stageSince,
      tier: 0,
      count: 1,
    })),
    wins: wins.toReversed(),
    wonMinor: 0,
    lastNinetyDaysMinor: 50_000_000,
    endsAt: at + 7 * DAY_MS,
    ownerId: 'rep1',
    past: [],
    seed: 1,
  });
  expect(forecast.expectedMinor).toBeGreaterThan(0);
  expect(forecast.lowMinor).toBe(0);
});

describe('the error that all deals share', () => {
  test('does not grow with periods whose errors are what chance makes of them', () => {
    // Errors of exactly the size that was expected, in both directions, and some of twice and of none of it.
    const errors = [0.3, -0.3, 0.42, 0, -0.42, 0, 0.3, -0.3];
    const past = errors.map((error) => ({
      modelMinor: 100_000,
      runRateMinor: 100_000,
      actualMinor: Math.round(100_000 * Math.exp(error)),
      shownMinor: 100_000,
      sdMinor: 30_000,
      modelCv: 0.3,
      weight: 1,
    }));
    expect(learnCorrections(past).commonErrorSd).toBeLessThan(learnCorrections([]).commonErrorSd);
    const wild = past.map((each, i) => ({ ...each, actualMinor: i % 2 === 0 ? 300_000 : 30_000 }));
    expect(learnCorrections(wild).commonErrorSd).toBeGreaterThan(0.4);
  });
});

describe('the trust in the run-rate', () => {
  const period = { modelMinor: 100, runRateMinor: 100, actualMinor: 100, shownMinor: 100, sdMinor: 10, modelCv: 0.1, weight: 1 };

  test('is less where ninety days are mostly chance, and never gone', () => {
    const { runRateWeight } = learnCorrections([]);
    expect(runRateWeight(0)).toBeCloseTo(0.03 / 0.08, 9);
    expect(runRateWeight(0.3)).toBeLessThan(0.1);
    expect(runRateWeight(0.3)).toBeGreaterThan(0);
  });

  test('falls as the run-rate errs, rises as the model does, and is not moved by noise that both share', () => {
    const of = (more: Partial<typeof period>) =>
      learnCorrections(
        Array.from({ length: 6 }, (_, i) => ({ ...period, ...more, actualMinor: i % 2 === 0 ? 90 : 110 })),
      ).runRateWeight(0);
    const noisy = { modelCv: 0.1 };
    expect(of(noisy)).toBeCloseTo(0.03 / 0.08, 2);
    expect(of({ runRateMinor: 180 })).toBeLessThan(0.1);
    expect(of({ modelMinor: 300, runRateMinor: 100 })).toBeGreaterThan(of(noisy));
  });
});
