import { readFile } from 'node:fs/promises';
import { inject } from 'vitest';
import type { Connection } from '../../../src/store/db/connection.ts';
import { connect, type Database, type DatabaseOptions, openDatabase } from '../../../src/store/db/database.ts';
import type { SqlSession } from '../../../src/store/db/sql-session.ts';
import { createDatabase } from './server-databases.ts';

/**
 * Opens a migrated database that nobody else has: on the server of `TEST_DATABASE_URL`, else in memory. One for each test file, not for
 * each test: call it in `beforeAll`, {@link emptyDatabase} in `beforeEach`, `close` in `afterAll`.
 */
export const openTestDatabase = async (): Promise<Database> => openDatabase(await createTestDatabase('migrated'));

/** Opens a database without a table, on the engine that {@link openTestDatabase} uses. */
export const openBlankDatabase = async (): Promise<Connection> => connect(await createTestDatabase('blank'));

/** Makes a database and tells where it is. */
export async function createTestDatabase(from: 'blank' | 'migrated'): Promise<DatabaseOptions> {
  const server = inject('testServer');
  if (server !== null) return { databaseUrl: await createDatabase(server, from) };
  return { memory: true, template: new Blob([await readFile(inject('embeddedTemplates')[from])]) };
}

/** Removes every row of every table, in a few milliseconds: TRUNCATE makes new files and takes ten times as long. */
export async function emptyDatabase(database: Connection): Promise<void> {
  const names = await database.session((sql) => loadTableNames(database, sql));
  const deletes = names.map((name) => `DELETE FROM ${name};`).join('\n');
  // As on a replica: no foreign key is looked at, so the order of the tables does not matter.
  await database.session((sql) => sql.exec(`BEGIN; SET LOCAL session_replication_role = replica; ${deletes} COMMIT`));
}

const tableNames = new WeakMap<Connection, readonly string[]>();

async function loadTableNames(database: Connection, sql: SqlSession): Promise<readonly string[]> {
  const known = tableNames.get(database);
  if (known !== undefined) return known;
  const rows = await sql.query(
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'",
  );
  const names = rows.map((row) => String(row['tablename']));
  tableNames.set(database, names);
  return names;
}
