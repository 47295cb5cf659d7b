import { randomUUID } from 'node:crypto';
import { type MigrationFile, readMigrations } from './migration-files.ts';
import { MigrationError, type MigrationRecord, pendingMigrations } from './migration-plan.ts';
import { inTransaction, type SqlSession } from './sql-session.ts';

/** The advisory lock that Prisma Migrate takes, so that it and every starting instance wait for each other. */
const MIGRATION_LOCK = 72707369;

/** Prisma Migrate's own table, so that its commands work on the same database. */
const CREATE_MIGRATIONS_TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id                  varchar(36) PRIMARY KEY NOT NULL,
  checksum            varchar(64) NOT NULL,
  finished_at         timestamptz,
  migration_name      varchar(255) NOT NULL,
  logs                text,
  rolled_back_at      timestamptz,
  started_at          timestamptz NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0
)`;

/**
 * Brings the schema up to date. Each migration is one transaction together with its bookkeeping, so a crash in the middle leaves nothing
 * and the next start tries again; instances that start together wait for each other.
 *
 * @param database anything that gives a session of plain SQL.
 * @param files of this version, in order.
 * @returns names of what was applied now.
 * @throws MigrationError when the database and the files disagree, or a script fails (it is then noted as rolled back).
 */
export async function migrate(
  database: { readonly session: <T>(work: (sql: SqlSession) => Promise<T>) => Promise<T> },
  files?: readonly MigrationFile[],
): Promise<readonly string[]> {
  const known = files ?? (await readMigrations());
  return database.session((sql) => withMigrationLock(sql, () => applyPending(sql, known)));
}

/**
 * Names of the migrations that the next start would apply; changes nothing.
 *
 * @throws MigrationError when the database and the files disagree.
 */
export async function unappliedMigrations(database: {
  readonly session: <T>(work: (sql: SqlSession) => Promise<T>) => Promise<T>;
}): Promise<readonly string[]> {
  const files = await readMigrations();
  return database.session(async (sql) => {
    const [row] = await sql.query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS known`);
    const known = row?.['known'] === true ? await loadRecords(sql) : [];
    return pendingMigrations(files, known).map(({ name }) => name);
  });
}

async function applyPending(sql: SqlSession, files: readonly MigrationFile[]): Promise<readonly string[]> {
  await sql.exec(`SET client_min_messages = warning; ${CREATE_MIGRATIONS_TABLE}; RESET client_min_messages`);
  const pending = pendingMigrations(files, await loadRecords(sql));
  for (const file of pending) await applyMigration(sql, file);
  return pending.map((file) => file.name);
}

async function applyMigration(sql: SqlSession, file: MigrationFile): Promise<void> {
  const startedAt = await sql.query('SELECT clock_timestamp()::text AS at').then(([row]) => row?.['at']);
  const note = (columns: string, value: string, logs: string | null) =>
    sql.query(
      `INSERT INTO _prisma_migrations (id, migration_name, checksum, started_at, logs, ${columns})
       VALUES ($1, $2, $3, $4::timestamptz, $5, clock_timestamp(), ${value})`,
      [randomUUID(), file.name, file.checksum, startedAt, logs],
    );
  try {
    await inTransaction(sql, async () => {
      await sql.exec(file.sql);
      await note('finished_at, applied_steps_count', '1', null);
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    await note('rolled_back_at, applied_steps_count', '0', reason);
    throw new MigrationError(`The migration ${file.name} failed and was rolled back: ${reason}`, { cause });
  }
}

async function loadRecords(sql: SqlSession): Promise<readonly MigrationRecord[]> {
  const rows = await sql.query(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished, rolled_back_at IS NOT NULL AS rolled_back, logs
     FROM _prisma_migrations ORDER BY started_at`,
  );
  return rows.map((row) => ({
    name: String(row['migration_name']),
    checksum: String(row['checksum']),
    finished: row['finished'] === true,
    rolledBack: row['rolled_back'] === true,
    logs: typeof row['logs'] === 'string' ? row['logs'] : null,
  }));
}

/** Waits for its turn as long as it takes: another instance may be in the middle of a long migration. */
export async function withMigrationLock<T>(sql: SqlSession, work: () => Promise<T>): Promise<T> {
  const unlock = () =>
    sql.exec(`SELECT pg_advisory_unlock(${MIGRATION_LOCK}); RESET statement_timeout; RESET idle_in_transaction_session_timeout`);
  await sql.exec(
    `SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SELECT pg_advisory_lock(${MIGRATION_LOCK})`,
  );
  try {
    const result = await work();
    await unlock();
    return result;
  } catch (error) {
    // A lost connection has freed the lock already; the first error is the one to tell.
    await unlock().catch(() => undefined);
    throw error;
  }
}
