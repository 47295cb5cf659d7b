import { describe, expect, it } from 'vitest';
import { forecastRate } from '../../../../src/core/numbers/model/arrival-trend.ts';
import { drawPoisson, seededRandom } from '../../../../src/core/numbers/statistics/random.ts';

const counts = (days: number, rate: (day: number) => number, seed = 1): readonly number[] => {
  const random = seededRandom(seed);
  return Array.from({ length: days }, (_, day) => drawPoisson(random, rate(day)));
};

describe('the rate of arrivals', () => {
  it('of a steady firm is its mean, and hardly in doubt', () => {
    const { perDay, rateCv } = forecastRate(
      counts(400, () => 5),
      30,
    );
    expect(perDay).toBeGreaterThan(4.5);
    expect(perDay).toBeLessThan(5.5);
    expect(rateCv).toBeLessThan(0.08);
  });

  it('of a firm that grows follows sooner than a mean of sixty days, and says that it is in doubt', () => {
    const growing = counts(300, (day) => 2 + day / 30);
    const { perDay, rateCv } = forecastRate(growing, 30);
    expect(perDay).toBeGreaterThan(10.3);
    expect(perDay).toBeLessThan(14);
    expect(rateCv).toBeGreaterThan(
      forecastRate(
        counts(300, () => 7),
        30,
      ).rateCv,
    );
  });

  it('does not carry a rise on for ever: a year ahead is hardly more than a quarter ahead', () => {
    const growing = counts(300, (day) => 2 + day / 30);
    expect(forecastRate(growing, 365).perDay / forecastRate(growing, 90).perDay).toBeLessThan(1.15);
  });

  it('of a firm that halved has come down after a quarter', () => {
    const halved = counts(300, (day) => (day < 200 ? 10 : 5));
    expect(forecastRate(halved, 30).perDay).toBeLessThan(6.2);
  });

  it('of the first day is never less than nothing, and of nothing is nothing', () => {
    expect(forecastRate([3], 30).perDay).toBeGreaterThan(0);
    expect(forecastRate([0, 0, 0], 30)).toEqual({ perDay: 0, rateCv: 0 });
  });
});
