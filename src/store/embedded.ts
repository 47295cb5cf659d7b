import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { assertSetting, assertSound, type Connection, connectionOf } from './connection.ts';
import { openDurablePGlite, openMemoryPGlite } from './durable-pglite.ts';
import { lockDirectory } from './lock.ts';
import { turns } from './turns.ts';
import { yieldingAdapter } from './yielding-adapter.ts';

/**
 * Opens the embedded database on disk: durable, and locked against a second opener.
 *
 * @param dataDir is made if it is missing. The database is its folder `database`, so that `dataDir` itself may be a mounted volume and
 *   the lock lies on that volume too.
 * @throws DatabaseLockedError when it is open elsewhere.
 */
export async function connectOnDisk(dataDir: string): Promise<Connection> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const dir = join(dataDir, 'database');
  const lock = await lockDirectory(dir);
  try {
    const connection = connect(await openDurablePGlite(dir), lock.release);
    await assertSound(connection);
    await assertSetting(connection, 'fsync', 'on');
    await assertSetting(connection, 'wal_sync_method', 'fsync');
    return connection;
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Opens an embedded database in memory, for tests and trials; `template` as in {@link openMemoryPGlite}. */
export async function connectInMemory(template?: Blob): Promise<Connection> {
  const connection = connect(await openMemoryPGlite(template), () => Promise.resolve());
  await assertSound(connection);
  return connection;
}

function connect(pglite: PGlite, closed: () => Promise<void>): Connection {
  const queue = turns();
  return connectionOf('embedded', yieldingAdapter(pglite, queue), {
    session: (work) =>
      queue.pass(() =>
        work({
          exec: async (script) => {
            await pglite.exec(script);
          },
          query: async (statement, parameters = []) =>
            (await pglite.query<Record<string, unknown>>(statement, [...parameters])).rows,
        }),
      ),
    drain: queue.close,
    end: async () => {
      await pglite.close();
      await closed();
    },
  });
}
