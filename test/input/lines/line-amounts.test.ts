import { describe, expect, it } from 'vitest';
import { exponent } from '../../../src/core/money/money.ts';
import { parseDealLine } from '../../../src/input/lines/deal-line.ts';

import { AMOUNTS_IN_A_LINE } from '../understood/amounts.ts';

const read = (raw: string) => {
  const { name, money, problems } = parseDealLine(raw, {
    today: '2026-11-24',
    fiscalStartMonth: 1,
    monthFirst: false,
    currency: 'PLN',
  });
  return [name, money === undefined ? problems[0]?.why : `${money.minor / 100} ${money.currency}`];
};

describe('an amount of several words in a line is read whole', () => {
  it.each([
    ['Acme 1 mln 200 tys. zł', 'Acme', '1200000 PLN'],
    ['Acme 5 tys 500 zł', 'Acme', '5500 PLN'],
    ['Acme 1m 250k EUR', 'Acme', '1250000 EUR'],
    ['Acme 1,5 miliona', 'Acme', '1500000 PLN'],
    ['Acme 1,5 miliarda zł do 30.06', 'Acme', '1500000000 PLN'],
    ['Acme 100 dolarów', 'Acme', '100 USD'],
    ['serwis za 100 funtów', 'serwis', '100 GBP'],
    ['Acme R$ 1.234,56', 'Acme', '1234.56 BRL'],
    ['Acme S$ 12,500 by Friday', 'Acme', '12500 SGD'],
    ['Acme pół miliona złotych', 'Acme', '500000 PLN'],
    ['Acme half a million EUR', 'Acme', '500000 EUR'],
    ['Acme 12k + VAT', 'Acme', '12000 PLN'],
    ['Acme 12 000 zł + 23% VAT, do piątku', 'Acme', '12000 PLN'],
    ['Acme 12k EUR (net)', 'Acme', '12000 EUR'],
    ['Acme 5 tys 500 do piątku', 'Acme', '5500 PLN'],
    ['filtry 3M 12k', 'filtry 3M', '12000 PLN'],
    ['Frank 500 12k', 'Frank 500', '12000 PLN'],
    ['Netto 12k', 'Netto', '12000 PLN'],
    ['Fiat 500 12 000 zł', 'Fiat 500', '12000 PLN'],
  ])('%s', (raw, name, money) => {
    expect(read(raw)).toEqual([name, money]);
  });
});

describe('a refused amount is asked about, never replaced by its tail', () => {
  it.each([
    ['Acme 1 000 000 000 000 zł', 'tooLarge'],
    ['Acme 1 000 000 000 000 000 zł', 'tooLarge'],
    ['Acme 1 000 000 000 000', 'tooLarge'],
    ['Acme 5 000 000 mln', 'tooLarge'],
    ['Acme 2 trillion USD', 'tooLarge'],
    ['Acme KWD 1.234', 'ambiguous'],
    ['Acme Z$ 1.234,56', 'unknownCurrency'],
    ['Acme Z$ 12,500', 'unknownCurrency'],
    ['Acme 500 koron', 'unknownCurrency'],
    ['Acme 5 000 pesos', 'unknownCurrency'],
    ['Acme 1 mln 200', 'ambiguous'],
    ['Acme 12k zł brutto', 'gross'],
    ['Acme 12 000 incl. VAT', 'gross'],
    ['Acme 12 000 zł z VAT-em', 'gross'],
    ['Acme brutto 12k', 'gross'],
    ['Licencja 12k 500 users', 'ambiguous'],
  ])('%s', (raw, why) => {
    expect(read(raw)).toEqual([raw, why]);
  });
});

describe('an amount in a line', () => {
  it.each(AMOUNTS_IN_A_LINE)('%s', (typed, name, value) => {
    const draft = parseDealLine(typed, { today: '2026-11-24', fiscalStartMonth: 1, monthFirst: false, currency: 'PLN' });
    const { money, problems } = draft;
    const major =
      money === undefined ? '' : String(money.minor / 10 ** exponent(money.currency)).replace(/\B(?=(\d{3})+$)/g, ' ');
    const asked = problems.map((problem) => `${problem.why}: ${problem.text}`).join();
    expect([draft.name, money === undefined ? asked || '–' : `${major} ${money.currency}`]).toEqual([name, value]);
  });
});
