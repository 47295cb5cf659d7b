import { describe, expect, test } from 'vitest';
import { fitFunnel } from '../../../src/core/numbers/funnel-model.ts';
import { learnedFrom, type PastForecast } from '../../../src/core/numbers/past-forecasts.ts';
import { forecastPeriod } from '../../../src/core/numbers/period-forecast.ts';
import { seeded } from '../../../src/core/numbers/random.ts';
import { DAY_MS, FIRM, FIRM_START, firmPipeline, historyOf, seenAt } from '../../support/firm.ts';

const told = (modelMinor: number, actualMinor: number): PastForecast => ({
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
    const past = Array.from({ length: 24 }, (_, i) => told(1000, i % 4 === 0 ? 4000 : 0));
    expect(learnedFrom(past).bias).toBeCloseTo(1);
  });

  test('a bias that is there, at once in part and after many periods nearly whole', () => {
    const past = (length: number) => Array.from({ length }, () => told(1000, 800));
    expect(learnedFrom(past(1)).bias).toBeGreaterThan(0.95);
    expect(learnedFrom(past(60)).bias).toBeCloseTo(0.82, 2);
  });
});

test('a forecast says nothing as its low end where a week may well bring nothing, whatever the run-rate', () => {
  const at = FIRM_START + 400 * DAY_MS;
  const { counters, open, wins } = seenAt(historyOf(FIRM, seeded(5), 400), at);
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
    expect(learnedFrom(past).commonSd).toBeLessThan(learnedFrom([]).commonSd);
    const wild = past.map((each, i) => ({ ...each, actualMinor: i % 2 === 0 ? 300_000 : 30_000 }));
    expect(learnedFrom(wild).commonSd).toBeGreaterThan(0.4);
  });
});

describe('the trust in the run-rate', () => {
  const period = { modelMinor: 100, runRateMinor: 100, actualMinor: 100, shownMinor: 100, sdMinor: 10, modelCv: 0.1, weight: 1 };

  test('is less where ninety days are mostly chance, and never gone', () => {
    const { runRateTrust } = learnedFrom([]);
    expect(runRateTrust(0)).toBeCloseTo(0.03 / 0.08, 9);
    expect(runRateTrust(0.3)).toBeLessThan(0.1);
    expect(runRateTrust(0.3)).toBeGreaterThan(0);
  });

  test('falls as the run-rate errs, rises as the model does, and is not moved by noise that both share', () => {
    const of = (more: Partial<typeof period>) =>
      learnedFrom(
        Array.from({ length: 6 }, (_, i) => ({ ...period, ...more, actualMinor: i % 2 === 0 ? 90 : 110 })),
      ).runRateTrust(0);
    const noisy = { modelCv: 0.1 };
    expect(of(noisy)).toBeCloseTo(0.03 / 0.08, 2);
    expect(of({ runRateMinor: 180 })).toBeLessThan(0.1);
    expect(of({ modelMinor: 300, runRateMinor: 100 })).toBeGreaterThan(of(noisy));
  });
});
