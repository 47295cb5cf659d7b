import { randomBytes } from 'node:crypto';
import { userInfo } from 'node:os';
import pg from 'pg';
import { DAY_MS } from '../../../src/core/time/durations.ts';
import { openDatabase } from '../../../src/store/db/database.ts';

/** What a run of tests works on: `run` begins the names of all its databases, so that runs side by side never meet. */
export type TestServer = { readonly url: string; readonly run: string };

const PREFIX = 'lejek_test_';

/** Makes the database that all others of this run are copied from. */
export async function createRunTemplate(url: string): Promise<TestServer> {
  const server = {
    url: withDefaultUser(url),
    run: `${PREFIX}${Math.floor(Date.now() / 1000)}_${randomBytes(3).toString('hex')}`,
  };
  await dropAll(server, (name) => name.startsWith(PREFIX) && createdAt(name) < Date.now() - DAY_MS);
  await withAdminClient(server, async (query) => {
    await query(`CREATE DATABASE ${templateName(server)}`);
    await query(`ALTER DATABASE ${templateName(server)} SET synchronous_commit = off`);
  });
  await (await openDatabase({ databaseUrl: urlWithDatabase(server, templateName(server)) })).close();
  return server;
}

/** Drops every database of the run. */
export const dropRunDatabases = (server: TestServer) => dropAll(server, (name) => name.startsWith(server.run));

/** Makes a database of its own: a copy of the migrated one, or with nothing in it. @returns its address. */
export async function createDatabase(server: TestServer, from: 'migrated' | 'blank'): Promise<string> {
  const name = `${server.run}_${randomBytes(4).toString('hex')}`;
  await withAdminClient(server, async (query) => {
    await query(`CREATE DATABASE ${name} TEMPLATE ${from === 'migrated' ? templateName(server) : 'template0'}`);
    await query(`ALTER DATABASE ${name} SET synchronous_commit = off`);
    // Every test on a server runs where the database's own zone is not UTC: whoever forgets to say a zone is found out.
    await query(`ALTER DATABASE ${name} SET timezone = 'Europe/Warsaw'`);
  });
  return urlWithDatabase(server, name);
}

const templateName = (server: TestServer) => `${server.run}_template`;

const createdAt = (name: string) => Number(name.slice(PREFIX.length).split('_')[0]) * 1000;

function urlWithDatabase(server: TestServer, database: string): string {
  const url = new URL(server.url);
  url.pathname = `/${database}`;
  return url.href;
}

/** As psql does: without a user in the address, the one of this process. */
export function withDefaultUser(address: string): string {
  const url = new URL(address);
  url.username ||= userInfo().username;
  return url.href;
}

async function dropAll(server: TestServer, matches: (name: string) => boolean): Promise<void> {
  await withAdminClient(server, async (query) => {
    const { rows } = await query('SELECT datname FROM pg_database');
    const names = rows.map((row) => String(row['datname'])).filter(matches);
    for (const name of names) await query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
}

async function withAdminClient(
  server: TestServer,
  work: (query: (sql: string) => Promise<{ readonly rows: readonly Record<string, unknown>[] }>) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    await work((sql) => client.query<Record<string, unknown>>(sql));
  } finally {
    await client.end();
  }
}
