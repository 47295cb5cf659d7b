import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exponent, MAX_MINOR } from '../../src/core/money/money.ts';
import { parseAmount } from '../../src/input/amount.ts';

const read = (text: string, currency = 'PLN') => {
  const amount = parseAmount(text, { currency });
  return amount.ok ? `${amount.money.minor} ${amount.money.currency}` : amount.why;
};

describe('parseAmount', () => {
  it.each([
    ['12k', '1200000 PLN'],
    ['12 tys. zł', '1200000 PLN'],
    ['12,5 tys.', '1250000 PLN'],
    ['12 tysięcy złotych', '1200000 PLN'],
    ['1,2 mln', '120000000 PLN'],
    ['1.2m', '120000000 PLN'],
    ['0,125 mln', '12500000 PLN'],
    ['2 mld zł', '200000000000 PLN'],
    ['48 000 zł', '4800000 PLN'],
    ['48\u00a0000,50\u00a0zł', '4800050 PLN'],
    ['48.000,50', '4800050 PLN'],
    ['48,000.50', '4800050 PLN'],
    ['1.234,50', '123450 PLN'],
    ["1'200 CHF", '120000 CHF'],
    ['1,234,567.50', '123456750 PLN'],
    ['€12k', '1200000 EUR'],
    ['12k EUR', '1200000 EUR'],
    ['12kEUR', '1200000 EUR'],
    ['12k€', '1200000 EUR'],
    ['PLN 500', '50000 PLN'],
    ['$1,200', '120000 USD'],
    ['500,- zł', '50000 PLN'],
    ['48 tys. zł netto', '4800000 PLN'],
    ['0', '0 PLN'],
  ])('reads %s', (text, money) => {
    expect(read(text)).toBe(money);
  });

  it('takes one sign with three digits after it for thousands', () => {
    expect(['1,234', '1.234', '12.500'].map((text) => read(text))).toEqual(['123400 PLN', '123400 PLN', '1250000 PLN']);
  });

  it('unless nobody parts thousands so', () => {
    expect(read('0.500')).toBe('50 PLN');
    expect(read('1234.567')).toBe('tooPrecise');
  });

  it('asks again where both readings are likely', () => {
    expect(['1.234k', '1,234 mln', '1.234 KWD'].map((text) => read(text))).toEqual(Array(3).fill('ambiguous'));
  });

  it('counts the decimals of the currency', () => {
    expect(read('1,200', 'JPY')).toBe('1200 JPY');
    expect(read('12.50', 'JPY')).toBe('tooPrecise');
    expect(read('12.5', 'KWD')).toBe('12500 KWD');
  });

  it('takes $ for the dollar of the pipeline', () => {
    expect([read('$5', 'CAD'), read('$5', 'PLN'), read('$5 AUD', 'PLN')]).toEqual(['500 CAD', '500 USD', '500 AUD']);
  });

  it('does not take ordinary words for rare currencies', () => {
    expect([read('12 all'), read('12 ALL')]).toEqual(['notAnAmount', '1200 ALL']);
  });

  it('refuses less than nothing', () => {
    expect(['-5', '−5k', '- 5 zł', 'PLN -5', '-$5', '(5)', '(12k PLN)'].map((text) => read(text))).toEqual(
      Array(7).fill('negative'),
    );
  });

  it.each([
    '1.2.3k',
    '1e999',
    'NaN',
    '١٢',
    '12 34',
    '12,34,567',
    '5-',
    '--5',
    'k',
    'zł',
    '12abc',
    'PLN 12 EUR',
    '30.06.2026',
    'Infinity',
    '0x10',
  ])('does not read %s', (text) => {
    expect(read(text)).toBe('notAnAmount');
  });

  it('says that nothing was typed', () => {
    expect([read(''), read(' \u200b ')]).toEqual(['empty', 'empty']);
  });

  it('reads up to the largest amount that is kept', () => {
    expect(read('100 000 000 000')).toBe(`${MAX_MINOR} PLN`);
    expect(read('100000000000,01')).toBe('tooLarge');
    expect(read('9'.repeat(4000))).toBe('tooLarge');
  });

  it('quotes what it could not read', () => {
    expect(parseAmount(' 1.2.3k ', { currency: 'PLN' })).toEqual({ ok: false, why: 'notAnAmount', text: '1.2.3k' });
  });

  it('says how it knows', () => {
    const marks = ['12k zł', '12k', '12 000', '12000'].map((text) => parseAmount(text, { currency: 'PLN' }));
    expect(marks.map((amount) => amount.ok && amount.mark)).toEqual(['currency', 'multiplier', 'groups', 'none']);
  });

  it('reads money back as Intl writes it in Polish and English', () => {
    const currencies = fc.constantFrom('PLN', 'EUR', 'USD', 'GBP', 'JPY', 'CHF');
    const styles = fc.record({
      locale: fc.constantFrom('pl', 'en', 'en-GB'),
      currencyDisplay: fc.constantFrom('symbol' as const, 'code' as const),
      useGrouping: fc.constantFrom('always' as const, false as const),
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_MINOR }), currencies, styles, (minor, currency, { locale, ...options }) => {
        const format = new Intl.NumberFormat(locale, { style: 'currency', currency, ...options });
        expect(read(format.format(minor / 10 ** exponent(currency)), 'PLN')).toBe(`${minor} ${currency}`);
      }),
    );
  });

  it('never fails, whatever is typed', () => {
    const piece = fc.constantFrom(
      '1',
      '000',
      '.',
      ',',
      ' ',
      'k',
      'tys.',
      'zł',
      '-',
      '(',
      ')',
      '€',
      'PLN',
      "'",
      '0',
      '$',
      'netto',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (text) => {
          const amount = parseAmount(text, { currency: 'PLN' });
          if (amount.ok) expect(Number.isSafeInteger(amount.money.minor) && amount.money.minor >= 0).toBe(true);
        },
      ),
    );
  });
});
