import { describe, expect, it } from 'vitest';
import { bulgeFrom, negativeBinomialPoint } from '../../../src/core/numbers/too-many.ts';

describe('too many deals', () => {
  it('are more than chance explains and at least 1.3 times the mean', () => {
    expect(negativeBinomialPoint(4, 1, 0.95)).toBe(8);
    expect(negativeBinomialPoint(0, 2, 0.95)).toBe(0);
    expect(bulgeFrom(4, 1)).toBe(9);
    expect(bulgeFrom(4, 4)).toBeGreaterThan(9);
    expect(bulgeFrom(1000, 1)).toBe(1300);
  });
});
