import { cutToColumns, displayWidth } from './display-width.ts';
import { alignLeft, alignRight, cleanCell } from './table-cells.ts';

/** One line of the table, in the reader's words and digits: numbers are grouped and signed by the caller. */
export type TextFunnelCells = { readonly name: string; readonly count: string; readonly value: string; readonly change: string };

/** A stage's line; a marked one ends in an arrow. */
export type TextFunnelRow = TextFunnelCells & { readonly mark: boolean };

/** A phone shows 34 columns of a preformatted block without scrolling; two of them are for the arrow. */
const TABLE_COLUMNS = 32;
const ARROW = ' ←';
const NAME_COLUMNS = 12;
const NAME_COLUMNS_AT_LEAST = 4;
const HEAD_COLUMNS = 8;
const WIDEST_GAP = 2;

type Widths = { readonly name: number; readonly count: number; readonly value: number; readonly change: number };

/**
 * The funnel as a table for a preformatted block: names on the left, numbers right-aligned, an arrow after a marked stage, the
 * total last. A line is at most 34 columns wide; long names and heads are cut with "…", names first at 12, and shorter still
 * when the numbers need the room. Numbers are never cut: if their three columns take more than 25 together, lines grow.
 *
 * @returns lines joined by "\n", without trailing spaces. Backticks become apostrophes, so that no name can end a code fence;
 *   escaping of & < > is left to the block that takes it.
 */
export function textFunnel(rows: readonly TextFunnelRow[], head: TextFunnelCells, total: TextFunnelCells): string {
  const headLine = cleanCells(head, HEAD_COLUMNS);
  const lines = [...rows.map((row) => cleanCells(row)), cleanCells(total)];
  const widths = columnWidths([headLine, ...lines]);
  const marks = [false, ...rows.map(({ mark }) => mark), false];
  return [headLine, ...lines].map((cells, i) => line(cells, widths) + (marks[i] ? ARROW : '')).join('\n');
}

/** Columns including the gap before each; what is to spare widens the gaps from the right, to two at most. */
function columnWidths(lines: readonly TextFunnelCells[]): Widths {
  const widest = (texts: readonly string[]): number => Math.max(...texts.map(displayWidth));
  const count = widest(lines.map((cells) => cells.count)) + 1;
  const value = widest(lines.map((cells) => cells.value)) + 1;
  const change = widest(lines.map((cells) => cells.change)) + 1;
  const left = TABLE_COLUMNS - count - value - change;
  const name = Math.max(NAME_COLUMNS_AT_LEAST, Math.min(NAME_COLUMNS, left));
  const spare = Math.max(0, Math.min(3 * (WIDEST_GAP - 1), left - name));
  return { name, count: count + (spare > 2 ? 1 : 0), value: value + (spare > 1 ? 1 : 0), change: change + (spare > 0 ? 1 : 0) };
}

function line({ name, count, value, change }: TextFunnelCells, widths: Widths): string {
  const left = alignLeft(cutToColumns(name, widths.name), widths.name);
  return (left + alignRight(count, widths.count) + alignRight(value, widths.value) + alignRight(change, widths.change)).trimEnd();
}

function cleanCells({ name, count, value, change }: TextFunnelCells, columns = Number.POSITIVE_INFINITY): TextFunnelCells {
  const clean = (text: string): string => cutToColumns(cleanCell(text), columns);
  return { name: cleanCell(name), count: clean(count), value: clean(value), change: clean(change) };
}
