import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { openDatabase } from '../../../src/store/db/database.ts';
import { createStore } from '../../../src/store/open-store.ts';

/** Opens what is left of a database after a power cut, and says what is in it. */
export type OpenRequest = { readonly dataDir: string; readonly as: 'product' | 'plain' };
export type OpenAnswer = { readonly rows: number; readonly wrong: readonly string[] } | { readonly error: string };

/** As the product opens it: every deal by each of the ways to it, and the counters against the history. */
async function openProduct(dataDir: string): Promise<OpenAnswer> {
  const database = await openDatabase({ dataDir });
  const count = async (settings: string): Promise<number> => {
    const [row] = await database.session(async (sql) => {
      await sql.exec(settings);
      return sql.query('SELECT count(number)::integer AS n, coalesce(max(number), 0)::integer AS highest FROM deal');
    });
    if (row?.['n'] !== row?.['highest']) throw new Error(`${row?.['n']} deals, the highest is D-${row?.['highest']}`);
    return Number(row?.['n']);
  };
  const heap = await count('SET enable_indexscan = off; SET enable_indexonlyscan = off; SET enable_bitmapscan = off');
  const index = await count('RESET ALL; SET enable_seqscan = off');
  const store = createStore(database);
  const wrong = heap === index ? [] : [`${heap} deals in the table, ${index} in its index`];
  for (const { id } of await store.workspaces()) wrong.push(...(await store.tenant(id).funnel.verifyCounters()));
  await database.close();
  return { rows: heap, wrong };
}

/** As PGlite opens it by itself. */
async function openPlain(dataDir: string): Promise<OpenAnswer> {
  const pglite = await PGlite.create(join(dataDir, 'database'));
  const { rows } = await pglite.query<{ n: number }>('SELECT count(*)::integer AS n FROM tally');
  return { rows: rows[0]?.n ?? 0, wrong: [] };
}

process.on('message', ({ dataDir, as }: OpenRequest) => {
  const opened = as === 'product' ? openProduct(dataDir) : openPlain(dataDir);
  void opened
    .catch((error: unknown): OpenAnswer => ({ error: error instanceof Error ? error.message : String(error) }))
    .then((answer) => process.send?.(answer));
});
