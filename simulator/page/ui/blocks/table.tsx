import { isRecord, type JsonRecord, recordsIn, stringIn } from '../../../block-kit/json-record.ts';
import { InlineElements } from '../text/rich-text.tsx';

/** The rows of a table or data table as they came. */
export function tableRows(block: JsonRecord): readonly (readonly unknown[])[] {
  const rows: readonly unknown[] = Array.isArray(block['rows']) ? block['rows'] : [];
  return rows.filter((row): row is readonly unknown[] => Array.isArray(row));
}

export function Cell({ cell }: { readonly cell: unknown }) {
  if (!isRecord(cell)) return null;
  const text = stringIn(cell, 'text');
  return text === undefined ? <InlineElements element={cell} /> : text;
}

export type Align = 'left' | 'right' | 'center';

/** What the app says of a column; else numbers stand right in a column that is all numbers below its header. */
export function columnAlign(block: JsonRecord, rows: readonly (readonly unknown[])[], column: number): Align {
  const align = recordsIn(block['column_settings'])[column]?.['align'];
  if (align === 'left' || align === 'right' || align === 'center') return align;
  const cells = rows.slice(1).map((row) => row[column]);
  return cells.length > 0 && cells.every((cell) => isRecord(cell) && cell['type'] === 'raw_number') ? 'right' : 'left';
}

export function Table({ block }: { readonly block: JsonRecord }) {
  const rows = tableRows(block);
  const [header = [], ...body] = rows;
  const settings = recordsIn(block['column_settings']);
  const cellClass = (column: number) =>
    `align-${columnAlign(block, rows, column)}${settings[column]?.['is_wrapped'] === true ? ' wrapped' : ''}`;
  return (
    <div class="table-scroll">
      <table>
        <thead>
          <tr>
            {header.map((cell, column) => (
              <th key={column} scope="col" class={cellClass(column)}>
                <Cell cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} class={cellClass(column)}>
                  <Cell cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
