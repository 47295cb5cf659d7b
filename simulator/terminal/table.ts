import { isRecord, type JsonRecord, recordsIn, stringIn } from '../block-kit/json-record.ts';
import { cleanLine } from './clean.ts';
import { displayWidth, truncateToWidth } from './display-width.ts';
import { type Line, padLine, type Span } from './line.ts';
import type { RenderContext } from './render-context.ts';
import { richTextSpans } from './rich-text.ts';

type Align = 'left' | 'right' | 'center';

const GAP = 2;
const NARROWEST = 3;

/** A `table` or `data_table` as aligned columns under its header row; cells are cut where the page is too narrow. */
export function tableLines(table: JsonRecord, context: RenderContext): readonly Line[] {
  const caption = stringIn(table, 'caption');
  const title: readonly Line[] = caption === undefined ? [] : [[{ text: cleanLine(caption), bold: true }]];
  const rows = (Array.isArray(table['rows']) ? table['rows'] : []).filter(Array.isArray);
  const texts = rows.map((row) => row.map((cell: unknown) => cellText(cell, context)));
  const [header, ...body] = texts;
  if (!header || columnCount(texts) === 0) return [...title, [{ text: '(no rows)', dim: true }]];
  const widths = fitWidths(naturalWidths(texts), context.width);
  const aligns = alignments(table, rows, widths.length);
  const line = (row: readonly string[], style: Omit<Span, 'text'>): Line =>
    widths.flatMap((width, column) => {
      const cell = padLine([{ ...style, text: truncateToWidth(row[column] ?? '', width) }], width, aligns[column]);
      return column === 0 ? cell : [{ text: ' '.repeat(GAP) }, ...cell];
    });
  const rule = '─'.repeat(widths.reduce((sum, width) => sum + width + GAP, -GAP));
  return [...title, line(header, { bold: true }), [{ text: rule, dim: true }], ...body.map((row) => line(row, {}))];
}

function cellText(cell: unknown, { reader }: RenderContext): string {
  if (!isRecord(cell)) return '';
  const text = stringIn(cell, 'text') ?? richTextSpans(cell, reader).reduce((whole, span) => whole + span.text, '');
  return cleanLine(text);
}

const columnCount = (rows: readonly (readonly string[])[]): number => Math.max(0, ...rows.map((row) => row.length));

function naturalWidths(rows: readonly (readonly string[])[]): readonly number[] {
  const columns = columnCount(rows);
  return Array.from({ length: columns }, (_, column) => Math.max(1, ...rows.map((row) => displayWidth(row[column] ?? ''))));
}

/** Column widths that fit the page: the widest column gives way, cell by cell, as long as one is over the narrowest. */
function fitWidths(widths: readonly number[], page: number): readonly number[] {
  const fitted = [...widths];
  let over = fitted.reduce((sum, width) => sum + width + GAP, -GAP) - page;
  while (over > 0) {
    const widest = Math.max(...fitted);
    if (widest <= NARROWEST) break;
    fitted[fitted.indexOf(widest)] = widest - 1;
    over -= 1;
  }
  return fitted;
}

/** What the app says of a column; else numbers stand right in a column that is all numbers below its header. */
function alignments(table: JsonRecord, rows: readonly (readonly unknown[])[], columns: number): readonly Align[] {
  const settings = recordsIn(table['column_settings']);
  return Array.from({ length: columns }, (_, column) => {
    const align = settings[column]?.['align'];
    if (align === 'left' || align === 'right' || align === 'center') return align;
    const cells = rows.slice(1).map((row) => row[column]);
    return cells.length > 0 && cells.every((cell) => isRecord(cell) && cell['type'] === 'raw_number') ? 'right' : 'left';
  });
}
