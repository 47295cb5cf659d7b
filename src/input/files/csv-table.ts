import Papa from 'papaparse';
import { type DecodedText, decodeText, type Encoding } from './decode-text.ts';
import { createRowPacker } from './packed-rows.ts';
import {
  type BadRow,
  findRowProblem,
  headingText,
  isBlank,
  type ReadTable,
  type Separator,
  TABLE_LIMITS,
  type TableProblem,
} from './table.ts';

const SEPARATORS: readonly Separator[] = [',', ';', '\t', '|'];
/** Rows that tell which separator it is. */
const SAMPLE_ROWS = 60;
/** `sep=;` on a line of its own: Excel's way to say it. */
const DECLARED = /^sep=([,;\t|])[ \t]*\n/i;

const parsing = (separator: Separator) => ({ delimiter: separator, newline: '\n' as const, skipEmptyLines: false });

/** Behind the quote that closes a cell, from the one that opens it; undefined where none does. */
function quotedEnd(row: string, start: number): number | undefined {
  let at = start + 1;
  for (;;) {
    const quote = row.indexOf('"', at);
    if (quote < 0) return undefined;
    if (row[quote + 1] !== '"') return quote + 1;
    at = quote + 2;
  }
}

/**
 * Whether a row is as RFC 4180 has it: each cell quoted whole, or without a quote. By places, not by a pattern: a quote that is left open
 * makes a row of the whole rest of the file, and a pattern would keep a way back for each letter of it.
 */
function isWellQuoted(row: string, separator: Separator): boolean {
  const end = row.endsWith('\n') ? row.length - 1 : row.length;
  for (let at = 0; ; at += 1) {
    if (row[at] === '"') {
      const behind = quotedEnd(row, at);
      if (behind === undefined) return false;
      at = behind;
    } else {
      const next = row.indexOf(separator, at);
      const cell = row.slice(at, next < 0 ? end : next);
      if (cell.includes('"') || cell.includes('\n')) return false;
      at += cell.length;
    }
    if (at >= end) return true;
    if (row[at] !== separator) return false;
  }
}

/**
 * The separator: of those that split the heading, the one that splits most rows into as many cells; of several the one with most cells.
 */
function findSeparator(text: string): Separator {
  const scored = SEPARATORS.map((separator) => {
    const { data } = Papa.parse<string[]>(text, { ...parsing(separator), preview: SAMPLE_ROWS + 1 });
    const [heading = [], ...rows] = data.filter((cells) => !isBlank(cells));
    const fitting = rows.filter((cells) => cells.length === heading.length).length;
    return { separator, cells: heading.length, share: rows.length === 0 ? 1 : fitting / rows.length };
  });
  const [best] = scored.filter(({ cells }) => cells > 1).toSorted((a, b) => b.share - a.share || b.cells - a.cells);
  return best?.separator ?? ',';
}

const countLines = (text: string): number => {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
};

/** Characters that are read at a time. */
const PART_LENGTH = 128 * 1024;

/**
 * The text in parts that end where a row ends: behind a line break with an even number of quotes before it. Where a quote is left open the
 * rest is one part.
 */
function* rowParts(text: string): Generator<string> {
  let [from, quotes, at] = [0, 0, 0];
  // Kept from line to line: where none is left, each search would go to the end of the text.
  let quote = text.indexOf('"');
  while (from < text.length) {
    const end = text.indexOf('\n', Math.max(at, from + PART_LENGTH));
    if (end < 0) break;
    for (; quote >= 0 && quote < end; quote = text.indexOf('"', quote + 1)) quotes += 1;
    at = end + 1;
    if (quotes % 2 !== 0) continue;
    yield text.slice(from, at);
    [from, quotes] = [at, 0];
  }
  if (from < text.length) yield text.slice(from);
}

/** Rows of a text. @param skipped lines before it. */
function* readRows(text: string, separator: Separator, skipped: number) {
  const rows = createRowPacker();
  const bad: BadRow[] = [];
  let heading: readonly string[] | undefined;
  let line = 1 + skipped;
  let problem: TableProblem | undefined;
  const take = (cells: readonly string[], written: string): void => {
    const at = line;
    line += countLines(written);
    if (written.includes('"') && !isWellQuoted(written, separator)) problem = { why: 'quotes', line: at };
    else if (heading === undefined && cells.length > TABLE_LIMITS.columns)
      problem = { why: 'tooManyColumns', columns: cells.length, most: TABLE_LIMITS.columns };
    else if (rows.count() * cells.length > TABLE_LIMITS.cells)
      problem = { why: 'tooLarge', bytes: text.length, most: TABLE_LIMITS.bytes };
    else if (rows.count() + bad.length >= TABLE_LIMITS.rows) problem = { why: 'tooManyRows', most: TABLE_LIMITS.rows };
    if (problem !== undefined || isBlank(cells)) return;
    if (heading === undefined) {
      heading = cells.map(headingText);
      return;
    }
    const wrong = findRowProblem(cells, heading.length);
    if (wrong === undefined) rows.add({ line: at, cells });
    else bad.push({ line: at, problem: wrong });
  };
  for (const part of rowParts(text)) {
    let from = 0;
    Papa.parse<string[]>(part, {
      ...parsing(separator),
      // Row by row: all of them at once take ten times the memory of the text.
      step: ({ data: cells, meta }, parser) => {
        take(cells, part.slice(from, meta.cursor));
        from = meta.cursor;
        if (problem !== undefined) parser.abort();
      },
    });
    if (problem !== undefined) break;
    yield;
  }
  return { heading, rows: rows.rows(), bad, problem };
}

/**
 * Reads a table of text: comma, semicolon, tab or bar between cells, `sep=;` before all, any line ends. A quote that is not closed, or stands
 * inside a cell without being doubled, refuses the file: where the row ends would be a guess. Yields between parts of it.
 */
export function* readCsvTable(bytes: Uint8Array, given?: Encoding): Generator<undefined, ReadTable> {
  const decoded: DecodedText = decodeText(bytes, given);
  if (!decoded.ok)
    return {
      ok: false,
      problem: decoded.why === 'notText' ? { why: 'notText' } : { why: 'brokenText', encoding: decoded.encoding },
    };
  const { encoding } = decoded;
  const plain = decoded.text.replace(/\r\n?/g, '\n');
  const declared = DECLARED.exec(plain);
  const text = declared === null ? plain : plain.slice(declared[0].length);
  const separator = SEPARATORS.find((each) => each === declared?.[1]) ?? findSeparator(text);
  const { heading, rows, bad, problem } = yield* readRows(text, separator, declared === null ? 0 : 1);
  if (problem !== undefined) return { ok: false, problem };
  if (heading === undefined) return { ok: false, problem: { why: 'empty' } };
  return { ok: true, table: { heading, rows, bad, read: { as: 'text', encoding, separator } } };
}
