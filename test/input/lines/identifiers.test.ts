import { describe, expect, it } from 'vitest';
import { parseDealLine } from '../../../src/input/lines/deal-line.ts';

import { CONTACTS, IDENTIFIERS } from '../understood/contacts.ts';

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
  it.each(IDENTIFIERS)('%s', (text) => {
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
