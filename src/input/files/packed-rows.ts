import type { Cell, TableRow, TableRows } from './table.ts';

/** Bytes of one chunk; a row that is larger has a chunk of its own. */
const CHUNK_BYTES = 1024 * 1024;
/** UTF-8 takes at most so many bytes for a unit of UTF-16. */
const BYTES_PER_UNIT = 3;

/** Rows that are put away one after the other. */
export type RowPacker = {
  readonly add: (row: TableRow) => void;
  readonly count: () => number;
  /** The rows that were added. */
  readonly rows: () => TableRows;
};

/**
 * Keeps rows as bytes outside the heap, each as JSON, and makes a row anew whenever it is asked for. As arrays of texts they take six times as
 * much, all of which the garbage collector goes through again and again, and the heap grows by as much once more before it is collected.
 */
export function createRowPacker(): RowPacker {
  const [encoder, decoder] = [new TextEncoder(), new TextDecoder()];
  const chunks: Uint8Array[] = [];
  const places: { readonly lines: number[]; readonly chunks: number[]; readonly starts: number[]; readonly ends: number[] } = {
    ...{ lines: [], chunks: [], starts: [], ends: [] },
  };
  let used = 0;
  const chunkFor = (text: string): Uint8Array => {
    const needed = text.length * BYTES_PER_UNIT;
    const last = chunks.at(-1);
    if (last !== undefined && last.length - used >= needed) return last;
    const fresh = new Uint8Array(Math.max(CHUNK_BYTES, needed));
    chunks.push(fresh);
    used = 0;
    return fresh;
  };
  const at = (index: number): TableRow | undefined => {
    const line = places.lines[index];
    const bytes = chunks[places.chunks[index] ?? -1]?.subarray(places.starts[index], places.ends[index]);
    if (line === undefined || bytes === undefined) return undefined;
    const cells: readonly Cell[] = JSON.parse(decoder.decode(bytes));
    return { line, cells };
  };
  return {
    add: ({ line, cells }) => {
      const text = JSON.stringify(cells);
      const chunk = chunkFor(text);
      const { written } = encoder.encodeInto(text, chunk.subarray(used));
      places.lines.push(line);
      places.chunks.push(chunks.length - 1);
      places.starts.push(used);
      used += written;
      places.ends.push(used);
    },
    count: () => places.lines.length,
    rows: () => ({
      length: places.lines.length,
      at,
      *[Symbol.iterator]() {
        for (let index = 0; index < places.lines.length; index += 1) {
          const row = at(index);
          if (row !== undefined) yield row;
        }
      },
    }),
  };
}
