import { cutToColumns, displayWidth } from './display-width.ts';
import { alignLeft, alignRight, cleanCell } from './table-cells.ts';

/** A phone shows 34 columns of a preformatted block without scrolling. */
const TABLE_COLUMNS = 34;
const NAME_COLUMNS = 12;
const NAME_COLUMNS_AT_LEAST = 4;

/**
 * A table for a preformatted block: the first cell of a line on the left, the others right-aligned, one space between. Names are cut
 * with "…" at 12 columns, and shorter still where the other columns need the room of a line of 34; these are never cut.
 *
 * @param lines the head first, each with the same number of cells.
 * @returns lines joined by "\n", without trailing spaces.
 */
export function textTable(lines: readonly (readonly string[])[]): string {
  const clean = lines.map((cells) => cells.map(cleanCell));
  const figures = Math.max(0, ...clean.map((cells) => cells.length - 1));
  const widths = Array.from({ length: figures }, (_, c) => Math.max(...clean.map((cells) => displayWidth(cells[c + 1] ?? ''))));
  const others = widths.reduce((sum, width) => sum + width + 1, 0);
  const name = Math.max(NAME_COLUMNS_AT_LEAST, Math.min(NAME_COLUMNS, TABLE_COLUMNS - others));
  return clean
    .map(([first = '', ...rest]) => {
      const cells = rest.map((cell, c) => ` ${alignRight(cell, widths[c] ?? 0)}`);
      return `${alignLeft(cutToColumns(first, name), name)}${cells.join('')}`.trimEnd();
    })
    .join('\n');
}
