import { describe, expect, it } from 'vitest';
import { parseDealLine } from '../../../src/input/lines/deal-line.ts';

import { CONTACTS } from '../understood/contacts.ts';

/** What a line for a new deal is read as: name, value, and what is asked about. */
function readLine(text: string): string {
  const { name, money, problems } = parseDealLine(text, {
    today: '2026-11-29',
    fiscalStartMonth: 1,
    monthFirst: false,
    currency: 'PLN',
  });
  const asked = problems.map((problem) => `${problem.why}: ${problem.text}`);
  return [name, money === undefined ? '–' : `${money.minor / 100} ${money.currency}`, ...asked].join(' | ');
}

describe('a number of a firm, a person or a document is no value, and stays in the name', () => {
  it.each([
    'Acme NIP 5213017228',
    'Acme NIP: 521 301 72 28',
    'Acme REGON 012345678',
    'Acme KRS 0000123456',
    'Acme IBAN PL61109010140000071219812874',
    'Acme konto 61 1090 1014 0000 0712 1981 2874',
    'Acme PO 4500012345',
    'Acme order 4500012345',
    'Acme umowa nr 45000',
    'Acme faktura FV 12/2026',
    'Acme invoice no. 20260017',
    'Acme contract #98765',
    'Acme 00-950 Warszawa',
    'Acme 2027',
  ])('%s', (text) => {
    expect(readLine(text)).toBe(`${text} | –`);
  });

  it('beside which a value is still found', () => {
    expect(readLine('Acme NIP 5213017228 za 12 tys. zł')).toBe('Acme NIP 5213017228 | 12000 PLN');
    expect(readLine('Acme +48 601 234 567 value 30k')).toBe('Acme | 30000 PLN');
  });
});

describe('whom to ask for', () => {
  it.each(CONTACTS)('%s', (text, name, contact) => {
    const draft = parseDealLine(text, { today: '2026-11-29', fiscalStartMonth: 1, monthFirst: false, currency: 'PLN' });
    const { name: person = '–', email = '–', phone = '–' } = draft.contact;
    expect([draft.name, [person, email, phone].join(', ')]).toEqual([name, contact]);
  });
});
