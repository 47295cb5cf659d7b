import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  convert,
  exponent,
  fromMajor,
  isCurrency,
  MAX_MINOR,
  type Money,
  roundToWholeUnits,
  weightedValue,
} from '../../../src/core/money/money.ts';
import { LANGUAGES } from '../../../src/locale/languages.ts';

const minor = fc.integer({ min: -MAX_MINOR, max: MAX_MINOR });

describe('currencies', () => {
  it('are ISO 4217 codes in capitals', () => {
    expect(['PLN', 'EUR', 'JPY', 'KWD'].every(isCurrency)).toBe(true);
    expect(['pln', 'zł', 'ABC', '', 'PLNX'].some(isCurrency)).toBe(false);
  });

  it('have 2 decimal places unless the table says otherwise', () => {
    expect(['PLN', 'JPY', 'KWD', 'ISK'].map(exponent)).toEqual([2, 0, 3, 0]);
  });
});

describe('fromMajor', () => {
  it('counts minor units by the exponent of the currency', () => {
    expect(fromMajor(12.5, 'PLN').minor).toBe(12_50);
    expect(fromMajor(12.5, 'KWD').minor).toBe(12_500);
    expect(fromMajor(1200, 'JPY').minor).toBe(1200);
  });

  it('rounds half away from zero, in decimals', () => {
    expect(fromMajor(1.005, 'PLN').minor).toBe(1_01);
    expect(fromMajor(-1.005, 'PLN').minor).toBe(-1_01);
    expect(fromMajor(1e-7, 'PLN').minor).toBe(0);
  });

  it('refuses what is not a number of money', () => {
    for (const major of [Number.NaN, Number.POSITIVE_INFINITY, 1e300, MAX_MINOR]) {
      expect(() => fromMajor(major, 'PLN')).toThrow(RangeError);
    }
  });
});

describe('convert', () => {
  it('rounds once, half away from zero', () => {
    expect(convert({ minor: 10_00, currency: 'EUR' }, 'PLN', 4.2537)).toBe(42_54);
    expect(convert({ minor: 100, currency: 'EUR' }, 'PLN', 1.005)).toBe(101);
    expect(convert({ minor: -100, currency: 'EUR' }, 'PLN', 1.005)).toBe(-101);
  });

  it('bridges currencies of different decimal places', () => {
    expect(convert({ minor: 10_000, currency: 'JPY' }, 'PLN', 0.0243)).toBe(243_00);
    expect(convert({ minor: 243_00, currency: 'PLN' }, 'JPY', 41.15)).toBe(9999);
    expect(convert({ minor: 1_000, currency: 'KWD' }, 'PLN', 12.31)).toBe(12_31);
  });

  it('at rate 1 changes nothing', () => {
    fc.assert(fc.property(minor, (amount) => convert({ minor: amount, currency: 'PLN' }, 'EUR', 1) === amount));
  });

  it('treats what is owed like what is owned', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.double({ min: 1e-6, max: 1e3, noNaN: true }), (amount, rate) => {
        expect(
          convert({ minor: -amount, currency: 'EUR' }, 'PLN', rate) + convert({ minor: amount, currency: 'EUR' }, 'PLN', rate),
        ).toBe(0);
      }),
    );
  });

  it('refuses a rate that is not positive', () => {
    for (const rate of [0, -1, Number.NaN])
      expect(() => convert({ minor: 1, currency: 'EUR' }, 'PLN', rate)).toThrow('not a rate');
  });
});

describe('roundToWholeUnits', () => {
  it('leaves an estimate without cents, whatever a currency divides its units into', () => {
    expect([12_49, 12_50, -12_51].map((minor) => roundToWholeUnits({ minor, currency: 'PLN' }).minor)).toEqual([
      12_00, 13_00, -13_00,
    ]);
    expect(roundToWholeUnits({ minor: 1_499.6, currency: 'JPY' })).toEqual({ minor: 1_500, currency: 'JPY' });
    expect(roundToWholeUnits({ minor: 1_499, currency: 'KWD' })).toEqual({ minor: 1_000, currency: 'KWD' });
  });
});

it('is one value: an amount without its currency does not compile', () => {
  const amounts: Money[] = [{ minor: 1, currency: 'PLN' }];
  // @ts-expect-error of which currency?
  amounts.push({ minor: 1 });
  // @ts-expect-error a number is no money.
  expect(() => convert(1, 'PLN', 4.2)).toThrow();
  // @ts-expect-error nor is it shown without its currency.
  expect(() => LANGUAGES.en.f.shortMoney(1)).not.toThrow();
  expect(amounts).toHaveLength(2);
});

describe('weightedValue', () => {
  it('is the sum of value x win probability, rounded once', () => {
    const line = { valueMinor: 1, winProbability: 0.3 };
    expect(weightedValue([{ valueMinor: 100_00, winProbability: 0.25 }])).toBe(25_00);
    expect(weightedValue([line, line, line, line])).toBe(1);
  });

  it('of nothing is nothing', () => {
    expect(weightedValue([])).toBe(0);
  });

  it('calls a probability outside 0..1 a bug', () => {
    for (const winProbability of [-0.1, 1.1, Number.NaN]) {
      expect(() => weightedValue([{ valueMinor: 1, winProbability }])).toThrow('not a probability');
    }
  });
});
