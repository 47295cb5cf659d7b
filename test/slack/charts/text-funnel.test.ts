import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../../src/slack/charts/display-width.ts';
import { type TextFunnelCells, type TextFunnelRow, textFunnel } from '../../../src/slack/charts/text-funnel.ts';
import { anyText } from './any-text.ts';

function cells(name: string, count: string, value: string, change: string): TextFunnelCells {
  return { name, count, value, change };
}

function row(name: string, count: string, value: string, change: string, mark = false): TextFunnelRow {
  return { name, count, value, change, mark };
}

const HEAD = cells('Stage', 'Deals', 'k PLN', 'Week');
const TOTAL = cells('Open', '86', '1,712', '+5');

describe('the funnel as a table', () => {
  test('lines up in English, with an arrow at the marked stage', () => {
    const rows = [row('Lead', '34', '410', '+6'), row('Offer', '3', '96', '−4', true), row('Negotiation', '5', '214', '+1')];
    expect(textFunnel(rows, HEAD, TOTAL).split('\n')).toEqual([
      'Stage         Deals  k PLN  Week',
      'Lead             34    410    +6',
      'Offer             3     96    −4 ←',
      'Negotiation       5    214    +1',
      'Open             86  1,712    +5',
    ]);
  });

  test('lines up in Polish, where the heads are wider', () => {
    const head = cells('Etap', 'szt.', 'tys. zł', 'tydz.');
    const rows = [row('Potencjalni', '34', '410', '+6'), row('Oferta', '3', '96', '−4', true)];
    expect(textFunnel(rows, head, cells('Otwarte', '86', '1 712', '+5')).split('\n')).toEqual([
      'Etap         szt. tys. zł  tydz.',
      'Potencjalni    34     410     +6',
      'Oferta          3      96     −4 ←',
      'Otwarte        86   1 712     +5',
    ]);
  });

  test('cuts a name at twelve columns, and sooner when the numbers need the room', () => {
    const [, normal] = textFunnel([row('Określenie potrzeb', '1', '2', '+3')], HEAD, TOTAL).split('\n');
    expect(normal?.slice(0, 12)).toBe('Określenie… ');
    const wide = cells('Open', '120,000', '1,199,988', '+120,000');
    const [, narrow] = textFunnel([row('Określenie potrzeb', '10,000', '99,999', '+1')], HEAD, wide).split('\n');
    expect(narrow?.slice(0, 6)).toBe('Okre… ');
  });

  test('never lets a name end a code fence or break a line', () => {
    const table = textFunnel([row('a```\nb', '1', '2', '+3')], HEAD, TOTAL);
    expect(table).not.toContain('`');
    expect(table.split('\n')).toHaveLength(3);
  });

  test('of no stages is its head and its total', () => {
    expect(textFunnel([], HEAD, TOTAL).split('\n')).toHaveLength(2);
  });

  test('is at most 34 columns wide, its numbers end in the same column, and none is cut', () => {
    const grouped = (locale: string, max: number) => fc.nat(max).map((n) => n.toLocaleString(locale));
    const name = anyText(12);
    const rows = fc.constantFrom('en', 'pl', 'fr').chain((locale) => {
      const change = fc.integer({ min: -10_000, max: 10_000 }).map((n) => n.toLocaleString(locale, { signDisplay: 'always' }));
      return fc.array(
        fc.record({ name, count: grouped(locale, 10_000), value: grouped(locale, 99_999), change, mark: fc.boolean() }),
        { minLength: 1, maxLength: 20 },
      );
    });
    fc.assert(
      fc.property(rows, (stages) => {
        const table = textFunnel(stages, cells('Etap', 'szt.', 'tys. zł', 'tydz.'), cells('Razem', '120 000', '999 999', '+9'));
        const lines = table.split('\n');
        expect(lines.filter((line) => displayWidth(line) > 34)).toEqual([]);
        expect(new Set(lines.map((line) => displayWidth(line.replace(/ ←$/, '')))).size).toBe(1);
        stages.forEach(({ count, value, change, mark }, i) => {
          const line = (lines[i + 1] ?? '').replace(/\s+/gu, ' ');
          const numbers = `${count} ${value} ${change}`.replace(/\s+/gu, ' ');
          expect(line.endsWith(mark ? `${numbers} ←` : numbers)).toBe(true);
        });
      }),
    );
  });
});
