import { describe, expect, it } from 'vitest';
import { negativeBinomialQuantile, overfullFrom } from '../../../../src/core/numbers/needs/overfull.ts';

describe('too many deals', () => {
  it('are more than chance explains and at least 1.3 times the mean', () => {
    expect(negativeBinomialQuantile(4, 1, 0.95)).toBe(8);
    expect(negativeBinomialQuantile(0, 2, 0.95)).toBe(0);
    expect(overfullFrom(4, 1)).toBe(9);
    expect(overfullFrom(4, 4)).toBeGreaterThan(9);
    expect(overfullFrom(1000, 1)).toBe(1300);
  });
});
