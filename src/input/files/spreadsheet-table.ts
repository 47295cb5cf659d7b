import { createRowPacker } from './packed-rows.ts';
import { readXml } from './read-xml.ts';
import { isDateFormat, serialToIso } from './spreadsheet-dates.ts';
import {
  type BadRow,
  type Cell,
  columnLetters,
  findRowProblem,
  headingText,
  isBlank,
  type ReadTable,
  type RowProblem,
  TABLE_LIMITS,
} from './table.ts';
import { openZip, ZipBombError, type ZipParts } from './zip-parts.ts';

const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';
const STRINGS = 'xl/sharedStrings.xml';
const STYLES = 'xl/styles.xml';
/** Bytes of what is about the sheets: names, and the styles of cells. */
const MOST_ABOUT = 16 * 1024 * 1024;

type Workbook = {
  readonly sheets: readonly { readonly name: string; readonly path: string }[];
  readonly is1904: boolean;
};

/** The sheets that people see, in their order, with the parts that hold them. */
function* readWorkbook({ unpack }: ZipParts): Generator<undefined, Workbook> {
  const targets = new Map<string, string>();
  yield* readXml(unpack(RELATIONS, MOST_ABOUT), {
    open: (name, { Id = '', Target = '' }) => {
      if (name === 'Relationship') targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
    },
  });
  const sheets: { name: string; path: string }[] = [];
  let is1904 = false;
  yield* readXml(unpack(WORKBOOK, MOST_ABOUT), {
    open: (name, attributes) => {
      if (name === 'workbookPr') is1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '');
      const path = targets.get(attributes['r:id'] ?? '');
      if (name === 'sheet' && path !== undefined && attributes['state'] === undefined)
        sheets.push({ name: attributes['name'] ?? '', path });
    },
  });
  return { sheets, is1904 };
}

/** More texts that differ than a table of as many rows has. */
const MOST_STRINGS = 3_000_000;

/** Texts that cells point to. Phonetic hints are no part of them. */
function* readStrings({ has, unpack }: ZipParts): Generator<undefined, readonly string[]> {
  const strings: string[] = [];
  if (!has(STRINGS)) return strings;
  let [text, inText, hints, length] = ['', false, 0, 0];
  yield* readXml(unpack(STRINGS), {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') hints += 1;
      inText = name === 't' && hints === 0;
    },
    text: (piece) => {
      if (inText && text.length <= TABLE_LIMITS.cellLength) text += piece;
    },
    close: (name) => {
      if (name === 't') inText = false;
      if (name === 'rPh') hints -= 1;
      if (name !== 'si') return;
      strings.push(unescapeText(text));
      length += text.length;
      if (length > TABLE_LIMITS.bytes || strings.length > MOST_STRINGS) throw new ZipBombError('more texts than may be');
    },
  });
  return strings;
}

/** Whether the numbers of a cell's style are days, by the style's place. */
function* readDateStyles({ has, unpack }: ZipParts): Generator<undefined, readonly boolean[]> {
  const codes = new Map<number, string>();
  const styles: boolean[] = [];
  if (!has(STYLES)) return styles;
  let inCellStyles = false;
  yield* readXml(unpack(STYLES, MOST_ABOUT), {
    open: (name, { numFmtId = '0', formatCode = '' }) => {
      if (name === 'numFmt') codes.set(Number(numFmtId), formatCode);
      if (name === 'cellXfs') inCellStyles = true;
      if (name === 'xf' && inCellStyles) styles.push(isDateFormat(Number(numFmtId), codes.get(Number(numFmtId))));
    },
    close: (name) => {
      if (name === 'cellXfs') inCellStyles = false;
    },
  });
  return styles;
}

