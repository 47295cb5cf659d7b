import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exponent, MAX_MINOR } from '../../src/core/money/money.ts';
import { LANGUAGE_CODES } from '../../src/core/people/language.ts';
import { parseAmount } from '../../src/input/amount.ts';
import { localeFormat } from '../../src/locale/format.ts';
import { ASKED, CURRENCIES, TAX, TWO_PARTS, UNITS } from './understood/amounts.ts';

const read = (text: string) => {
  const amount = parseAmount(text, { currency: 'PLN' });
  if (!amount.ok) return amount.why;
  const { minor, currency } = amount.money;
  const major = String(minor / 10 ** exponent(currency)).replace(/\B(?=(\d{3})+(?!\d))/g, ' ');
  return `${major} ${currency}`;
};

describe.each([
  ['units', UNITS],
  ['currencies', CURRENCIES],
  ['amounts in several parts', TWO_PARTS],
  ['amounts that are asked about', ASKED],
  ['amounts with words about tax', TAX],
])('%s', (_, rows) => {
  it.each(rows)('%s', (typed, expected) => {
    expect(read(typed)).toBe(expected);
  });
});

describe('an amount as the product writes it', () => {
  const currencies = fc.constantFrom(...Intl.supportedValuesOf('currency'));
  const languages = fc.constantFrom(...LANGUAGE_CODES);

  it('is read back to the same money, in every language and currency', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_MINOR }), currencies, languages, (minor, currency, language) => {
        // With three decimals a lone group cannot be told from them: asked about, never misread.
        const amount = parseAmount(localeFormat(language).money({ minor, currency }), { currency: 'PLN' });
        if (amount.ok) expect(amount.money).toEqual({ minor, currency });
        else expect([amount.why, exponent(currency)]).toEqual(['ambiguous', 3]);
      }),
    );
  });

  it('is read back from its three figures', () => {
    const figures = fc.tuple(fc.integer({ min: 1, max: 999 }), fc.constantFrom(1, 1e3, 1e6, 1e9));
    fc.assert(
      fc.property(figures, languages, fc.constantFrom('PLN', 'EUR', 'USD', 'GBP', 'CZK'), ([count, unit], language, currency) => {
        const minor = Math.min(count * unit * 100, MAX_MINOR);
        const f = localeFormat(language);
        for (const text of [f.shortMoney({ minor, currency }), f.shortAmount({ minor, currency })])
          expect(parseAmount(text, { currency })).toMatchObject({ ok: true, money: { minor, currency } });
      }),
    );
  });

  it('in two parts is their sum', () => {
    const parts = fc.tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 999 }));
    const units = fc.constantFrom(['mln', 'tys.'], ['m', 'k'], ['milionów', 'tysięcy'], ['million', 'thousand']);
    fc.assert(
      fc.property(parts, units, ([millions, thousands], [million, thousand]) => {
        const money = { minor: (millions * 1000 + thousands) * 100_000, currency: 'PLN' };
        expect(parseAmount(`${millions} ${million} ${thousands} ${thousand} zł`, { currency: 'EUR' })).toMatchObject({ money });
      }),
    );
  });

  it('of 4,000 characters is refused without waiting', () => {
    for (const piece of ['1 ', '1,', '1k ', 'k', 'zł ', '(', '-', '+ ', '% vat ', 'net', "1'", '€', 'a a '])
      expect(parseAmount(piece.repeat(4000 / piece.length), { currency: 'PLN' }).ok).toBe(false);
  });
});
