import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundedParts } from '../../../src/core/money/rounded-parts.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

describe('parts of a sum as they are shown', () => {
  it('add up to the sum as it is shown, each within a step of what it is', () => {
    const parts = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { maxLength: 12 });
    fc.assert(
      fc.property(parts, fc.constantFrom(1, 100, 1_000, 50_000), (minor, step) => {
        const shown = roundedParts(minor, step);
        expect(sum(shown)).toBe(Math.round(sum(minor) / step) * step + 0);
        for (const [i, part] of minor.entries()) {
          expect(Math.abs((shown[i] ?? 0) - part)).toBeLessThan(step);
          expect(Math.abs((shown[i] ?? 0) % step)).toBe(0);
        }
      }),
    );
  });

  it('add up to a sum that was rounded for itself, each still within two steps of what it is', () => {
    const parts = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(parts, fc.constantFrom(100, 1_000), fc.constantFrom(-1, 0, 1), (minor, step, off) => {
        const total = (Math.round(sum(minor) / step) + off) * step;
        const shown = roundedParts(minor, step, total);
        expect(sum(shown) + 0).toBe(total + 0);
        for (const [i, part] of minor.entries()) expect(Math.abs((shown[i] ?? 0) - part)).toBeLessThanOrEqual(2 * step);
      }),
    );
  });

  it('raises the parts that would lose most', () => {
    expect(roundedParts([33_40, 33_30, 33_30], 1_00)).toEqual([34_00, 33_00, 33_00]);
    expect(roundedParts([], 1_00)).toEqual([]);
    expect(() => roundedParts([1], 0)).toThrow(RangeError);
  });
});
