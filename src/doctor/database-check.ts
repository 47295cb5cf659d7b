import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ToolConfig } from '../platform/config.ts';
import { errorCode, errorMessage } from '../platform/error-message.ts';
import type { Connection } from '../store/db/connection.ts';
import { connect } from '../store/db/database.ts';
import { DatabaseLockedError } from '../store/db/lock.ts';
import { unappliedMigrations } from '../store/db/migrate.ts';
import { MigrationError } from '../store/db/migration-plan.ts';
import { rowsAreGuarded, WORKSPACE_ROLE } from '../store/db/row-security.ts';
import { MAX_CONNECTIONS } from '../store/db/server.ts';
import { countAvailableConnections } from '../store/db/server-capacity.ts';
import { createStore } from '../store/open-store.ts';
import type { Store } from '../store/types/store.ts';
import { type CheckResult, failed, passed, skipped } from './check-result.ts';
import { checkDataFolder } from './machine-check.ts';

const WHAT = 'database';
const ROW_GUARD = 'row-level security';
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
  if ('databaseUrl' in database) return inspect(() => connect(database), checkStore);
  const folder = checkDataFolder(database.dataDir);
  if (folder.state === 'ill') return [folder, skipped(WHAT, 'once its folder is well')];
  if (!existsSync(join(database.dataDir, 'database')))
    return [folder, skipped(WHAT, `none yet; the first start makes one in ${database.dataDir}`)];
  return [folder, ...(await inspect(() => connect(database), checkStore))];
}

async function inspect(
  open: () => Promise<Connection>,
  checkStore: (store: Store) => Promise<readonly CheckResult[]>,
): Promise<readonly CheckResult[]> {
  let connection: Connection;
  try {
    connection = await open();
  } catch (error) {
    return [openFailure(error)];
  }
  try {
    const pending = await unappliedMigrations(connection);
    const where = ENGINE_LABELS[connection.engine];
    const capacity = [...(await checkConnections(connection)), ...(await checkRowGuard(connection))];
    if (pending.length > 0)
      return [skipped(WHAT, `${where}; the next start brings it up to date (${pending.join(', ')})`), ...capacity];
    const store = createStore({ ...connection, migrationLog: [] });
    return [passed(WHAT, `${where}, up to date`), ...capacity, ...(await checkStore(store))];
  } catch (error) {
    if (error instanceof MigrationError) return [failed(WHAT, error.message, 'See "Upgrade" in docs/hosting.md')];
    return [failed(WHAT, errorMessage(error), 'See "Upgrade" in docs/hosting.md')];
  } finally {
    await connection.close();
  }
}

/** Whether a bot gets as many connections as it opens. */
async function checkConnections(connection: Connection): Promise<readonly CheckResult[]> {
  if (connection.engine === 'embedded') return [];
  const available = await countAvailableConnections(connection);
  if (available >= MAX_CONNECTIONS)
    return [passed('connections', `${available} are there for Lejek, one instance uses up to ${MAX_CONNECTIONS}`)];
  return [
    failed(
      'connections',
      `only ${available} are there for Lejek, one instance uses up to ${MAX_CONNECTIONS}`,
      'Raise max_connections of PostgreSQL, or the CONNECTION LIMIT of the role or the database',
    ),
  ];
}

/** Whether the server itself keeps workspaces apart: a second wall, without which Lejek works as well. */
async function checkRowGuard(connection: Connection): Promise<readonly CheckResult[]> {
  if (connection.rowGuard === null) return [];
  if (await connection.session(rowsAreGuarded))
    return [passed(ROW_GUARD, 'the rows of each workspace are out of reach of the others, by PostgreSQL itself')];
  return [
    skipped(
      ROW_GUARD,
      `off, since this user may not be ${WORKSPACE_ROLE}: CREATE ROLE ${WORKSPACE_ROLE} NOLOGIN; GRANT ${WORKSPACE_ROLE} TO it; the next start turns it on`,
    ),
  ];
}

/** What the server or the way to it answers, by Node's and PostgreSQL's codes (docs: PostgreSQL, Appendix A). */
const REFUSALS: readonly (readonly [RegExp, string, string])[] = [
  [/^28P01$/, 'the password is wrong', 'Put the right one into DATABASE_URL (special characters as %40 and so on)'],
  [
    /^28000$/,
    'this user may not log in',
    'Make the role (CREATE ROLE … LOGIN) and allow it in pg_hba.conf, or correct DATABASE_URL',
  ],
  [/^3D000$/, 'there is no such database', 'Make it (createdb), or correct its name at the end of DATABASE_URL'],
  [/^53300$/, 'it has no connection left', 'Raise max_connections of PostgreSQL, or close what holds them'],
  [/^57P03$/, 'it is just starting or stopping', 'Try again in a minute'],
  [/^ENOTFOUND$|^EAI_/, 'no machine has that name', 'Correct the host in DATABASE_URL'],
  [/^ECONNREFUSED$/, 'nothing listens there (ECONNREFUSED)', 'Start PostgreSQL, or correct host and port in DATABASE_URL'],
  [
    /^ETIMEDOUT$|^EHOSTUNREACH$|^ENETUNREACH$/,
    'no answer comes from there',
    'Check host and port in DATABASE_URL, and the firewall between',
  ],
];

function openFailure(error: unknown): CheckResult {
  if (error instanceof DatabaseLockedError) {
    return passed(
      WHAT,
      `embedded, in use by a running Lejek (pid ${error.pid ?? '?'}): stop it to have the channels looked at too`,
    );
  }
  const code = errorCode(error);
  const [, says, toDo] = REFUSALS.find(([pattern]) => pattern.test(code)) ?? [];
  if (says !== undefined && toDo !== undefined) return failed(WHAT, `it cannot be opened: ${says}`, toDo);
  return failed(WHAT, `it cannot be opened: ${errorMessage(error)}`, 'Check DATABASE_URL and that the server runs');
}
