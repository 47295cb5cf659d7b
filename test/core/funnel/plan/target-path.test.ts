import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { periodCoverage } from '../../../../src/core/funnel/plan/period-coverage.ts';
import type { PlanInputs } from '../../../../src/core/funnel/plan/plan-inputs.ts';
import { targetPath } from '../../../../src/core/funnel/plan/target-path.ts';
import { planInputs, TODAY, testPeriods } from '../../../support/plan/plan-situations.ts';

const NUMBERS = {
  ...{ passRate: 0.6, medianDays: 9, win: 0.6, low: 0.5, high: 0.7, n: 63, mostlyAssumption: false, winChance: 0.6 },
};

/** The path of a month with this target, won and expected, in whole minor units. */
function pathOf(month: { target: number | null; expected: number | null; won: number }, change: Partial<PlanInputs> = {}) {
  const periods = testPeriods(TODAY, month);
  const inputs = planInputs({ periods, usualDealMinor: 14_000, numbers: { talks: NUMBERS }, ...change });
  return targetPath(
    inputs,
    periods.map((period) => periodCoverage(period, inputs)),
  );
}
const brings = (perWeek: number, minor: number): PlanInputs['newDeals'] => ({
  ...{ perWeek, gainMinor: 0, gainInPeriodMinor: [0, 0, 0, 0] },
  perWeekMinor: [minor, 0, 0, 0],
});

describe('what would have to be true for a target', () => {
  it('is the wins of the usual value, the new deals and the pass rate that each close the gap alone', () => {
    const path = pathOf({ target: 240_000, expected: 205_000, won: 171_000 }, { newDeals: brings(5, 9_000) });
    // 69k are wanted and 34k expected, in wins of 14k; 35k are short, and a new deal more a week brings 9k.
    expect(path?.wins).toEqual({ needed: 5, expected: 2, valueMinor: 14_000, isMore: true });
    // An expected 24k of wins of 14k is nearer to two than to one.
    expect(pathOf({ target: 240_000, expected: 195_000, won: 171_000 })?.wins?.expected).toBe(2);
    expect(path?.newPerWeek).toEqual({ now: 5, needed: 9 });
    expect(path?.passRate).toBeNull();
    const near = pathOf({ target: 240_000, expected: 230_000, won: 171_000 });
    expect(near?.passRate?.stageId).toBe('talks');
    expect(near?.passRate?.needed).toBeCloseTo((0.6 * 69) / 59, 9);
  });

  it('is nothing where a target is covered, or there is none, or nothing is known', () => {
    expect(pathOf({ target: 240_000, expected: 240_000, won: 0 })).toBeNull();
    expect(pathOf({ target: null, expected: 100_000, won: 0 })).toBeNull();
    expect(pathOf({ target: 240_000, expected: null, won: 0 })).toBeNull();
    expect(pathOf({ target: 240_000, expected: 100, won: 0 }, { usualDealMinor: 0 })).toBeNull();
  });

  it('leaves out new deals that would have to be more than three times as many, and a pass rate that rests on assumption', () => {
    const month = { target: 240_000, expected: 230_000, won: 171_000 };
    expect(pathOf(month, { newDeals: brings(2, 1_000) })?.newPerWeek).toBeNull();
    expect(pathOf(month, { numbers: { talks: { ...NUMBERS, mostlyAssumption: true } } })?.passRate).toBeNull();
  });

  it('never asks for less than is there', () => {
    const minor = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(minor, minor, minor, fc.integer({ min: 1, max: 50_000 }), (target, won, more, perWeekMinor) => {
        const path = pathOf({ target, won, expected: won + more }, { newDeals: brings(4, perWeekMinor) });
        if (path === null) return;
        if (path.wins !== null) expect(path.wins.needed).toBeGreaterThan(path.wins.expected);
        if (path.newPerWeek !== null) expect(path.newPerWeek.needed).toBeGreaterThan(path.newPerWeek.now);
        if (path.passRate !== null) expect(path.passRate.needed).toBeGreaterThan(path.passRate.now);
      }),
    );
  });
});
