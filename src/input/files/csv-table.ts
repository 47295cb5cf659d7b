import Papa from 'papaparse';
import { type DecodedText, decodeText, type Encoding } from './decode-text.ts';
import {
  type BadRow,
  findRowProblem,
  headingText,
  isBlank,
  type ReadTable,
  type Separator,
  TABLE_LIMITS,
  type TableRow,
} from './table.ts';

const SEPARATORS: readonly Separator[] = [',', ';', '\t', '|'];
/** Rows that tell which separator it is. */
const SAMPLE_ROWS = 60;
/** `sep=;` on a line of its own: Excel's way to say it. */
const DECLARED = /^sep=([,;\t|])[ \t]*\n/i;

const parsing = (separator: Separator) => ({ delimiter: separator, newline: '\n' as const, skipEmptyLines: false });

/** The text of a row as the rules of RFC 4180 allow it: each cell quoted whole, or without a quote. */
function rowPattern(separator: Separator): RegExp {
  const sign = separator === '|' ? '\\|' : separator;
  const cell = `(?:"(?:[^"]|"")*"|[^"${sign}\\n]*)`;
  return new RegExp(`^${cell}(?:${sign}${cell})*\\n?$`);
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

/** Rows of a text. @param skipped lines before it. */
function readRows(text: string, separator: Separator, skipped: number) {
  const pattern = rowPattern(separator);
  const rows: TableRow[] = [];
  const bad: BadRow[] = [];
  let heading: readonly string[] | undefined;
  let [line, from] = [1 + skipped, 0];
  let problem: Extract<ReadTable, { ok: false }>['problem'] | undefined;
  Papa.parse<string[]>(text, {
    ...parsing(separator),
    // Row by row: all of them at once take ten times the memory of the text.
    step: ({ data: cells, meta }, parser) => {
      const written = text.slice(from, meta.cursor);
      const at = line;
      from = meta.cursor;
      line += countLines(written);
      if (written.includes('"') && !pattern.test(written)) problem = { why: 'quotes', line: at };
      else if (heading === undefined && cells.length > TABLE_LIMITS.columns)
        problem = { why: 'tooManyColumns', columns: cells.length, most: TABLE_LIMITS.columns };
      else if (rows.length >= TABLE_LIMITS.rows) problem = { why: 'tooManyRows', most: TABLE_LIMITS.rows };
      if (problem !== undefined) {
        parser.abort();
        return;
      }
      if (isBlank(cells)) return;
      if (heading === undefined) {
        heading = cells.map(headingText);
        return;
      }
      const wrong = findRowProblem(cells, heading.length);
      if (wrong === undefined) rows.push({ line: at, cells });
      else bad.push({ line: at, problem: wrong });
    },
  });
  return { heading, rows, bad, problem };
}

/**
 * Reads a table of text: comma, semicolon, tab or bar between cells, `sep=;` before all, any line ends. A quote that is not closed, or stands
 * inside a cell without being doubled, refuses the file: where the row ends would be a guess.
 */
export function readCsvTable(bytes: Uint8Array, given?: Encoding): ReadTable {
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
  const { heading, rows, bad, problem } = readRows(text, separator, declared === null ? 0 : 1);
  if (problem !== undefined) return { ok: false, problem };
  if (heading === undefined) return { ok: false, problem: { why: 'empty' } };
  return { ok: true, table: { heading, rows, bad, read: { as: 'text', encoding, separator } } };
}
