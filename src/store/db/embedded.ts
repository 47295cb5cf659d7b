import { constants, mkdirSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { withAutovacuum } from './autovacuum.ts';
import { assertSetting, assertUsable, type Connection, createConnection } from './connection.ts';
import { embeddedSession, openDurablePGlite, openMemoryPGlite } from './durable-pglite.ts';
import { lockDirectory } from './lock.ts';
import { withPreparedStatements } from './prepared-pglite.ts';
import { openReopeningPGlite, type ReopeningPGlite, withReopening } from './reopening-pglite.ts';
import { createTurnQueue } from './turn-queue.ts';
import { createYieldingAdapter } from './yielding-adapter.ts';

/**
 * Opens the embedded database on disk: durable, and locked against a second opener.
 *
 * @param dataDir is made if it is missing. The database is its folder `database`, so that `dataDir` itself may be a mounted volume and
 *   the lock lies on that volume too.
 * @throws DatabaseLockedError when it is open elsewhere; DatabaseDamagedError when PostgreSQL cannot start on its files.
 */
export async function connectOnDisk(dataDir: string): Promise<Connection> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const dir = join(dataDir, 'database');
  const lock = await lockDirectory(dir);
  const database = await openReopeningPGlite(() => openDurablePGlite(dir), `${dir}.probe`).catch(async (error: unknown) => {
    await lock.release();
    throw error;
  });
  const connection = createEmbeddedConnection(
    database,
    async () => {
      await database.close();
      await lock.release();
    },
    dir,
  );
  try {
    await assertUsable(connection);
    await assertSetting(connection, 'fsync', 'on');
    await assertSetting(connection, 'wal_sync_method', 'fsync');
    return connection;
  } catch (error) {
    // Before the lock is free: two at one directory would damage it.
    await connection.close();
    throw error;
  }
}

/** Opens an embedded database in memory, for tests and trials; `template` as in {@link openMemoryPGlite}. */
export async function connectInMemory(template?: Blob): Promise<Connection> {
  const pglite = await openMemoryPGlite(template);
  const inMemory = { pglite, opening: () => 1, ensureOpen: async () => {} };
  const connection = createEmbeddedConnection(inMemory, () => pglite.close());
  await assertUsable(connection);
  return connection;
}

/** Of PostgreSQL's files those that only a running one has. */
const OF_THE_RUNNING: ReadonlySet<string> = new Set(['postmaster.pid']);

/** `dir`: of its files, where it has some. */
function createEmbeddedConnection(database: Omit<ReopeningPGlite, 'close'>, end: () => Promise<void>, dir?: string): Connection {
  const { pglite } = database;
  const queue = withAutovacuum(pglite, withReopening(createTurnQueue(), database));
  const prepared = withPreparedStatements(database);
  return createConnection('embedded', createYieldingAdapter({ pglite, prepared }, queue), {
    runPrepared: ({ text, values }) =>
      queue.run(async () => (await prepared.query<Record<string, unknown>>(text, [...values])).rows),
    session: (work) => queue.run(() => work(embeddedSession(pglite))),
    ...(dir === undefined
      ? {}
      : {
          // A checkpoint first: what it has written need not be read again from the log by whoever opens the copy.
          copyFiles: (to: string) =>
            queue.run(async () => {
              await pglite.exec('CHECKPOINT');
              await cp(dir, to, {
                recursive: true,
                errorOnExist: true,
                mode: constants.COPYFILE_FICLONE,
                filter: (path) => !OF_THE_RUNNING.has(basename(path)),
              });
            }),
        }),
    drain: queue.close,
    end,
  });
}
