import {
  boolean,
  type Check,
  codePoints,
  integer,
  list,
  number,
  object,
  objectOfType,
  oneOf,
  problem,
  type Rule,
  string,
  unionByType,
} from './check.ts';
import { id } from './composition.ts';
import { isRecord, type JsonRecord, stringIn } from './json-record.ts';
import { LIMITS } from './limits.ts';
import { richTextBlock, richTextContent } from './rich-text.ts';

const rawText = objectOfType('raw_text', { required: { text: string() } });
// Slack's own types want `text`, other clients leave it out: with it a cell is accepted everywhere.
const rawNumber = objectOfType('raw_number', { required: { value: number, text: string() } });
const cell = unionByType({ raw_text: rawText, raw_number: rawNumber, rich_text: richTextBlock });

/** blocks/table-block. */
export const tableBlock: Check = objectOfType(
  'table',
  {
    required: { rows: list(list(cell, { max: LIMITS.table.cells }), { max: LIMITS.table.rows }) },
    optional: {
      block_id: id,
      column_settings: list(object({ optional: { align: oneOf('left', 'center', 'right'), is_wrapped: boolean } }), {
        max: LIMITS.table.columnSettings,
      }),
    },
  },
  (record, pointer) =>
    tableTextLength(record) > LIMITS.table.text
      ? [problem(`must be less than ${LIMITS.table.text + 1} characters`, `${pointer}/rows`)]
      : [],
);

/** blocks/data-table-block: a header row of plain cells, then rows as wide as it. */
export const dataTableBlock: Check = objectOfType(
  'data_table',
  {
    required: {
      caption: string(),
      rows: list(list(cell, { max: LIMITS.dataTable.cells }), { min: 2, max: LIMITS.dataTable.rows }),
    },
    optional: {
      block_id: id,
      page_size: integer({ min: 1, max: LIMITS.dataTable.pageSize }),
      row_header_column_index: integer({ min: 0 }),
    },
  },
  equalRows,
  plainHeader,
);

/** The characters of all cells of a table or data_table, which Slack counts together. */
export function tableTextLength(table: JsonRecord): number {
  return tableRows(table)
    .flat()
    .reduce<number>((total, each) => total + codePoints(cellText(each)), 0);
}

function cellText(value: unknown): string {
  if (!isRecord(value)) return '';
  return stringIn(value, 'text') ?? richTextContent(value);
}

function tableRows(table: JsonRecord): readonly (readonly unknown[])[] {
  return Array.isArray(table['rows']) ? table['rows'].filter(Array.isArray) : [];
}

function equalRows(table: JsonRecord, pointer: string): ReturnType<Rule> {
  const rows = tableRows(table);
  const columns = rows[0]?.length ?? 0;
  const index = table['row_header_column_index'];
  return [
    ...rows.flatMap((row, at) =>
      row.length === columns ? [] : [problem(`must have ${columns} cells like the header row`, `${pointer}/rows/${at}`)],
    ),
    ...(typeof index === 'number' && index >= columns
      ? [problem('must be the index of a column', `${pointer}/row_header_column_index`)]
      : []),
  ];
}

function plainHeader(table: JsonRecord, pointer: string): ReturnType<Rule> {
  const header = tableRows(table)[0] ?? [];
  return header.flatMap((each, at) =>
    isRecord(each) && each['type'] !== 'raw_text'
      ? [problem('header cells must be raw_text', `${pointer}/rows/0/${at}/type`)]
      : [],
  );
}
