import type { PGlite } from '@electric-sql/pglite';
import type { TurnQueue } from './turn-queue.ts';

/** Pieces of work after which the tables are looked at. */
const CHECK_EVERY = 256;

/** Tables that have changed as much as PostgreSQL's own worker waits for: a fifth of the rows dead, a tenth changed since counted. */
const TABLES_TO_VACUUM = `SELECT quote_ident(relname) AS name, n_dead_tup > 50 + 0.2 * n_live_tup AS has_dead
  FROM pg_stat_user_tables WHERE n_dead_tup > 50 + 0.2 * n_live_tup OR n_mod_since_analyze > 50 + 0.1 * n_live_tup
  ORDER BY relname`;

/** A sample of 3,000 rows instead of 30,000: nobody else gets a turn meanwhile. */
const SMALL_SAMPLE = 'SET default_statistics_target = 10';

/**
 * What autovacuum does on a server: PGlite is a single process without that worker. Unless somebody counts, PostgreSQL goes on taking
 * every table for the empty one that it was; it then checks a foreign key by reading all of a company's deals (2 ms at 4,000 of them),
 * and rows that were changed are never taken away.
 *
 * @returns the queue, which looks after the tables now and then, a table at a time.
 */
export function withAutovacuum(pglite: PGlite, queue: TurnQueue): TurnQueue {
  let count = 0;
  let isVacuuming = false;
  const vacuumDueTables = async () => {
    const due = await queue.run(async () => {
      // The counts are otherwise up to a second old.
      await pglite.exec(`SELECT pg_stat_force_next_flush(); ${SMALL_SAMPLE}`);
      return (await pglite.query<{ name: string; has_dead: boolean }>(TABLES_TO_VACUUM)).rows;
    });
    for (const { name, has_dead } of due)
      await queue.run(() => pglite.exec(`${has_dead ? 'VACUUM (ANALYZE)' : 'ANALYZE'} ${name}`));
  };
  return {
    run: (work) => {
      count += 1;
      if (count % CHECK_EVERY === 0 && !isVacuuming) {
        isVacuuming = true;
        // Where the database fails or is closed, whoever works with it is told.
        void vacuumDueTables()
          .catch(() => undefined)
          .finally(() => {
            isVacuuming = false;
          });
      }
      return queue.run(work);
    },
    close: queue.close,
  };
}
