import { describe, expect, it } from 'vitest';
import { amountRange, partialAmount } from '../../src/locale/amount-phrases.ts';
import { LANGUAGES } from '../../src/locale/languages.ts';
import { plainSpaces } from '../support/plain-spaces.ts';

const { en, pl } = LANGUAGES;
const short = (m: typeof en, major: number): string => m.f.shortAmount({ minor: major * 100, currency: 'PLN' });

describe('a range', () => {
  it.each([
    [186_000, 228_000, '186–228k', '186–228 tys.'],
    [9300, 68_900, '9.3–68.9k', '9,3–68,9 tys.'],
    [0, 80_100, '0–80.1k', '0–80,1 tys.'],
    [950_000, 1_200_000, '950k–1.2m', '950 tys.–1,2 mln'],
    [0, 200, '0–200', '0–200'],
  ])('from %i to %i says a unit that both ends share once', (low, high, english, polish) => {
    expect(amountRange(short(en, low), short(en, high))).toBe(english);
    expect(plainSpaces(amountRange(short(pl, low), short(pl, high)))).toBe(polish);
  });

  it('of shares has one percent sign', () => {
    expect(amountRange('17%', '32%')).toBe('17–32%');
  });
});

describe('an amount of a whole, in Polish', () => {
  it.each([
    [205_000, 240_000, '205 z 240 tys. zł'],
    [110, 240_000, '110 zł z 240 tys. zł'],
    [205_000, 1_200_000, '205 tys. z 1,2 mln zł'],
    [110, 500, '110 z 500 zł'],
    [0, 240_000, '0 z 240 tys. zł'],
  ])('%i of %i cannot be read as another amount', (part, whole, said) => {
    expect(plainSpaces(partialAmount(short(pl, part), pl.f.shortMoney({ minor: whole * 100, currency: 'PLN' })))).toBe(said);
  });
});
