import { readFile } from 'node:fs/promises';
import { inject } from 'vitest';
import type { Connection } from '../../../src/store/connection.ts';
import { connect, type Database, type DatabaseOptions, openDatabase } from '../../../src/store/database.ts';
import type { SqlSession } from '../../../src/store/sql-session.ts';
import { newDatabase } from './server-databases.ts';

/**
 * Opens a migrated database that nobody else has: on the server of `TEST_DATABASE_URL`, else in memory. One for each test file, not for
 * each test: call it in `beforeAll`, {@link emptied} in `beforeEach`, `close` in `afterAll`.
 */
export const testDatabase = async (): Promise<Database> => openDatabase(await newTestDatabase('migrated'));

/** Opens a database without a table, on the engine that {@link testDatabase} uses. */
export const blankDatabase = async (): Promise<Connection> => connect(await newTestDatabase('blank'));

/** Makes a database and tells where it is. */
export async function newTestDatabase(from: 'blank' | 'migrated'): Promise<DatabaseOptions> {
  const server = inject('testServer');
  if (server !== null) return { databaseUrl: await newDatabase(server, from) };
  return { memory: true, template: new Blob([await readFile(inject('embeddedTemplates')[from])]) };
}

/** Removes every row of every table, in a few milliseconds: TRUNCATE makes new files and takes ten times as long. */
export async function emptied(database: Connection): Promise<void> {
  const names = await database.session((sql) => tablesOf(database, sql));
  const deletes = names.map((name) => `DELETE FROM ${name};`).join('\n');
  // As on a replica: no foreign key is looked at, so the order of the tables does not matter.
  await database.session((sql) => sql.exec(`BEGIN; SET LOCAL session_replication_role = replica; ${deletes} COMMIT`));
}

const tables = new WeakMap<Connection, readonly string[]>();

async function tablesOf(database: Connection, sql: SqlSession): Promise<readonly string[]> {
  const known = tables.get(database);
  if (known !== undefined) return known;
  const rows = await sql.query(
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'",
  );
  const names = rows.map((row) => String(row['tablename']));
  tables.set(database, names);
  return names;
}
