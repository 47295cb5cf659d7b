import { useState } from 'preact/hooks';
import { isRecord, type JsonRecord, stringIn } from '../../../block-kit/json-record.ts';
import { richTextContent } from '../../../block-kit/rich-text.ts';
import { usePage } from '../state/page-context.ts';
import { Cell, columnAlign, tableRows } from './table.tsx';

/** Rows on a page when the app does not say. Source: docs.slack.dev, data table block. */
const DEFAULT_PAGE_SIZE = 5;

type Sorting = { readonly column: number; readonly isDown: boolean };

const numberIn = (cell: unknown) => (isRecord(cell) && typeof cell['value'] === 'number' ? cell['value'] : undefined);
const textIn = (cell: unknown) => (isRecord(cell) ? (stringIn(cell, 'text') ?? richTextContent(cell)) : '');

/** A column of numbers alone sorts by number, any other as words of the reader's language. */
function sortRows(rows: readonly (readonly unknown[])[], { column, isDown }: Sorting, locale: string) {
  const areNumbers = rows.every((row) => numberIn(row[column]) !== undefined);
  const compare = (a: unknown, b: unknown) =>
    areNumbers
      ? (numberIn(a) ?? 0) - (numberIn(b) ?? 0)
      : textIn(a).localeCompare(textIn(b), locale, { numeric: true, sensitivity: 'base' });
  return rows.toSorted((a, b) => compare(a[column], b[column]) * (isDown ? -1 : 1));
}

/** A table that its reader can sort by a column and turn the pages of. */
export function DataTable({ block }: { readonly block: JsonRecord }) {
  const { words, world } = usePage();
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const [page, setPage] = useState(0);
  const rows = tableRows(block);
  const [header = [], ...body] = rows;
  const size = typeof block['page_size'] === 'number' ? block['page_size'] : DEFAULT_PAGE_SIZE;
  const shown = sorting === null ? body : sortRows(body, sorting, world.about.me.locale);
  const from = Math.min(page, Math.max(0, Math.ceil(body.length / size) - 1)) * size;
  const to = Math.min(from + size, body.length);
  const headed = block['row_header_column_index'];
  const sortBy = (column: number) => {
    setSorting({ column, isDown: sorting?.column === column && !sorting.isDown });
    setPage(0);
  };
  const order = (column: number) => (sorting?.column !== column ? 'none' : sorting.isDown ? 'descending' : 'ascending');
  const arrow = { none: '', ascending: ' ▲', descending: ' ▼' };
  return (
    <>
      <div class="table-scroll">
        <table>
          <caption>{stringIn(block, 'caption')}</caption>
          <thead>
            <tr>
              {header.map((cell, column) => (
                <th key={column} scope="col" class={`align-${columnAlign(block, rows, column)}`} aria-sort={order(column)}>
                  <button type="button" title={words.sortBy(textIn(cell))} onClick={() => sortBy(column)}>
                    <Cell cell={cell} />
                    <span aria-hidden="true">{arrow[order(column)]}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.slice(from, to).map((row, index) => (
              <tr key={index}>
                {row.map((cell, column) =>
                  column === headed ? (
                    <th key={column} scope="row" class={`align-${columnAlign(block, rows, column)}`}>
                      <Cell cell={cell} />
                    </th>
                  ) : (
                    <td key={column} class={`align-${columnAlign(block, rows, column)}`}>
                      <Cell cell={cell} />
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {body.length > size && (
        <div class="pager">
          <button
            type="button"
            class="quiet"
            aria-label={words.previous}
            disabled={from === 0}
            onClick={() => setPage(from / size - 1)}
          >
            ‹
          </button>
          <span>{words.rows(from + 1, to, body.length)}</span>
          <button
            type="button"
            class="quiet"
            aria-label={words.next}
            disabled={to >= body.length}
            onClick={() => setPage(from / size + 1)}
          >
            ›
          </button>
        </div>
      )}
    </>
  );
}
