import { describe, expect, it, test } from 'vitest';
import { parseRateTable, type RateContext } from '../../../src/input/lines/rate-table.ts';
import { RATES } from '../understood/rates.ts';

const CONTEXT: RateContext = { today: '2026-11-16', fiscalStartMonth: 1, monthFirst: false, currency: 'PLN', totals: ['PLN'] };
const read = (typed: string, context: Partial<RateContext> = {}) => parseRateTable(typed, { ...CONTEXT, ...context });
const one = (typed: string, context: Partial<RateContext> = {}) => {
  const { rates, problems } = read(typed, context);
  return (
    problems[0]?.why ??
    rates.map(({ currency, inCurrency, from, rate }) => `${currency}>${inCurrency} ${rate} ${from}`).join('; ')
  );
};

describe('a rate', () => {
  test.each(RATES)('%s', (typed, expected) => {
    const { rates, problems } = read(typed);
    expect(problems).toEqual([]);
    expect(rates.map(({ currency, inCurrency, from, rate }) => `${currency} ${rate}, ${from} ${inCurrency}`)).toEqual([
      `${expected} PLN`,
    ]);
  });

  test.each([
    ['EUR 4.25', 'EUR>PLN 4.25 2026-11-16'],
    ['eur 4,25', 'EUR>PLN 4.25 2026-11-16'],
    ['1 EUR = 4,2537 zł', 'EUR>PLN 4.2537 2026-11-16'],
    ['1EUR=4,2537zł', 'EUR>PLN 4.2537 2026-11-16'],
    ['USD 3.981 od 2.11', 'USD>PLN 3.981 2026-11-02'],
    ['USD 3.98 from 2 Nov 2026', 'USD>PLN 3.98 2026-11-02'],
    ['2 listopada 2026 USD 3,98', 'USD>PLN 3.98 2026-11-02'],
    ['2026-11-02;EUR;4,25', 'EUR>PLN 4.25 2026-11-02'],
    ['EUR,4.25,2026-11-02', 'EUR>PLN 4.25 2026-11-02'],
    ['"EUR"\t"4,25"\t"02.11.2026"', 'EUR>PLN 4.25 2026-11-02'],
    ['forint (Węgry) | 100 HUF | 1,0870', 'HUF>PLN 0.01087 2026-11-16'],
    ['EUR/PLN 4.2537', 'EUR>PLN 4.2537 2026-11-16'],
    ['EURPLN 4.2537', 'EUR>PLN 4.2537 2026-11-16'],
    ['EUR 4.12', 'EUR>PLN 4.12 2026-11-16'],
    ['€ 4.12 1.11', 'EUR>PLN 4.12 2026-11-01'],
    // Of a day that is still to come this year: the one of last year.
    ['EUR 4.3 31.12', 'EUR>PLN 4.3 2025-12-31'],
    ['1 PLN = 0.25 EUR', 'EUR>PLN 4 2026-11-16'],
    ['VND 0,00015', 'VND>PLN 0.00015 2026-11-16'],
  ])('%s', (typed, expected) => expect(one(typed)).toBe(expected));

  test.each([
    ['4.25', 'noCurrency'],
    ['EUR USD GBP 3', 'noCurrency'],
    ['EUR 4.2.5', 'noRate'],
    ['EUR about four 5x', 'noRate'],
    ['EUR 4.25 4.30', 'twoRates'],
    ['EUR 0', 'notPositive'],
    ['EUR -4.25', 'notPositive'],
    ['EUR 0,000', 'notPositive'],
    ['EUR 4.123456789012', 'tooPrecise'],
    ['EUR 4.25 30.02.2026', 'noSuchDay'],
    ['EUR 4.25 17.11.2026', 'future'],
    ['EUR 4.25 tomorrow', 'future'],
    ['PLN 1', 'sameCurrency'],
    ['EUR = 1.08 USD', 'otherTotals'],
  ])('%s is refused: %s', (typed, why) => expect(one(typed)).toBe(why));

  it('goes to the totals of another pipeline where it names its currency', () => {
    expect(one('EUR = 1.08 USD', { totals: ['PLN', 'USD'] })).toBe('EUR>USD 1.08 2026-11-16');
    expect(one('11/02/2026 EUR 4.25', { monthFirst: true })).toBe('EUR>PLN 4.25 2026-11-02');
  });
});

describe('a table of rates', () => {
  it('is read whole, with its head, empty lines and currencies left open passed over, and bad lines named', () => {
    const { rates, problems } = read('Waluta;Kurs;Data\n\nEUR;4,25;2026-11-02\nUSD =\nCHF;4.5.6\nGBP;5,01;2026-11-02\n');
    expect(rates.map(({ currency }) => currency)).toEqual(['EUR', 'GBP']);
    expect(problems).toEqual([{ line: 5, text: 'CHF;4.5.6', why: 'noRate' }]);
  });

  it('takes the same rate twice as one, and two rates of one day as a mistake', () => {
    expect(read('EUR 4.25\nEUR 4,25').rates).toHaveLength(1);
    expect(read('EUR 4.25\nEUR 4.26').problems).toEqual([{ line: 2, text: 'EUR 4.26', why: 'twice' }]);
    expect(read('EUR 4.25\nEUR 4.26 1.11').problems).toEqual([]);
  });

  it('names a line without a digit that is not the first', () => {
    expect(read('EUR 4.25\nand so on').problems).toEqual([{ line: 2, text: 'and so on', why: 'noCurrency' }]);
  });
});
