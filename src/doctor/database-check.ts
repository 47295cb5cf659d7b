import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ToolConfig } from '../platform/config.ts';
import { errorMessage } from '../platform/error-message.ts';
import type { Connection } from '../store/db/connection.ts';
import { connect } from '../store/db/database.ts';
import { DatabaseLockedError } from '../store/db/lock.ts';
import { unappliedMigrations } from '../store/db/migrate.ts';
import { createStore } from '../store/open-store.ts';
import type { Store } from '../store/types/store.ts';
import { type CheckResult, failed, passed, skipped } from './check-result.ts';

const ENGINE_LABELS = { server: 'PostgreSQL at DATABASE_URL', embedded: 'embedded' } as const;

/**
 * Opens the database as it is, without changing its schema.
 *
 * @param checkStore finds more in a store that is well, while it is open.
 */
export async function checkDatabase(
  database: ToolConfig['database'],
  checkStore: (store: Store) => Promise<readonly CheckResult[]>,
): Promise<readonly CheckResult[]> {
  if ('dataDir' in database && !existsSync(join(database.dataDir, 'database'))) {
    return [skipped('database', `none yet; the first start makes one in ${database.dataDir}`)];
  }
  let connection: Connection;
  try {
    connection = await connect(database);
  } catch (error) {
    return [openFailure(error)];
  }
  try {
    const pending = await unappliedMigrations(connection);
    const where = ENGINE_LABELS[connection.engine];
    if (pending.length > 0) return [skipped('database', `${where}; the next start brings it up to date (${pending.join(', ')})`)];
    return [passed('database', `${where}, up to date`), ...(await checkStore(createStore({ ...connection, migrationLog: [] })))];
  } catch (error) {
    return [failed('database', errorMessage(error), 'See "Upgrade" in docs/hosting.md')];
  } finally {
    await connection.close();
  }
}

function openFailure(error: unknown): CheckResult {
  if (error instanceof DatabaseLockedError) {
    return passed(
      'database',
      `embedded, in use by a running Lejek (pid ${error.pid ?? '?'}): stop it to have the channels looked at too`,
    );
  }
  return failed('database', `it cannot be opened: ${errorMessage(error)}`, 'Check DATABASE_URL and that the server runs');
}
