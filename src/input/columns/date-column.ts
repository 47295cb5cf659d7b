import type { Cell } from '../files/table.ts';
import { type DateOrder, digitDate } from './date-cell.ts';

/**
 * What a column of dates says about its order. `unclear`: some could be read either way and none tells (`03/04/2026`); `mixed`: some can only
 * be day first, some only month first. `example` is one of them.
 */
export type DateEvidence =
  | { readonly order: DateOrder }
  | { readonly order: 'any' }
  | { readonly order: 'unclear'; readonly example: string }
  | { readonly order: 'mixed'; readonly example: string };

/** Looks at a column of dates cell by cell; dates with dots, names or the year first say nothing. */
export function createDateEvidence(): { readonly add: (cell: Cell) => void; readonly result: () => DateEvidence } {
  let [dayFirst, monthFirst, unclear]: (string | undefined)[] = [];
  return {
    add: (cell) => {
      const digits = digitDate(cell);
      if (digits === undefined || digits.sign === '.') return;
      const { first, second } = digits;
      const text = String(cell);
      if (first > 12 && second <= 12) dayFirst ??= text;
      else if (second > 12 && first <= 12) monthFirst ??= text;
      else if (first <= 12 && second <= 12 && first !== second) unclear ??= text;
    },
    result: () => {
      if (dayFirst !== undefined && monthFirst !== undefined) return { order: 'mixed', example: monthFirst };
      if (dayFirst !== undefined) return { order: 'dayFirst' };
      if (monthFirst !== undefined) return { order: 'monthFirst' };
      return unclear === undefined ? { order: 'any' } : { order: 'unclear', example: unclear };
    },
  };
}

/** The order of day and month in a whole column, from all its values. */
export function dateEvidence(cells: Iterable<Cell>): DateEvidence {
  const evidence = createDateEvidence();
  for (const cell of cells) evidence.add(cell);
  return evidence.result();
}
