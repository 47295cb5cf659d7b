import type { Database } from '../../../src/store/db/database.ts';

/** Keeps everybody from the workspace's row until it is let go. */
export async function holdDatabase(database: Database): Promise<() => Promise<void>> {
  let letGo = () => {};
  let session: Promise<void> = Promise.resolve();
  await new Promise<void>((held) => {
    session = database.session(async (sql) => {
      await sql.exec('BEGIN; LOCK TABLE workspace IN ACCESS EXCLUSIVE MODE');
      const gone = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      held();
      await gone;
      await sql.exec('ROLLBACK');
    });
  });
  return async () => {
    letGo();
    await session;
  };
}
