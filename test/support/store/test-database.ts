import { cpSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Connection } from '../../../src/store/db/connection.ts';
import { connect, type Database, type DatabaseOptions, openDatabase } from '../../../src/store/db/database.ts';
import type { SqlSession } from '../../../src/store/db/sql-session.ts';
import { createDatabase } from './server-databases.ts';

/** Databases of this worker that the test files before have given back. */
const idle: Database[] = [];

/**
 * Lends a migrated database that nobody else has: on the server of `TEST_DATABASE_URL`, else in memory. One for each test file, not for
 * each test: call it in `beforeAll`, {@link emptyDatabase} in `beforeEach`, `close` in `afterAll`. `close` gives it back, open, to the
 * worker's next file: what is about closing, or changes the schema or the settings, takes {@link openOwnDatabase}.
 */
export async function openTestDatabase(): Promise<Database> {
  const used = idle.pop();
  if (used !== undefined) await truncate(used);
  const database = used ?? (await openOwnDatabase());
  let isLent = true;
  return {
    ...database,
    close: async () => {
      if (isLent) idle.push(database);
      isLent = false;
    },
  };
}

/** Opens a migrated database that is not lent again: `close` ends it. */
export const openOwnDatabase = async (): Promise<Database> => openDatabase(await createTestDatabase('migrated'));

/** Opens a database without a table, on the engine that {@link openTestDatabase} uses. */
export const openBlankDatabase = async (): Promise<Connection> => connect(await createTestDatabase('blank'));

/** Makes a database and tells where it is. */
export async function createTestDatabase(from: 'blank' | 'migrated'): Promise<DatabaseOptions> {
  const server = inject('testServer');
  if (server !== null) return { databaseUrl: await createDatabase(server, from) };
  return { memory: true, template: await embeddedTemplate(from) };
}

/** What an embedded database in memory starts from, whichever engine the tests run on. */
export const embeddedTemplate = async (from: 'blank' | 'migrated'): Promise<Blob> =>
  new Blob([await readFile(inject('embeddedTemplates')[from])]);

/** Puts a migrated embedded database into a data directory, in a tenth of the time that the first start takes to make one. */
export function copyDatabaseInto(dataDir: string): void {
  cpSync(inject('embeddedTemplates').directory, join(dataDir, 'database'), { recursive: true });
}

/** Removes every row of every table, in a few milliseconds: TRUNCATE makes new files and takes ten times as long. */
export async function emptyDatabase(database: Connection): Promise<void> {
  const names = await database.session((sql) => loadTableNames(database, sql));
  const deletes = names.map((name) => `DELETE FROM ${name};`).join('\n');
  // As on a replica: no foreign key is looked at, so the order of the tables does not matter.
  await database.session((sql) => sql.exec(`BEGIN; SET LOCAL session_replication_role = replica; ${deletes} COMMIT`));
}

/** As new: unlike {@link emptyDatabase} it also forgets the planner's counts of what was there. */
async function truncate(database: Database): Promise<void> {
  await database.session(async (sql) => sql.exec(`TRUNCATE ${(await loadTableNames(database, sql)).join(', ')}`));
}

const tableNames = new WeakMap<Connection['session'], readonly string[]>();

async function loadTableNames(database: Connection, sql: SqlSession): Promise<readonly string[]> {
  const known = tableNames.get(database.session);
  if (known !== undefined) return known;
  const rows = await sql.query(
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'",
  );
  const names = rows.map((row) => String(row['tablename']));
  tableNames.set(database.session, names);
  return names;
}
