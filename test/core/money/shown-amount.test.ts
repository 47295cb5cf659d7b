import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownAmount, shownShare, shownStep } from '../../../src/core/money/shown-amount.ts';
import { LANGUAGE_CODES } from '../../../src/core/people/language.ts';
import { LANGUAGES } from '../../../src/locale/languages.ts';

const money = fc.record({ minor: fc.integer({ min: 0, max: 10 ** 13 }), currency: fc.constantFrom('EUR', 'PLN', 'JPY', 'KWD') });

describe('an amount as it reads', () => {
  it.each(LANGUAGE_CODES)('is what the short form of it says, and reads the same (%s)', (language) => {
    const { shortAmount } = LANGUAGES[language].f;
    fc.assert(
      fc.property(money, ({ minor, currency }) => {
        const shown = shownAmount(minor, currency);
        expect(shortAmount({ minor: shown, currency })).toBe(shortAmount({ minor, currency }));
        expect(shownAmount(shown, currency)).toBe(shown);
      }),
    );
  });

  it('grows with the amount', () => {
    fc.assert(
      fc.property(money, fc.integer({ min: 0, max: 10 ** 12 }), ({ minor, currency }, more) => {
        expect(shownAmount(minor + more, currency)).toBeGreaterThanOrEqual(shownAmount(minor, currency));
      }),
    );
  });

  it('is what a share beside it is of', () => {
    expect(shownAmount(164_432_17, 'EUR')).toBe(164_000_00);
    // 99.7 % of the exact amounts; who reads 240k of 240k reads 100 %.
    expect(shownShare(239_510_00, 240_200_00, 'EUR')).toBe(1);
    expect(shownShare(0, 0, 'EUR')).toBe(1);
  });

  it('has a step in which it is written as it is: parts that add up do so as they are read', () => {
    const { shortAmount } = LANGUAGES.en.f;
    const UNITS: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, bn: 1e9 };
    const read = (text: string): number => {
      const [, digits = '', unit = ''] = /^([\d.,]+)([a-z]*)$/.exec(text) ?? [];
      return Math.round(Number(digits.replaceAll(',', '')) * (UNITS[unit] ?? 1) * 100);
    };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (minor) => {
        const step = shownStep(minor, 'PLN');
        const rounded = Math.round(minor / step) * step;
        expect(read(shortAmount({ minor: rounded, currency: 'PLN' }))).toBe(rounded);
      }),
      { examples: [[6_920_00], [999_60], [99_960_00], [999_500_00]] },
    );
  });
});
