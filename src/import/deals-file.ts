import { randomUUID } from 'node:crypto';
import type { TableOptions } from '../input/files/read-table.ts';
import type { ReadTable, Table } from '../input/files/table.ts';
import { tightenHeap } from '../platform/tight-heap.ts';
import { filesThread } from '../thread/worker-thread.ts';
import { type TableHead, tableHead } from './read/deals-tables.ts';
import type { ImportChoices } from './read/import-choices.ts';
import { type PreparedImport, type ReadPlace, understandTable } from './read/prepare-import.ts';
import type { ReadDealRow } from './read/read-row.ts';

/** What was understood of a file, and the rows of its deals in order of time, slice by slice, as often as they are wanted. */
export type UnderstoodFile = {
  readonly prepared: PreparedImport;
  readonly rows: () => AsyncIterable<readonly ReadDealRow[]>;
};

/** A table of deals that was read, wherever its rows stand. */
export type DealsFile = {
  readonly head: TableHead;
  /** The rows of the last one are those that are read. */
  readonly understand: (place: ReadPlace, choices: ImportChoices) => Promise<UnderstoodFile>;
  /** Lets the rows go. */
  readonly close: () => Promise<void>;
};

/** Rows that are handed over at a time. */
const ROWS_PER_SLICE = 100;

/** @param read gives the rows between two places. */
async function* slices(
  length: number,
  read: (from: number, to: number) => Promise<readonly ReadDealRow[]>,
): AsyncGenerator<readonly ReadDealRow[]> {
  const ask = (from: number) => {
    const asked = read(from, from + ROWS_PER_SLICE);
    // Where nobody asks for the rest, nobody hears that it failed.
    asked.catch(() => undefined);
    return asked;
  };
  let next = ask(0);
  for (let from = 0; from < length; from += ROWS_PER_SLICE) {
    const some = await next;
    // One ahead, so that reading and writing go side by side.
    if (from + ROWS_PER_SLICE < length) next = ask(from + ROWS_PER_SLICE);
    yield some;
  }
}

/** A table that stands in this thread. */
export const fileOfTable = (table: Table): DealsFile => ({
  head: tableHead(table),
  understand: async (place, choices) => {
    const { prepared, slice } = understandTable(table, place, choices);
    return { prepared, rows: () => slices(prepared.deals, async (from, to) => slice(from, to)) };
  },
  close: async () => undefined,
});

/**
 * Reads a file in the worker thread, where its rows stay: reading 100,000 of them takes seconds, and all of them more memory than this thread
 * should have to clear up while it answers.
 */
export async function openDealsFile(
  bytes: Uint8Array,
  options: TableOptions,
): Promise<{ readonly ok: true; readonly file: DealsFile } | Extract<ReadTable, { readonly ok: false }>> {
  const id = randomUUID();
  const letThreadGo = filesThread.keepAlive();
  const relax = tightenHeap();
  const letGo = (): void => {
    letThreadGo();
    relax();
  };
  const close = async (): Promise<void> => {
    await filesThread.run('closeTable', { id }).catch(() => undefined);
    letGo();
  };
  try {
    const opened = await filesThread.run('openTable', { id, bytes, options });
    if (!opened.ok) {
      letGo();
      return opened;
    }
    const understand: DealsFile['understand'] = async (place, choices) => {
      const prepared = await filesThread.run('prepareTable', { id, place, choices });
      return { prepared, rows: () => slices(prepared.deals, (from, to) => filesThread.run('readDealRows', { id, from, to })) };
    };
    return { ok: true, file: { head: opened.head, understand, close } };
  } catch (error) {
    letGo();
    throw error;
  }
}
