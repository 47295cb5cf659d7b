import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ToolConfig } from '../config.ts';
import { reasonOf } from '../reason.ts';
import type { Connection } from '../store/connection.ts';
import { connect } from '../store/database.ts';
import { DatabaseLockedError } from '../store/lock.ts';
import { unapplied } from '../store/migrate.ts';
import { storeOver } from '../store/open.ts';
import type { Store } from '../store/types/store.ts';
import { type Finding, ill, skipped, well } from './finding.ts';

const WHERE = { server: 'PostgreSQL at DATABASE_URL', embedded: 'embedded' } as const;

/**
 * Opens the database as it is, without changing its schema.
 *
 * @param look finds more in a store that is well, while it is open.
 */
export async function checkDatabase(
  database: ToolConfig['database'],
  look: (store: Store) => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  if ('dataDir' in database && !existsSync(join(database.dataDir, 'database'))) {
    return [skipped('database', `none yet; the first start makes one in ${database.dataDir}`)];
  }
  let connection: Connection;
  try {
    connection = await connect(database);
  } catch (error) {
    return [cannotOpen(error)];
  }
  try {
    const pending = await unapplied(connection);
    const where = WHERE[connection.engine];
    if (pending.length > 0) return [skipped('database', `${where}; the next start brings it up to date (${pending.join(', ')})`)];
    return [well('database', `${where}, up to date`), ...(await look(storeOver({ ...connection, migrationLog: [] })))];
  } catch (error) {
    return [ill('database', reasonOf(error), 'See "Upgrade" in the README')];
  } finally {
    await connection.close();
  }
}

function cannotOpen(error: unknown): Finding {
  if (error instanceof DatabaseLockedError) {
    return well(
      'database',
      `embedded, in use by a running Lejek (pid ${error.pid ?? '?'}): stop it to have the channels looked at too`,
    );
  }
  return ill('database', `it cannot be opened: ${reasonOf(error)}`, 'Check DATABASE_URL and that the server runs');
}