/** 'C7' => 2. */
function columnIndex(reference: string): number {
  let index = 0;
  for (const letter of reference.replace(/[^A-Z]/gi, '').toUpperCase()) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

type CellContext = { readonly strings: readonly string[]; readonly dateStyles: readonly boolean[]; readonly is1904: boolean };

/** Letters that XML cannot hold, or that a file writes like them: `_x000D_` (ECMA-376, part 1, 22.9.2.19). Those that no text holds stay. */
const unescapeText = (text: string): string =>
  text
    .replace(/_x([0-9a-f]{4})_/gi, (written, hex: string) => {
      const code = Number.parseInt(hex, 16);
      const isText = code === 9 || code === 10 || code === 13 || (code >= 0x20 && (code < 0xd800 || code > 0xdfff));
      return isText ? String.fromCharCode(code) : written;
    })
    .replace(/\r\n?/g, '\n');

/** More digits than a float keeps: the number of something, such as an id. */
const MANY_DIGITS = /^\d{16,}$/;

/**
 * The value of a cell by its type (ECMA-376, part 1, 18.18.11); an error such as `#REF!` is told by the row.
 *
 * @returns undefined for a text that the file does not hold.
 */
function toCell(
  written: string,
  { type, style }: { readonly type: string; readonly style: number },
  context: CellContext,
): Cell | undefined {
  if (written === '') return '';
  if (type === 's') return context.strings[Number(written)];
  if (type === 'b') return written === '1' ? 'TRUE' : 'FALSE';
  if (type !== 'n') return unescapeText(written);
  const number = Number(written);
  const day = context.dateStyles[style] === true ? serialToIso(number, context.is1904) : undefined;
  return day ?? (Number.isFinite(number) && !MANY_DIGITS.test(written) ? number : written);
}

/** Rows of a sheet, each as wide as its last cell. Only the rows' own numbers tell their lines. */
function* forEachRow(
  sheet: Iterable<Uint8Array>,
  context: CellContext,
  take: (line: number, cells: Cell[], problem: RowProblem | undefined) => boolean,
): Generator<undefined, void> {
  let [line, column, type, style, written, inValue] = [0, 0, 'n', 0, '', false];
  let [isFormula, hasValue] = [false, false];
  let cells: Cell[] = [];
  let problem: RowProblem | undefined;
  const place = () => `${columnLetters(column)}${line}`;
  const closeCell = (): void => {
    const cell = toCell(written, { type, style }, context);
    if (type === 'e' || cell === undefined) problem ??= { why: 'cellError', text: cell === undefined ? '#REF!' : written };
    if (isFormula && !hasValue && type !== 'str') problem ??= { why: 'noResult', text: place() };
    // What stands behind all that may be is no less there: the row is then too wide.
    const at = Math.min(column, TABLE_LIMITS.columns);
    if (at < column && cell === '') return;
    while (cells.length < at) cells.push('');
    cells[at] = cell ?? '';
  };
  yield* readXml(sheet, {
    open: (name, { r = '', t = 'n', s = '0' }) => {
      if (name === 'row') [line, cells, column, problem] = [r === '' ? line + 1 : Number(r), [], -1, undefined];
      if (name === 'c') {
        [column, type, style, written] = [r === '' ? column + 1 : columnIndex(r), t, Number(s), ''];
        [isFormula, hasValue] = [false, false];
      }
      if (name === 'f') isFormula = true;
      inValue = name === 'v' || name === 't';
      if (inValue) hasValue = true;
    },
    text: (piece) => {
      if (inValue && written.length <= TABLE_LIMITS.cellLength) written += piece;
    },
    close: (name) => {
      if (name === 'v' || name === 't') inValue = false;
      if (name === 'c' && column >= 0) closeCell();
      return name === 'row' ? take(line, cells, problem) : undefined;
    },
  });
}

const isEmptyCell = (cell: Cell | undefined): boolean => typeof cell === 'string' && cell.trim() === '';

/** A row as wide as the heading: empty cells behind it are none. */
function fitRow(cells: readonly Cell[], columns: number): readonly Cell[] {
  let width = cells.length;
  while (width > columns && isEmptyCell(cells[width - 1])) width -= 1;
  return [...cells.slice(0, width), ...Array.from({ length: Math.max(0, columns - width) }, () => '')];
}

function* readSheet(sheet: Iterable<Uint8Array>, context: CellContext) {
  const rows = createRowPacker();
  const bad: BadRow[] = [];
  let heading: readonly string[] | undefined;
  let isFull = false;
  yield* forEachRow(sheet, context, (line, cells, problem) => {
    if (isBlank(cells) && (problem === undefined || heading === undefined)) return true;
    if (heading === undefined) {
      heading = fitRow(cells, 0).map(headingText);
      return true;
    }
    const fitted = fitRow(cells, heading.length);
    const wrong = problem ?? findRowProblem(fitted, heading.length);
    if (wrong === undefined) rows.add({ line, cells: fitted });
    else bad.push({ line, problem: wrong });
    if (rows.count() * heading.length > TABLE_LIMITS.cells) throw new ZipBombError('more cells than may be');
    isFull = rows.count() + bad.length > TABLE_LIMITS.rows;
    return !isFull;
  });
  return { heading, rows: rows.rows(), bad, isFull };
}

/**
 * Reads a sheet of an XLSX file: the one that is named, else the first that holds anything. Numbers stay numbers, days become text by ISO
 * 8601, formulas are their last result. Yields between parts of it.
 */
export function* readSpreadsheet(bytes: Uint8Array, sheetName?: string): Generator<undefined, ReadTable> {
  try {
    const zip = openZip(bytes);
    const { sheets, is1904 } = yield* readWorkbook(zip);
    const names = sheets.map(({ name }) => name);
    const context = {
      strings: yield* readStrings(zip),
      dateStyles: yield* readDateStyles(zip),
      is1904,
    };
    const chosen = sheetName === undefined ? sheets : sheets.filter(({ name }) => name === sheetName);
    if (chosen.length === 0) return { ok: false, problem: { why: 'noSuchSheet', sheets: names } };
    for (const { name, path } of chosen) {
      const { heading, rows, bad, isFull } = yield* readSheet(zip.unpack(path), context);
      if (isFull) return { ok: false, problem: { why: 'tooManyRows', most: TABLE_LIMITS.rows } };
      if (heading === undefined) continue;
      const [columns, most] = [heading.length, TABLE_LIMITS.columns];
      if (columns > most) return { ok: false, problem: { why: 'tooManyColumns', columns, most } };
      const otherSheets = names.filter((each) => each !== name);
      const read = { as: 'spreadsheet', sheet: name, otherSheets, ...(is1904 ? { is1904 } : {}) } as const;
      return { ok: true, table: { heading, rows, bad, read } };
    }
    return { ok: false, problem: { why: 'empty' } };
  } catch (error) {
    if (error instanceof ZipBombError)
      return { ok: false, problem: { why: 'tooLarge', bytes: bytes.length, most: TABLE_LIMITS.bytes } };
    return { ok: false, problem: { why: 'notASpreadsheet' } };
  }
}
