import { describe, expect, it } from 'vitest';
import { parseDealLine } from '../../../src/input/lines/deal-line.ts';
import { asOneLine } from '../../../src/input/lines/line-layout.ts';
import { LAYOUTS } from '../understood/layouts.ts';

const CONTEXT = { today: '2026-11-29', fiscalStartMonth: 2, monthFirst: false, currency: 'PLN' } as const;

/** All that a line says beside the name, and what is asked about it. */
function readAll(typed: string): readonly [name: string, read: string] {
  const { name, closeOn, money, company, contact, owner, steps, problems } = parseDealLine(typed, CONTEXT);
  const value = money === undefined ? undefined : `${money.minor / 100} ${money.currency}`;
  const said = [closeOn, value, company, contact.name, contact.email, contact.phone, owner?.token, ...steps];
  return [name, [...said.filter((each) => each !== undefined), ...problems.map(({ text }) => `asked: ${text}`)].join(', ')];
}

describe('a line as it is pasted', () => {
  it.each(LAYOUTS)('%s', (typed, name, read) => {
    expect(readAll(typed)).toEqual([name, read]);
  });

  it('is one line, in which links and mentions are as they were', () => {
    const link = '<https://acme.com/a,b;c|a;b,c> <@U1|jan|x> https://acme.com/a;b,c';
    expect(asOneLine(`• ${link}\n• 12,500.50`)).toBe(`${link}, 12,500.50`);
    expect(asOneLine('')).toBe('');
  });
});
