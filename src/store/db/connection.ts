import type { SqlDriverAdapterFactory } from '@prisma/client/runtime/client';
import { PrismaClient } from '../generated/client.ts';
import type { SqlRow, SqlSession } from './sql-session.ts';
import { preparedName } from './statement.ts';

/** An open database, its schema not looked at yet. */
export type Connection = {
  /** 'embedded': PGlite in this process; 'server': PostgreSQL behind an address. */
  readonly engine: 'embedded' | 'server';
  readonly prisma: PrismaClient;
  /** Runs work on one connection of its own, in plain SQL; the embedded database does nothing else meanwhile. */
  readonly session: <T>(work: (sql: SqlSession) => Promise<T>) => Promise<T>;
  /**
   * Copies the files of the embedded database as of now into a folder that is not there yet: no statement runs meanwhile. It opens as a
   * database does after a power loss. Null on a server and in memory.
   */
  readonly copyFiles: ((to: string) => Promise<void>) | null;
  /** Where the rows of a workspace are guarded from the statements of another (row-security.ts); null on the embedded database. */
  readonly rowGuard: RowGuard | null;
  /** Resolves when the database answers, rejects when it does not. */
  readonly ping: () => Promise<void>;
  /** Lets what is in flight finish, then closes; a second call waits for the first. */
  readonly close: () => Promise<void>;
};

/** What limits the statements of a piece of work to the rows of one workspace. */
export type RowGuard = {
  /** From now on; before, nothing is limited. */
  readonly turnOn: () => void;
  readonly isOn: () => boolean;
  readonly runIn: <T>(workspaceId: string, work: () => T) => T;
};

/** PostgreSQL 15, as `server_version_num`: the oldest that the SQL is tested on. */
const OLDEST_VERSION = 150_000;
/** Milliseconds to wait for a transaction and to spend in one. Prisma's own 2 s of waiting is short for an import beside a digest. */
const TRANSACTION_TIMEOUTS_MS = { maxWait: 5_000, timeout: 15_000 };
/** The second 02:30 of the night on which Warsaw leaves summer time, in UTC: a wrong time zone moves it. */
const PROBE_INSTANT = new Date('2026-10-25T01:30:00.123Z');

/**
 * Checks what everything else relies on, once after connecting.
 *
 * @throws Error with what is wrong and what to set: PostgreSQL older than 15, not UTF-8, a session that is not in UTC, an instant that
 *   comes back changed.
 */
export async function assertUsable(connection: Pick<Connection, 'prisma' | 'session'>): Promise<void> {
  const version = Number(await readSetting(connection, 'server_version_num'));
  if (version < OLDEST_VERSION) {
    throw new Error(`PostgreSQL 15 or newer is needed, this is ${await readSetting(connection, 'server_version')}`);
  }
  await assertSetting(connection, 'server_encoding', 'UTF8');
  await assertSetting(connection, 'TimeZone', 'UTC');
  const [row] = await connection.prisma.$queryRaw<{ at: Date }[]>`SELECT ${PROBE_INSTANT}::timestamptz(3) AS at`;
  if (row?.at.getTime() !== PROBE_INSTANT.getTime()) {
    throw new Error(`The database changes instants: ${PROBE_INSTANT.toISOString()} came back as ${row?.at.toISOString()}`);
  }
}

/** @throws Error unless the database's setting has that value. */
export async function assertSetting(connection: Pick<Connection, 'session'>, name: string, value: string): Promise<void> {
  const actual = await readSetting(connection, name);
  if (actual !== value) throw new Error(`The database's ${name} has to be ${value}, not ${actual}`);
}

async function readSetting(connection: Pick<Connection, 'session'>, name: string): Promise<string> {
  const [row] = await connection.session((sql) => sql.query('SELECT current_setting($1) AS value', [name]));
  return String(row?.['value']);
}

/** What an engine's own driver does, beside what Prisma asks of it through the adapter. */
type Driver = {
  /** Runs a prepared statement (see statement.ts) under its name. */
  readonly runPrepared: (prepared: PreparedRun) => Promise<readonly SqlRow[]>;
  readonly session: Connection['session'];
  readonly copyFiles?: (to: string) => Promise<void>;
  readonly rowGuard?: RowGuard;
  readonly drain: () => Promise<void>;
  readonly end: () => Promise<void>;
};

/** A prepared statement with the values of its parameters. */
type PreparedRun = { readonly name: string; readonly text: string; readonly values: readonly unknown[] };

/**
 * Prisma's client whose prepared statements go to the driver itself: Prisma takes as long for one as the driver and the round trip together. The rows
 * are the same, since such a statement gives nothing but text, integers, booleans and JSON. Inside a transaction they go through Prisma.
 */
function withDirectStatements(client: PrismaClient, runPrepared: Driver['runPrepared']): PrismaClient {
  const query = (text: string, ...values: readonly unknown[]) => {
    const name = preparedName(text);
    return name === undefined ? client.$queryRawUnsafe(text, ...values) : runPrepared({ name, text, values });
  };
  return new Proxy(client, { get: (target, name) => (name === '$queryRawUnsafe' ? query : Reflect.get(target, name, target)) });
}

/** The parts of a connection that both engines share. */
export function createConnection(engine: Connection['engine'], adapter: SqlDriverAdapterFactory, driver: Driver): Connection {
  const prisma = withDirectStatements(
    new PrismaClient({ adapter, transactionOptions: TRANSACTION_TIMEOUTS_MS }),
    driver.runPrepared,
  );
  let closing: Promise<void> | undefined;
  const close = async () => {
    await driver.drain();
    await prisma.$disconnect();
    await driver.end();
  };
  return {
    engine,
    prisma,
    session: driver.session,
    copyFiles: driver.copyFiles ?? null,
    rowGuard: driver.rowGuard ?? null,
    ping: async () => {
      await prisma.$queryRaw`SELECT 1`;
    },
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
