import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { withDefaultUser } from '../test/support/store/server-databases.ts';

/** Places for data that are gone afterwards, as a server's last argument: `dir:` or `url:`. */
export type ScratchStorage = {
  readonly folder: () => string;
  /** A database of its own on the server; `plainOwner`: of a login that may make no roles, so that its rows are not guarded. */
  readonly database: (options?: { readonly plainOwner?: boolean }) => Promise<string>;
  /** Whether a PostgreSQL server answers: at TEST_DATABASE_URL, else on this machine. */
  readonly hasServer: boolean;
  readonly remove: () => Promise<void>;
};

const SERVER = process.env['TEST_DATABASE_URL'] || 'postgresql://127.0.0.1:5432/postgres';

function address({ database, user }: { readonly database?: string; readonly user?: string } = {}): string {
  const url = new URL(withDefaultUser(SERVER));
  if (database !== undefined) url.pathname = `/${database}`;
  if (user !== undefined) url.username = user;
  return url.href;
}

async function runSql(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: address(), connectionTimeoutMillis: 3000 });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

export async function createScratchStorage(): Promise<ScratchStorage> {
  const folders: string[] = [];
  const databases: string[] = [];
  const roles: string[] = [];
  return {
    hasServer: await runSql('SELECT 1').then(
      () => true,
      () => false,
    ),
    folder: () => {
      const folder = mkdtempSync(join(tmpdir(), 'lejek-bench-'));
      folders.push(folder);
      return `dir:${folder}`;
    },
    database: async ({ plainOwner = false } = {}) => {
      const name = `lejek_bench_${process.pid}_${databases.length + 1}`;
      if (plainOwner) {
        await runSql(`CREATE ROLE ${name} LOGIN`);
        roles.push(name);
      }
      await runSql(`CREATE DATABASE ${name}${plainOwner ? ` OWNER ${name}` : ''}`);
      databases.push(name);
      return `url:${address({ database: name, ...(plainOwner ? { user: name } : {}) })}`;
    },
    remove: async () => {
      for (const name of databases) await runSql(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      for (const name of roles) await runSql(`DROP ROLE IF EXISTS ${name}`);
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}
