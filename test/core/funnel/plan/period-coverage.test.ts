import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecastStatement, statedExpectedMinor } from '../../../../src/core/funnel/plan/forecast-statement.ts';
import { periodCoverage } from '../../../../src/core/funnel/plan/period-coverage.ts';
import { shownAmount } from '../../../../src/core/money/shown-amount.ts';
import { periodContaining } from '../../../../src/core/time/periods.ts';

const NOVEMBER = periodContaining('2026-11-23', 'month', 1);
const TOLD = { currency: 'EUR', usualDealMinor: 20_000_00 };

type Figures = { target: number; expected: number; low: number; high: number; won?: number };

/** Whole euros. */
const covered = ({ target, expected, low, high, won = 0 }: Figures) =>
  periodCoverage(
    {
      ...{ period: NOVEMBER, running: true, targetMinor: target * 100, wonMinor: won * 100, expectedMinor: expected * 100 },
      range: { lowMinor: low * 100, highMinor: high * 100, furtherWinChance: 0.9, early: false },
    },
    TOLD,
  );

describe('the coverage of a period', () => {
  it('is of the figures that stand beside it: 160k expected of 120k are 133%, whatever they were before they were rounded', () => {
    expect(covered({ target: 120_000, expected: 164_400, low: 60_000, high: 300_000 })).toMatchObject({ percent: 133 });
    expect(covered({ target: 119_600, expected: 164_400, low: 60_000, high: 300_000 })).toMatchObject({ percent: 133 });
  });

  it('says by how much it is short in the same figures', () => {
    expect(covered({ target: 200_400, expected: 164_400, low: 60_000, high: 300_000 })).toMatchObject({
      ...{ percent: 80, state: 'open', shortMinor: 40_000_00 },
    });
  });

  it('is what it reads as at the edge: who reads 100% reads of nothing short, and who reads less of nothing covered', () => {
    expect(covered({ target: 200_000, expected: 196_000, low: 80_000, high: 300_000 })).toMatchObject({
      ...{ percent: 100, state: 'covered', shortMinor: 0 },
    });
    expect(covered({ target: 200_000, expected: 204_000, low: 199_000, high: 209_000 })).toMatchObject({ state: 'covered' });
    expect(covered({ target: 205_000, expected: 203_600, low: 80_000, high: 300_000 })).toMatchObject({
      ...{ percent: 98, state: 'almost', shortMinor: 5_000_00 },
    });
    fc.assert(
      fc.property(
        ...([
          fc.integer({ min: 1, max: 10 ** 6 }),
          fc.integer({ min: 0, max: 10 ** 6 }),
          fc.integer({ min: 0, max: 10 ** 6 }),
        ] as const),
        (target, expected, spread) => {
          const [low, high] = [Math.max(0, expected - spread), expected + spread];
          const { percent, state, shortMinor } = covered({ target, expected, low, high });
          const figures = { wonMinor: 0, expectedMinor: expected * 100, lowMinor: low * 100, highMinor: high * 100 };
          const statement = forecastStatement({ ...figures, furtherWinChance: 0.9 }, TOLD.usualDealMinor, 'EUR');
          const [brings, wanted] = [statedExpectedMinor(statement), target * 100].map((minor) => shownAmount(minor, 'EUR'));
          expect(percent).toBe(Math.round((100 * (brings ?? 0)) / (wanted ?? 0)));
          expect(state === 'covered').toBe((percent ?? 0) >= 100);
          expect(shortMinor).toBe(state === 'covered' ? 0 : (wanted ?? 0) - (brings ?? 0));
        },
      ),
    );
  });
});
