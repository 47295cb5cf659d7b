import type { Connection, RowGuard } from './connection.ts';
import { connectInMemory, connectOnDisk } from './embedded.ts';
import { migrate, withMigrationLock } from './migrate.ts';
import { guardRows, rowsAreGuarded } from './row-security.ts';
import { connectToServer } from './server.ts';
import type { SqlSession } from './sql-session.ts';

/** Where the data is. `databaseUrl` wins over `dataDir`; `memory` keeps nothing. */
export type DatabaseOptions = {
  /** `postgresql://…` */
  readonly databaseUrl?: string;
  /** Folder of the embedded database. */
  readonly dataDir?: string;
  readonly memory?: true;
  /** For `memory`: what PGlite's `dumpDataDir` gave, to start from. */
  readonly template?: Blob;
};

/** An open database whose schema is up to date. */
export type Database = Connection & {
  /** Names of the migrations that this opening applied. */
  readonly migrationLog: readonly string[];
};

/**
 * Opens the database and brings its schema up to date.
 *
 * @throws DatabaseLockedError when another process has the embedded database open; MigrationError when the schema cannot be brought up
 *   to date; Error when the database cannot be reached or is not fit.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const connection = await connect(options);
  try {
    const migrationLog = await migrate(connection);
    if (await connection.session((sql) => ensureGuarded(connection.rowGuard, sql))) connection.rowGuard?.turnOn();
    return { ...connection, migrationLog };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** Guards the rows of workspaces where there is a guard and the login has the right to set it up: most starts find it in place. */
const ensureGuarded = async (guard: RowGuard | null, sql: SqlSession): Promise<boolean> =>
  guard !== null && ((await rowsAreGuarded(sql)) || (await withMigrationLock(sql, () => guardRows(sql))));

/** Opens the database as it is: for `doctor`, and for what works on the schema itself. */
export async function connect(options: DatabaseOptions): Promise<Connection> {
  if (options.databaseUrl !== undefined) return connectToServer(options.databaseUrl);
  if (options.memory === true) return connectInMemory(options.template);
  if (options.dataDir !== undefined) return connectOnDisk(options.dataDir);
  throw new Error('openDatabase needs a databaseUrl, a dataDir or memory');
}
