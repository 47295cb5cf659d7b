import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../../simulator/terminal/display-width.ts';
import { renderMessage } from '../../../simulator/terminal/render.ts';

const raw = (text: string) => ({ type: 'raw_text', text });
const number = (value: number) => ({ type: 'raw_number', value, text: `${value}` });
const right = { align: 'right' };
const lines = (block: object, width = 40) => renderMessage({ blocks: [block] }, { width }).split('\n');
const table = (rows: unknown[], column_settings?: unknown[]) => ({
  type: 'table',
  rows,
  ...(column_settings && { column_settings }),
});

describe('a table', () => {
  it('aligns its columns, Polish letters, wide characters and emoji too', () => {
    const rows = [
      [raw('Etap'), raw('szt.')],
      [raw('Złożenie oferty'), number(3)],
      [raw('Wygrane 🎉'), number(12)],
      [raw('日本'), number(7)],
    ];
    expect(lines(table(rows, [{}, right]))).toEqual([
      'Etap             szt.',
      '─────────────────────',
      'Złożenie oferty     3',
      'Wygrane 🎉         12',
      '日本                7',
    ]);
  });

  it('cuts long names where the page is narrow, and leaves the short columns whole', () => {
    const rows = [
      [raw('Deal'), raw('k PLN')],
      [raw('Przedsiębiorstwo Handlowo-Usługowe Bielik'), number(48)],
    ];
    const found = lines(table(rows, [{}, right]), 24);
    expect(found.at(-1)).toBe('Przedsiębiorstwo…     48');
    expect(found.every((line) => displayWidth(line) <= 24)).toBe(true);
  });

  it('without rows says so', () => {
    expect(lines(table([]))).toEqual(['(no rows)']);
    expect(lines({ type: 'data_table', caption: 'Open deals', rows: [] })).toEqual(['Open deals', '(no rows)']);
  });

  it('with a header only shows the header', () => expect(lines(table([[raw('Deal')]]))).toEqual(['Deal', '────']));

  it('fills cells that a row lacks with nothing', () => {
    expect(lines(table([[raw('a'), raw('b')], [raw('c')]]))).toEqual(['a  b', '────', 'c']);
  });
});

describe('a data table', () => {
  it('stands under its caption, with columns of numbers at the right', () => {
    const rows = [
      [raw('Deal'), raw('Value')],
      [raw('Bielik'), number(48)],
    ];
    expect(lines({ type: 'data_table', caption: 'Open deals', rows })).toEqual([
      'Open deals',
      'Deal    Value',
      '─────────────',
      'Bielik     48',
    ]);
  });
});
