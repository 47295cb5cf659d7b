import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { learnCorrections, type PastForecast } from '../../../src/core/numbers/forecast-corrections.ts';
import { fitFunnel } from '../../../src/core/numbers/model/funnel-model.ts';
import { forecastPeriod } from '../../../src/core/numbers/period-forecast.ts';
import { drawGamma, seededRandom } from '../../../src/core/numbers/statistics/random.ts';
import { DAY_MS } from '../../../src/core/time/durations.ts';
import { DEFAULT_FIRM, FIRM_START, firmPipeline, observeAt, simulateHistory } from '../../support/simulated-firm.ts';

/** Periods of a quarter, one after the other; the last of them ended just now. */
const NOW = FIRM_START + 4000 * DAY_MS;
const inOrder = <P extends object>(periods: readonly P[]) =>
  periods.map((each, i) => {
    const endsAt = NOW - (periods.length - 1 - i) * 90 * DAY_MS;
    return { ...each, madeAt: endsAt - 90 * DAY_MS, endsAt };
  });
const learn = (periods: readonly Omit<PastForecast, 'madeAt' | 'endsAt'>[]) => learnCorrections(inOrder(periods), NOW);

const pastForecast = (modelMinor: number, actualMinor: number): Omit<PastForecast, 'madeAt' | 'endsAt'> => ({
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
    expect(learn(past).bias).toBeCloseTo(1);
  });

  test('a bias that is there, once it would have made the forecasts since better', () => {
    const past = (length: number, modelCv = 0) => Array.from({ length }, () => ({ ...pastForecast(1000, 800), modelCv }));
    expect(learn(past(1)).bias).toBe(1);
    expect(learn(past(4)).bias).toBeLessThan(0.95);
    expect(learn(past(12)).bias).toBeLessThan(0.91);
    expect(learn(past(12)).bias).toBeGreaterThan(0.8);
  });

  test('no bias that comes and goes: it would have made half of the forecasts worse', () => {
    const past = Array.from({ length: 12 }, (_, i) => ({ ...pastForecast(1000, i % 2 === 0 ? 1400 : 600), modelCv: 0.1 }));
    expect(learn(past).bias).toBeCloseTo(1, 1);
  });

  test('never more than by half, though three times of what was said came, or nothing', () => {
    expect(learn(Array.from({ length: 12 }, () => ({ ...pastForecast(1000, 3000), modelCv: 0.1 }))).bias).toBe(1.5);
    expect(learn(Array.from({ length: 12 }, () => ({ ...pastForecast(1000, 0), modelCv: 0.1 }))).bias).toBeCloseTo(1 / 1.5);
  });

  test('nothing from forecasts before the first wins, when there was nothing to rest on', () => {
    const blind = Array.from({ length: 6 }, () => ({ ...pastForecast(10, 90_000), runRateMinor: 0, modelCv: 0.5 }));
    expect(learn(blind)).toMatchObject({ bias: 1, spreadFactor: 1 });
  });

  test('less and less of what is long ago', () => {
    const old = Array.from({ length: 6 }, () => ({ ...pastForecast(1000, 600), modelCv: 0.1 }));
    const right = Array.from({ length: 8 }, () => ({ ...pastForecast(1000, 1000), modelCv: 0.1 }));
    expect(learn(old).bias).toBeLessThan(0.8);
    expect(learn([...old, ...right]).bias).toBeGreaterThan(0.95);
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
        return (learn(past).bias - 1) ** 2;
      });
      return Math.sqrt(squares.reduce((sum, each) => sum + each, 0) / squares.length);
    };
    // 0.15 is how wrong a model is believed to be: learning must not make one that is right worse than a part of that.
    for (const cv of [0.1, 0.35, 1]) for (const periods of [1, 4, 8]) expect(errorAfter(cv, periods)).toBeLessThan(0.075);
  });

  test('a bias between none and the ratios of what came to what was said, and bounded, whatever came', () => {
    const period = fc.record({
      modelMinor: fc.integer({ min: 1, max: 1e9 }),
      actualMinor: fc.integer({ min: 0, max: 1e9 }),
      modelCv: fc.double({ min: 0, max: 3, noNaN: true }),
      weight: fc.double({ min: 0.01, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(period, { minLength: 1, maxLength: 8 }), (periods) => {
        const past = periods.map((each) => ({ ...pastForecast(each.modelMinor, each.actualMinor), ...each }));
        const ratios = past.map(({ actualMinor, modelMinor }) => actualMinor / modelMinor);
        const { bias } = learn(past);
        expect(bias).toBeGreaterThanOrEqual(Math.max(1 / 1.5, Math.min(1, ...ratios)) - 1e-9);
        expect(bias).toBeLessThanOrEqual(Math.min(1.5, Math.max(1, ...ratios)) + 1e-9);
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
    expect(learn(past).commonErrorSd).toBeLessThan(learn([]).commonErrorSd);
    const wild = past.map((each, i) => ({ ...each, actualMinor: i % 2 === 0 ? 300_000 : 30_000 }));
    expect(learn(wild).commonErrorSd).toBeGreaterThan(0.4);
  });
});

describe('the trust in the run-rate', () => {
  const period = { modelMinor: 100, runRateMinor: 100, actualMinor: 100, shownMinor: 100, sdMinor: 10, modelCv: 0.1, weight: 1 };

  test('is less where ninety days are mostly chance, and never gone', () => {
    const { runRateWeight } = learn([]);
    expect(runRateWeight(0)).toBeCloseTo(0.03 / 0.15, 9);
    expect(runRateWeight(0.3)).toBeLessThan(0.1);
    expect(runRateWeight(0.3)).toBeGreaterThan(0);
  });

  test('falls as the run-rate errs, rises as the model does, and is not moved by noise that both share', () => {
    const of = (more: Partial<typeof period>) =>
      learn(Array.from({ length: 6 }, (_, i) => ({ ...period, ...more, actualMinor: i % 2 === 0 ? 90 : 110 }))).runRateWeight(0);
    const noisy = { modelCv: 0.1 };
    expect(of(noisy)).toBeCloseTo(0.03 / 0.15, 2);
    expect(of({ runRateMinor: 180 })).toBeLessThan(0.1);
    expect(of({ modelMinor: 300, runRateMinor: 100 })).toBeGreaterThan(of(noisy));
  });
});
