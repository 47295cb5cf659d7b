import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { assertUsable, type Connection, createConnection, type RowGuard } from './connection.ts';
import { preparedName } from './statement.ts';
import { WatchedPool } from './watched-pool.ts';
import { limitToScope } from './workspace-query.ts';

/** What one instance opens at most. */
export const MAX_CONNECTIONS = 10;
/** A person is waiting: a server that does not answer is an error, not a wait. */
const CONNECT_TIMEOUT_MS = 5_000;
/** Longer than any statement of ours at a million deals, shorter than a stuck one is noticed. */
const STATEMENT_TIMEOUT_MS = 30_000;
/**
 * A server that is frozen keeps the connection and enforces nothing. Where it answers nobody, watched-pool.ts gives up after some seconds; one
 * query we give up ourselves a moment after the server would have, since what it gives up is known to be undone.
 */
const QUERY_TIMEOUT_MS = STATEMENT_TIMEOUT_MS + 2_000;
/** Migrations wait for each other, and a large table takes its time: as long as a timer can be. */
const SESSION_QUERY_TIMEOUT_MS = 2 ** 31 - 1;
/** A statement that is planned each time. */
const UNNAMED = '';
/** How long closing waits for callers that keep coming: they should have been stopped before. */
const DRAIN_TIMEOUT_MS = 1_500;
/** And how long what is then still at work may go on: the server undoes what was not committed, and nobody was told that it was done. */
const CUT_AFTER_MS = 500;

/** Of one query; the driver's types know the setting of a connection only. */
const UNHURRIED = { query_timeout: SESSION_QUERY_TIMEOUT_MS };

/** Sent with the connection itself, so that no statement can run before it. Prisma reads and writes timestamps as if the zone were UTC. */
const SESSION_SETTINGS = `-c TimeZone=UTC -c statement_timeout=${STATEMENT_TIMEOUT_MS} -c idle_in_transaction_session_timeout=${STATEMENT_TIMEOUT_MS}`;

/**
 * Connects to PostgreSQL.
 *
 * @param databaseUrl `postgresql://…`; its own `options` are kept, ours come after them.
 * @throws Error when it cannot be reached or is not fit; the message never holds the address, which may hold a password.
 */
export async function connectToServer(databaseUrl: string): Promise<Connection> {
  const scope = new AsyncLocalStorage<string>();
  const pool = new WatchedPool({
    ...connectionParameters(databaseUrl),
    application_name: 'lejek',
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    keepAlive: true,
    onConnect: (client) => limitToScope(client, scope),
  });
  // A connection lost while idle is replaced on the next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  const connection = createConnection(
    'server',
    new PrismaPg(pool, { statementNameGenerator: ({ sql }) => preparedName(sql) ?? UNNAMED }),
    {
      runPrepared: async ({ name, text, values }) => (await pool.query({ name, text, values: [...values] })).rows,
      session: async (work) => {
        const client = await pool.connect();
        let broken = true;
        try {
          const result = await work({
            exec: async (script) => {
              await client.query({ text: script, ...UNHURRIED });
            },
            query: async (statement, parameters = []) =>
              (await client.query({ text: statement, values: [...parameters], ...UNHURRIED })).rows,
          });
          broken = false;
          return result;
        } finally {
          client.release(broken);
        }
      },
      rowGuard: createRowGuard(scope),
      drain: () => drainPool(pool),
      end: () => pool.endWithin(CUT_AFTER_MS),
    },
  );
  try {
    await assertUsable(connection);
    return connection;
  } catch (error) {
    await connection.close();
    throw error;
  }
}

function createRowGuard(scope: AsyncLocalStorage<string>): RowGuard {
  let isOn = false;
  return {
    turnOn: () => {
      isOn = true;
    },
    isOn: () => isOn,
    runIn: (workspaceId, work) => (isOn ? scope.run(workspaceId, work) : work()),
  };
}

/** The address and the settings; an address wins over the settings beside it, so its own `options` have to be joined with ours. */
function connectionParameters(databaseUrl: string): { readonly connectionString: string; readonly options: string } {
  if (!/[?&]options=/.test(databaseUrl)) return { connectionString: databaseUrl, options: SESSION_SETTINGS };
  if (!URL.canParse(databaseUrl))
    throw new Error('DATABASE_URL is not a valid address: postgresql://user:password@host:5432/database');
  const url = new URL(databaseUrl);
  const options = `${url.searchParams.get('options')} ${SESSION_SETTINGS}`;
  url.searchParams.delete('options');
  return { connectionString: url.href, options };
}

async function drainPool(pool: pg.Pool): Promise<void> {
  const giveUpAt = performance.now() + DRAIN_TIMEOUT_MS;
  const busy = () => pool.waitingCount > 0 || pool.totalCount > pool.idleCount;
  do {
    // A caller between two statements, or inside Prisma, gets the time to come back.
    await setTimeout(5);
  } while (busy() && performance.now() < giveUpAt);
}
