import { cutToColumns, displayWidth } from './display-width.ts';
import { alignLeft, alignRight, cleanCell } from './table-cells.ts';

/** One stage of a drawn funnel. Texts are the reader's own; the drawing knows no language. */
export type DrawnFunnelRow = {
  readonly name: string;
  /** What the bar's width follows. Finite, >= 0. */
  readonly size: number;
  /** `size` as the reader writes it; never cut. */
  readonly count: string;
  /** What a short stage needs: as a size, and in words that follow the count ("of 7"). */
  readonly need?: { readonly size: number; readonly words: string };
};

/** A phone shows 34 columns of a preformatted block without scrolling. */
const COLUMNS = 34;
const NAME_COLUMNS = 12;
const NAME_COLUMNS_AT_LEAST = 4;
const BAR_COLUMNS = 21;
/** Names give way to a bar that is narrower than this. */
const BAR_COLUMNS_AT_LEAST = 7;
const EMPTY = '·';
/** What is still needed beside what is there. */
export const STILL_NEEDED = '░';

/**
 * The funnel as centred bars of block characters, a line a stage: name, bar, count. A bar is proportional to its stage's size in steps of
 * half a column a side, so that more deals never have a narrower bar; the largest size, or need, takes the whole width. A stage without
 * deals is a dot. What a short stage still needs is drawn beside what it holds, in light shade.
 *
 * A line is at most 34 columns wide as long as counts and needs take at most 24 together; numbers are never cut.
 *
 * @returns lines joined by "\n", without trailing spaces; '' of no stages.
 * @throws RangeError on a size that is negative or not finite: that is a bug of the caller, not user input.
 * @example drawnFunnel([{ name: 'Lead', size: 4, count: '4' }]) // => 'Lead █████████████████████ 4'
 */
export function drawnFunnel(rows: readonly DrawnFunnelRow[]): string {
  const sizes = rows.flatMap(({ size, need }) => [size, need?.size ?? 0]);
  if (!sizes.every((size) => Number.isFinite(size) && size >= 0)) throw new RangeError('A size of a drawn funnel is 0 or more.');
  const largest = Math.max(1, ...sizes);
  const lines = rows.map((row) => ({ ...row, name: cleanCell(row.name), words: cleanCell(row.need?.words ?? '') }));
  const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(displayWidth));
  const count = widest(lines.map((line) => line.count));
  const words = widest(lines.map((line) => line.words));
  const free = COLUMNS - count - 1 - (words === 0 ? 0 : words + 1) - 1;
  const longest = Math.min(NAME_COLUMNS, widest(lines.map(({ name }) => name)));
  const name = Math.max(Math.min(longest, NAME_COLUMNS_AT_LEAST), Math.min(longest, free - BAR_COLUMNS_AT_LEAST));
  const bar = oddAtMost(Math.min(BAR_COLUMNS, free - name));
  return lines
    .map((line) => {
      const drawn = drawBar(stepsOf(line.size, largest, bar), stepsOf(line.need?.size ?? 0, largest, bar), bar);
      const left = `${alignLeft(cutToColumns(line.name, name), name)} ${drawn} ${alignRight(line.count, count)}`;
      return `${left} ${line.words}`.trimEnd();
    })
    .join('\n');
}

/** An odd number has a middle column, on which every bar is centred. */
const oddAtMost = (columns: number): number => Math.max(1, columns % 2 === 0 ? columns - 1 : columns);

/** Half columns on each side of the middle: 1 is the middle column alone, `bar` the whole width; 0 only of nothing. */
const stepsOf = (size: number, largest: number, bar: number): number =>
  size === 0 ? 0 : Math.max(1, Math.round((size / largest) * bar));

function drawBar(held: number, needed: number, columns: number): string {
  const middle = (columns - 1) / 2;
  const reach = (steps: number): number => Math.floor(steps / 2);
  return Array.from({ length: columns }, (_, column) => {
    const away = Math.abs(column - middle);
    if (held > 0 && away * 2 <= held) {
      const isHalf = away * 2 + 1 > held;
      return isHalf ? (column < middle ? '▐' : '▌') : '█';
    }
    if (needed > held && away <= reach(needed)) return STILL_NEEDED;
    return held === 0 && away === 0 ? EMPTY : ' ';
  }).join('');
}
