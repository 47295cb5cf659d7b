import type { Encoding } from './decode-text.ts';

/** A cell: text, or the number of a spreadsheet's number cell. A spreadsheet's days and times are text by ISO 8601, without a zone. */
export type Cell = string | number;

/** A row of a table; `line` is where it begins in the file, from 1, the heading included (of a spreadsheet: its row). */
export type TableRow = { readonly line: number; readonly cells: readonly Cell[] };

/** Why a row is left out. */
export type RowProblem =
  | { readonly why: 'cellCount'; readonly cells: number; readonly columns: number }
  | { readonly why: 'cellTooLong'; readonly length: number; readonly most: number }
  /** It holds U+FFFD: the letter was lost before the file came here. */
  | { readonly why: 'lostLetters'; readonly text: string }
  /** A cell of a spreadsheet that holds an error such as `#REF!`. */
  | { readonly why: 'cellError'; readonly text: string }
  /** A formula that the file holds without what it comes to; `text`: its cell, such as C7. */
  | { readonly why: 'noResult'; readonly text: string };

export type BadRow = { readonly line: number; readonly problem: RowProblem };

export type Separator = ',' | ';' | '\t' | '|';

/** Rows in the order of their file; each is made when it is asked for, so whoever needs it twice keeps it. */
export type TableRows = Iterable<TableRow> & {
  readonly length: number;
  readonly at: (index: number) => TableRow | undefined;
};

/** A file as rows. All rows have as many cells as the heading; those that do not are in `bad`. Rows without any text are in neither. */
export type Table = {
  readonly heading: readonly string[];
  readonly rows: TableRows;
  readonly bad: readonly BadRow[];
  /** How the file was read, for a person to check. */
  readonly read:
    | { readonly as: 'text'; readonly encoding: Encoding; readonly separator: Separator }
    | {
        readonly as: 'spreadsheet';
        readonly sheet: string;
        readonly otherSheets: readonly string[];
        /** Its days count from 1904: numbers of a column of dates too, whatever style their cells have. */
        readonly is1904?: boolean;
      };
};

/** Whether numbers that stand for days in a table count from 1904, as workbooks of old Macs do. */
export const countsFrom1904 = ({ read }: Pick<Table, 'read'>): boolean => read.as === 'spreadsheet' && read.is1904 === true;

/** Why a file cannot be read at all. */
export type TableProblem =
  | { readonly why: 'empty' }
  | { readonly why: 'tooLarge'; readonly bytes: number; readonly most: number }
  | { readonly why: 'notText' }
  | { readonly why: 'brokenText'; readonly encoding: Encoding }
  | { readonly why: 'quotes'; readonly line: number }
  | { readonly why: 'noHeading' }
  | { readonly why: 'tooManyColumns'; readonly columns: number; readonly most: number }
  | { readonly why: 'tooManyRows'; readonly most: number }
  | { readonly why: 'notASpreadsheet' }
  | { readonly why: 'oldSpreadsheet' }
  | { readonly why: 'noSuchSheet'; readonly sheets: readonly string[] };

export type ReadTable = { readonly ok: true; readonly table: Table } | { readonly ok: false; readonly problem: TableProblem };

/** What a table may hold. */
export const TABLE_LIMITS = {
  bytes: 64 * 1024 * 1024,
  columns: 500,
  rows: 300_000,
  cells: 20_000_000,
  cellLength: 32_000,
} as const;

const LOST_LETTER = '\u{FFFD}';

/** Why a row cannot be used, whatever its columns mean. @param columns how many the heading has. */
export function findRowProblem(cells: readonly Cell[], columns: number): RowProblem | undefined {
  if (cells.length !== columns) return { why: 'cellCount', cells: cells.length, columns };
  for (const cell of cells) {
    if (typeof cell === 'number') continue;
    if (cell.length > TABLE_LIMITS.cellLength) return { why: 'cellTooLong', length: cell.length, most: TABLE_LIMITS.cellLength };
    if (cell.includes(LOST_LETTER)) return { why: 'lostLetters', text: cell };
  }
  return undefined;
}

/** Whether nothing stands in a row. */
export const isBlank = (cells: readonly Cell[]): boolean => cells.every((cell) => typeof cell === 'string' && cell.trim() === '');

/** What spreadsheets call a column, by its place from 0. @example columnLetters(27) // => 'AB' */
export const columnLetters = (column: number): string =>
  (column >= 26 ? columnLetters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));

/** A heading as it is looked up and shown: without spaces around, each run of spaces one. */
export const headingText = (cell: Cell): string => String(cell).replace(/\s+/g, ' ').trim();
