import { expect, it } from 'vitest';
import { inMessage, mrkdwn, repeat, rich, testRules } from './examples.ts';

const raw = (text: string) => ({ type: 'raw_text', text });
const amount = { type: 'raw_number', value: 48_000, text: '48k' };
const table = (rows: unknown[], fields: object = {}) => ({ type: 'table', rows, ...fields });
const dataTable = (rows: unknown[], fields: object = {}) => ({ type: 'data_table', caption: 'Open deals', rows, ...fields });
const row = [raw('Bielik'), amount];
const header = [raw('Deal'), raw('Value')];
const pie = (segments: unknown[], fields: object = {}) => ({
  type: 'data_visualization',
  title: 'Funnel',
  chart: { type: 'pie', segments },
  ...fields,
});
const segment = { label: 'Offer', value: 3 };
const bars = (series: unknown[], categories: string[] = ['Lead', 'Offer'], fields: object = {}) => ({
  type: 'data_visualization',
  title: 'Funnel',
  chart: { type: 'bar', series, axis_config: { categories, ...fields } },
});
const series = (name: string, labels: string[] = ['Lead', 'Offer']) => ({
  name,
  data: labels.map((label) => ({ label, value: 3 })),
});
const letters = (count: number) => Array.from({ length: count }, (_, index) => String.fromCharCode(97 + index));

testRules('a table', inMessage, [
  [
    'has at most 100 rows',
    table(repeat(100, row)),
    table(repeat(101, row)),
    'no more than 100 items allowed [json-pointer:/blocks/0/rows]',
  ],
  ['has at most 20 cells a row', table([repeat(20, amount)]), table([repeat(21, amount)]), 'no more than 20 items'],
  [
    'has at most 20 column settings',
    table([row], { column_settings: repeat(20, { align: 'right' }) }),
    table([row], { column_settings: repeat(21, {}) }),
    'no more than 20 items',
  ],
  [
    'aligns left, center or right',
    table([row], { column_settings: [{ align: 'center', is_wrapped: true }] }),
    table([row], { column_settings: [{ align: 'middle' }] }),
    'must be a valid enum value',
  ],
  [
    'holds 10,000 characters',
    table([[raw('a'.repeat(5000)), rich('a'.repeat(5000))]]),
    table([[raw('a'.repeat(5000)), rich('a'.repeat(5001))]]),
    'must be less than 10001 characters [json-pointer:/blocks/0/rows]',
  ],
  [
    'shows a number with its text',
    table([[amount]]),
    table([[{ type: 'raw_number', value: 1 }]]),
    'missing required field: text',
  ],
  [
    'holds no markup cells',
    table([[rich('a')]]),
    table([[mrkdwn('a')]]),
    'unsupported type: mrkdwn [json-pointer:/blocks/0/rows/0/0/type]',
  ],
]);

testRules('a data table', inMessage, [
  [
    'has a caption',
    dataTable([header, row]),
    dataTable([header, row], { caption: undefined }),
    'missing required field: caption',
  ],
  ['has a row below its header', dataTable([header, row]), dataTable([header]), 'no fewer than 2 items'],
  [
    'has at most 100 rows below its header',
    dataTable([header, ...repeat(100, row)]),
    dataTable([header, ...repeat(101, row)]),
    'no more than 101 items',
  ],
  [
    'has rows as wide as its header',
    dataTable([header, row]),
    dataTable([header, [raw('a')]]),
    'must have 2 cells like the header row [json-pointer:/blocks/0/rows/1]',
  ],
  [
    'has a header of plain cells',
    dataTable([header, row]),
    dataTable([row, row]),
    'header cells must be raw_text [json-pointer:/blocks/0/rows/0/1/type]',
  ],
  [
    'shows 1 to 100 rows a page',
    dataTable([header, row], { page_size: 100 }),
    dataTable([header, row], { page_size: 101 }),
    'must be at most 100',
  ],
  [
    'is headed by one of its columns',
    dataTable([header, row], { row_header_column_index: 1 }),
    dataTable([header, row], { row_header_column_index: 2 }),
    'must be the index of a column',
  ],
]);

testRules('a chart', inMessage, [
  [
    'has a title of at most 50',
    pie([segment], { title: 'a'.repeat(50) }),
    pie([segment], { title: 'a'.repeat(51) }),
    'less than 51',
  ],
  [
    'is a pie, bars, lines or areas',
    pie([segment]),
    { ...pie([]), chart: { type: 'radar' } },
    'unsupported type: radar [json-pointer:/blocks/0/chart/type]',
  ],
  ['has at most 6 segments', pie(repeat(6, segment)), pie(repeat(7, segment)), 'no more than 6 items'],
  ['has segments over 0', pie([segment]), pie([{ label: 'Offer', value: 0 }]), 'must be more than 0'],
  [
    'labels a segment with at most 20',
    pie([{ ...segment, label: 'a'.repeat(20) }]),
    pie([{ ...segment, label: 'a'.repeat(21) }]),
    'less than 21',
  ],
  [
    'has at most 6 series',
    bars(letters(6).map((name) => series(name))),
    bars(letters(7).map((name) => series(name))),
    'no more than 6 items',
  ],
  ['names each series once', bars([series('a'), series('b')]), bars([series('a'), series('a')]), 'series names must be unique'],
  [
    'has a point for each category',
    bars([series('a')]),
    bars([series('a', ['Lead'])]),
    'must have exactly one point for each category [json-pointer:/blocks/0/chart/series/0/data]',
  ],
  [
    'has no two points of a category',
    bars([series('a')]),
    bars([series('a', ['Lead', 'Lead'])]),
    'must have exactly one point for each category',
  ],
  [
    'labels an axis with at most 50',
    bars([series('a')], undefined, { x_label: 'a'.repeat(50) }),
    bars([series('a')], undefined, { y_label: 'a'.repeat(51) }),
    'less than 51',
  ],
]);

it('a data table has at most 20 columns', () => {
  expect(inMessage(dataTable(repeat(2, repeat(20, raw('a')))))).toEqual([]);
  expect(inMessage(dataTable(repeat(2, repeat(21, raw('a')))))).toContain(
    '[ERROR] no more than 20 items allowed [json-pointer:/blocks/0/rows/1]',
  );
});

it('a chart has at most 20 categories, each named once', () => {
  expect(inMessage(bars([series('a', letters(20))], letters(20)))).toEqual([]);
  expect(inMessage(bars([series('a', letters(21))], letters(21)))).toContain(
    '[ERROR] no more than 20 items allowed [json-pointer:/blocks/0/chart/axis_config/categories]',
  );
  expect(inMessage(bars([series('a', ['a', 'a'])], ['a', 'a']))).toContainEqual(
    expect.stringContaining('categories must be unique'),
  );
});
