import { readTable, type TableOptions } from '../../input/files/read-table.ts';
import type { ReadTable, Table } from '../../input/files/table.ts';
import type { ImportChoices } from './import-choices.ts';
import { type PreparedImport, type ReadPlace, type UnderstoodTable, understandTable } from './prepare-import.ts';
import type { ReadDealRow } from './read-row.ts';

/** What is known of a table without its rows. `rows`: how many it has, those that cannot be read included. */
export type TableHead = Pick<Table, 'heading' | 'read'> & { readonly rows: number };

type OpenedTable = { readonly ok: true; readonly head: TableHead } | Extract<ReadTable, { readonly ok: false }>;

/** Steps of reading tables of deals, by plain values in and out. A table is kept between them, by an id that its reader chose. */
export type DealsTableSteps = {
  readonly openTable: (file: { readonly id: string; readonly bytes: Uint8Array; readonly options: TableOptions }) => OpenedTable;
  /** Understands a table; its rows are then read in order of time. */
  readonly prepareTable: (asked: {
    readonly id: string;
    readonly place: ReadPlace;
    readonly choices: ImportChoices;
  }) => PreparedImport;
  readonly readDealRows: (asked: { readonly id: string; readonly from: number; readonly to: number }) => readonly ReadDealRow[];
  readonly closeTable: (asked: { readonly id: string }) => null;
};

export const tableHead = ({ heading, read, rows, bad }: Table): TableHead => ({ heading, read, rows: rows.length + bad.length });

/** Tables that are being read, and what was understood of each the last time. */
export function createDealsTables(): DealsTableSteps {
  const tables = new Map<string, { readonly table: Table; understood?: UnderstoodTable }>();
  const requireTable = (id: string) => {
    const found = tables.get(id);
    if (found === undefined) throw new Error('the file is gone with the thread that had ended');
    return found;
  };
  return {
    openTable: ({ id, bytes, options }) => {
      const read = readTable(bytes, options);
      if (!read.ok) return read;
      tables.set(id, { table: read.table });
      return { ok: true, head: tableHead(read.table) };
    },
    prepareTable: ({ id, place, choices }) => {
      const found = requireTable(id);
      found.understood = understandTable(found.table, place, choices);
      return found.understood.prepared;
    },
    readDealRows: ({ id, from, to }) => requireTable(id).understood?.slice(from, to) ?? [],
    closeTable: ({ id }) => {
      tables.delete(id);
      return null;
    },
  };
}
