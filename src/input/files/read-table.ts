import { readCsvTable } from './csv-table.ts';
import type { Encoding } from './decode-text.ts';
import { readSpreadsheet } from './spreadsheet-table.ts';
import { type ReadTable, TABLE_LIMITS } from './table.ts';

const startsWith = (bytes: Uint8Array, beginning: readonly number[]): boolean =>
  beginning.every((byte, at) => bytes[at] === byte);
const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** XLS of before 2007. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];

/** What a person has said about a file, where it was not understood. */
export type TableOptions = { readonly sheet?: string | undefined; readonly encoding?: Encoding | undefined };

/** As {@link readTable}, part by part. */
function* readParts(bytes: Uint8Array, { sheet, encoding }: TableOptions): Generator<undefined, ReadTable> {
  const most = TABLE_LIMITS.bytes;
  if (bytes.length === 0) return { ok: false, problem: { why: 'empty' } };
  if (bytes.length > most) return { ok: false, problem: { why: 'tooLarge', bytes: bytes.length, most } };
  if (startsWith(bytes, COMPOUND)) return { ok: false, problem: { why: 'oldSpreadsheet' } };
  const read = yield* startsWith(bytes, ZIP) ? readSpreadsheet(bytes, sheet) : readCsvTable(bytes, encoding);
  if (!read.ok) return read;
  const { heading } = read.table;
  if (heading.filter((name) => name !== '').length < 2) return { ok: false, problem: { why: 'noHeading' } };
  return read;
}

/** Reads a file as a table, by its bytes, not by its name: XLSX, or text with a separator. */
export function readTable(bytes: Uint8Array, options: TableOptions = {}): ReadTable {
  const parts = readParts(bytes, options);
  for (;;) {
    const { done, value } = parts.next();
    if (done === true) return value;
  }
}

/** As {@link readTable}, with a turn for others between parts of the file. */
export async function readTableInTurns(
  bytes: Uint8Array,
  options: TableOptions,
  nextTurn: () => Promise<unknown>,
): Promise<ReadTable> {
  const parts = readParts(bytes, options);
  for (;;) {
    const { done, value } = parts.next();
    if (done === true) return value;
    await nextTurn();
  }
}
