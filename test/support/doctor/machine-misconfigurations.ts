import fs from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { freePort } from '../../../simulator/free-port.ts';
import { startRefusingServer } from '../store/refusing-server.ts';
import { type Misconfiguration, overHttp } from './misconfiguration.ts';
import type { Patient } from './patient.ts';

/** Another program on a port. */
async function squat(port: number): Promise<void> {
  const server = createServer((_request, response) => response.end('hello'));
  await new Promise<void>((resolve) => server.listen(port, resolve));
  onTestFinished(() => void server.close());
}

const refusedBy = async (env: Patient['env'], code: string, message: string) => {
  const { url, close } = await startRefusingServer(code, message);
  onTestFinished(close);
  env['DATABASE_URL'] = url;
};

/** What can be wrong with the machine, its settings and its database. */
export const MACHINE_MISCONFIGURATIONS: readonly Misconfiguration[] = [
  {
    done: 'a setting is misspelt',
    to: ({ env }) => void Object.assign(env, { LEJEK_DATADIR: '/data' }),
    found: /^✗ LEJEK_DATADIR: Lejek knows no such setting\. Write LEJEK_DATA_DIR, or take it out$/,
  },
  {
    done: 'the data folder cannot be written',
    to: ({ env, dataDir }) => {
      fs.writeFileSync(join(dataDir, 'file'), '');
      env['LEJEK_DATA_DIR'] = join(dataDir, 'file', 'data');
    },
    found: /^✗ data folder: .*cannot be written: .*ENOTDIR.*\. Give it to the user that runs the bot/,
  },
  {
    done: 'the disk is full',
    to: ({ dataDir }) => {
      const { writeSync } = fs;
      vi.spyOn(fs, 'writeSync').mockImplementation((...given: Parameters<typeof writeSync>) => {
        if (!fs.readlinkSync(`/proc/self/fd/${given[0]}`).startsWith(dataDir)) return writeSync(...given);
        throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
      });
    },
    found: /^✗ data folder: the disk of .* is full\. Make room there/,
  },
  {
    done: 'nothing listens at the address of the database',
    to: async ({ env }) => {
      env['DATABASE_URL'] = `postgresql://lejek:hunter22@127.0.0.1:${await freePort()}/lejek`;
    },
    found: /^✗ database: it cannot be opened: nothing listens there \(ECONNREFUSED\)\. Start PostgreSQL/,
  },
  {
    done: 'the password of the database is wrong',
    to: ({ env }) => refusedBy(env, '28P01', 'password authentication failed for user "lejek"'),
    found: /^✗ database: it cannot be opened: the password is wrong\. Put the right one into DATABASE_URL/,
  },
  {
    done: 'the database does not exist',
    to: ({ env }) => refusedBy(env, '3D000', 'database "lejek" does not exist'),
    found: /^✗ database: it cannot be opened: there is no such database\. Make it \(createdb\)/,
  },
  {
    done: 'the server has no connection left',
    to: ({ env }) => refusedBy(env, '53300', 'sorry, too many clients already'),
    found: /^✗ database: it cannot be opened: it has no connection left\. Raise max_connections/,
  },
  {
    done: 'the database is newer than the code',
    to: async ({ addDatabase, sql }) => {
      await addDatabase();
      await sql(
        `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name) VALUES ('x', 'y', now(), '0999_of_tomorrow')`,
      );
    },
    found:
      /^✗ database: The database has the migration 0999_of_tomorrow, which this version of Lejek does not know: start the newer/,
  },
  {
    done: 'a receiver of webhooks has been away for days',
    to: async ({ addDatabase, sql }) => {
      await addDatabase();
      await sql(`INSERT INTO webhook (workspace_id, id, url, types, encrypted_secret, created_at, failing_since, failures)
        SELECT id, 'w1', 'https://crm.example/secret-path', '{deal.won}', 'x', '2026-01-01', '2026-01-01', 9 FROM workspace`);
    },
    found: /^✗ webhook to crm\.example: nothing has come through since 2026-01-01\. See to the receiver/,
  },
  {
    done: 'a time zone is unknown here',
    to: async ({ addDatabase, sql }) => {
      await addDatabase();
      await sql(`UPDATE subscription SET time_zone = 'Mars/Olympus_Mons'`);
    },
    found: /^✗ #sales: this Node\.js does not know the time zone Mars\/Olympus_Mons\. Choose another with \/funnel setup/,
  },
  {
    done: 'the clock is off',
    to: (patient) => {
      patient.wallNow = () => Date.now() + 600_000;
    },
    found: /^✗ clock: (599|600|601) s ahead of Slack’s\. Turn on time synchronisation/,
  },
  {
    done: 'the port is taken',
    to: async (patient) => squat(await overHttp(patient)),
    found: /^✗ PORT: \d+ is taken by another program\. Choose another port, or stop that program$/,
  },
  {
    done: 'the port of the health pages is taken',
    to: async ({ env }) => {
      const port = await freePort();
      await squat(port);
      env['HEALTH_PORT'] = String(port);
    },
    found: /^✗ HEALTH_PORT: \d+ is taken by another program\. /,
  },
  {
    done: 'Node.js is too old',
    to: (patient) => {
      patient.nodeVersion = '18.20.8';
    },
    found: /^✗ Node\.js: 18\.20\.8 is too old\. Install Node\.js 24; 20\.19 is the oldest that works$/,
  },
];
