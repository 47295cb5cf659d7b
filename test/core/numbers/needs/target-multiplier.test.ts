import { describe, expect, it } from 'vitest';
import { targetMultiplier } from '../../../../src/core/numbers/needs/target-multiplier.ts';
import { simulateTarget } from '../../../support/simulate-target.ts';

const STEADY_STAGE = {
  stageId: 'lead',
  current: 0,
  currentMinor: 0,
  dwellDays: 10,
  observedDays: 90,
  entries: 90,
  entriesPerDay: 1,
  fano: 1,
};

describe('how many times the usual stock a target takes', () => {
  it('is none for a target that is reached, and at 50 % more than the mean asks, for a few large wins pull the mean up', () => {
    const steady = [{ ...STEADY_STAGE, steadyCount: 20, win: 0.2, valueMinor: 1000 }];
    const wanted = (targetMinor: number, wonMinor: number, confidence: 0.5 | 0.8) =>
      targetMultiplier(steady, { targetMinor, wonMinor, newMinor: 0, newWins: 0 }, { meanWinMinor: 1000, confidence });
    expect([wanted(5000, 5000, 0.5), wanted(5000, 6000, 0.8), wanted(5000, 0, 0.5) > 0]).toEqual([0, 0, true]);
    // 4,000 are the mean of the profile, and of ten such periods fewer than five bring them.
    expect(wanted(4000, 0, 0.5)).toBeGreaterThan(1);
    expect(wanted(4000, 0, 0.5)).toBeLessThan(1.3);
    expect(wanted(4000, 0, 0.8)).toBeGreaterThan(wanted(4000, 0, 0.5));
    // The more wins a target takes, the less one of them matters.
    const many = [{ ...STEADY_STAGE, steadyCount: 2000, win: 0.2, valueMinor: 1000 }];
    expect(
      targetMultiplier(
        many,
        { targetMinor: 400_000, wonMinor: 0, newMinor: 0, newWins: 0 },
        { meanWinMinor: 1000, confidence: 0.5 },
      ),
    ).toBeCloseTo(1, 1);
  });

  it('suffices: about half of the firms meet the target at 50 %, most at 80 %', () => {
    const firms = Array.from({ length: 40 }, (_, seed) => simulateTarget(seed + 1));
    const share = (confidence: 0.5 | 0.8) => firms.filter((meets) => meets(confidence)).length / firms.length;
    const [half, most] = [share(0.5), share(0.8)];
    // Some three standard errors of forty firms around the goals; the long run is `npm run bench -- numbers`.
    expect(half).toBeGreaterThan(0.28);
    expect(half).toBeLessThan(0.68);
    expect(most).toBeGreaterThan(0.6);
    expect(most).toBeLessThan(0.95);
  }, 120_000);
});
