import { setImmediate } from 'node:timers/promises';
import type { PGlite } from '@electric-sql/pglite';
import type { SqlDriverAdapterFactory } from '@prisma/client/runtime/client';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import type { TurnQueue } from './turn-queue.ts';

type Adapter = Awaited<ReturnType<SqlDriverAdapterFactory['connect']>>;
type AdapterTransaction = Awaited<ReturnType<Adapter['startTransaction']>>;
/** Typed by an older release of Prisma's adapter types, without savepoints. */
type PlainAdapter = Awaited<ReturnType<PrismaPGlite['connect']>>;
type Ending = 'commit' | 'rollback';

/**
 * Prisma's driver adapter for PGlite, with three things put right: the event loop turns between statements, a script is awaited, and
 * a COMMIT that fails is reported to the caller instead of being swallowed.
 *
 * @param databases `prepared` is the same one, in fewer messages (see prepared-pglite.ts).
 */
export function createYieldingAdapter(
  { pglite, prepared }: { readonly pglite: PGlite; readonly prepared: PGlite },
  turns: TurnQueue,
): SqlDriverAdapterFactory {
  const plain = new PrismaPGlite(prepared);
  return {
    provider: plain.provider,
    adapterName: plain.adapterName,
    connect: async () => {
      const adapter = await plain.connect();
      return {
        provider: adapter.provider,
        adapterName: adapter.adapterName,
        queryRaw: (query) => turns.run(() => adapter.queryRaw(query)),
        executeRaw: (query) => turns.run(() => adapter.executeRaw(query)),
        executeScript: async (script) => {
          await turns.run(() => pglite.exec(script));
        },
        startTransaction: (isolationLevel) => startTransaction({ pglite, prepared }, turns, isolationLevel),
        getConnectionInfo: () => ({ supportsRelationJoins: true }),
        dispose: () => Promise.resolve(),
      };
    },
  };
}

/** Holds the database's one connection from BEGIN until the caller ends the transaction. */
function startTransaction(
  { pglite, prepared }: Parameters<typeof createYieldingAdapter>[0],
  turns: TurnQueue,
  isolationLevel: string | undefined,
): Promise<AdapterTransaction> {
  return new Promise((resolve, reject) => {
    const finished = turns.run(() =>
      pglite.transaction(async (inner) => {
        if (isolationLevel !== undefined) await inner.exec(`SET TRANSACTION ISOLATION LEVEL ${isolationLevel}`);
        const statements: PlainAdapter = await new PrismaPGlite(withTurns(prepared)).connect();
        const ending = await new Promise<Ending>((choose) => {
          resolve(
            createTransaction(statements, async (how) => {
              choose(how);
              await finished;
            }),
          );
        });
        if (ending === 'rollback') await inner.rollback();
      }),
    );
    finished.catch(reject);
  });
}

function createTransaction(statements: PlainAdapter, end: (how: Ending) => Promise<void>): AdapterTransaction {
  const run = async (sql: string) => {
    await statements.executeRaw({ sql, args: [], argTypes: [] });
  };
  return {
    provider: statements.provider,
    adapterName: statements.adapterName,
    options: { usePhantomQuery: true },
    queryRaw: (query) => statements.queryRaw(query),
    executeRaw: (query) => statements.executeRaw(query),
    commit: () => end('commit'),
    rollback: () => end('rollback'),
    createSavepoint: (name) => run(`SAVEPOINT ${name}`),
    rollbackToSavepoint: (name) => run(`ROLLBACK TO SAVEPOINT ${name}`),
    releaseSavepoint: (name) => run(`RELEASE SAVEPOINT ${name}`),
  };
}

/** The same database; the event loop turns after each statement. Whoever uses it holds the database's one connection. */
function withTurns(database: PGlite): PGlite {
  const query: PGlite['query'] = async (...statement) => {
    try {
      return await database.query(...statement);
    } finally {
      await setImmediate();
    }
  };
  return new Proxy(database, { get: (target, name) => (name === 'query' ? query : Reflect.get(target, name, target)) });
}
