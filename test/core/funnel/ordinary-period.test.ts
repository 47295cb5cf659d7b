import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ordinaryPeriods } from '../../../src/core/funnel/ordinary-period.ts';

const kinds = (months: readonly number[]) => ordinaryPeriods(months, 'PLN').map(({ kind }) => kind);

describe('what an ordinary period has brought', () => {
  it('is the middle half of the latest twelve months, quarters and years, rounded outwards', () => {
    const months = [80, 120, 100, 90, 110, 130, 95, 105, 115, 85, 125, 1_000].map((k) => k * 1_000_00);
    const [month, quarter, year] = ordinaryPeriods(months, 'PLN');
    expect(month).toEqual({ kind: 'month', lowMinor: 95_000_00, highMinor: 120_000_00 });
    expect(quarter).toEqual({ kind: 'quarter', lowMinor: 300_000_00, highMinor: 330_000_00 });
    expect(year).toMatchObject({ kind: 'year', lowMinor: 2_100_000_00, highMinor: 2_200_000_00 });
  });

  it('is not told from too little, or where nothing was won', () => {
    expect(kinds([1e6, 1e6, 1e6])).toEqual([]);
    expect(kinds([1e6, 1e6, 1e6, 1e6])).toEqual(['month']);
    expect(kinds(Array.from({ length: 6 }, () => 1e6))).toEqual(['month', 'quarter']);
    expect(kinds(Array.from({ length: 12 }, () => 1e6))).toEqual(['month', 'quarter', 'year']);
    expect(kinds(Array.from({ length: 12 }, () => 0))).toEqual([]);
  });

  it('forgets months that are long ago, and its ends are in order', () => {
    const months = fc.array(fc.integer({ min: 0, max: 10 ** 9 }), { minLength: 12, maxLength: 30 });
    fc.assert(
      fc.property(months, (minor) => {
        const [month] = ordinaryPeriods(minor, 'PLN').filter(({ kind }) => kind === 'month');
        const latest = minor.slice(-12);
        if (month === undefined) return;
        expect(month.lowMinor).toBeLessThan(month.highMinor + 1);
        expect(month.lowMinor).toBeGreaterThanOrEqual(Math.floor(Math.min(...latest) / 10 ** 8) * 10 ** 8);
        expect(ordinaryPeriods(latest, 'PLN')[0]).toEqual(month);
      }),
    );
  });
});
