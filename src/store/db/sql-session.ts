/** A row as the driver gives it: text as string, timestamptz as Date, int8 as string, number or bigint by the engine. */
export type SqlRow = Readonly<Record<string, unknown>>;

/** One connection for plain SQL: what migrations, checks and tests need beside the Prisma client. */
export type SqlSession = {
  /** Runs a script of any number of statements, without parameters and without a result. */
  readonly exec: (script: string) => Promise<void>;
  /** Runs one statement with `$1`, `$2` … parameters. */
  readonly query: (statement: string, parameters?: readonly unknown[]) => Promise<readonly SqlRow[]>;
};

/**
 * Runs work in one transaction: commits when it resolves, rolls back and rethrows when it rejects.
 *
 * @param sql a session that is not in a transaction already.
 */
export async function inTransaction<T>(sql: SqlSession, work: () => Promise<T>): Promise<T> {
  await sql.exec('BEGIN');
  try {
    const result = await work();
    await sql.exec('COMMIT');
    return result;
  } catch (error) {
    // Without a connection there is nothing left to roll back; the first error is the one to tell.
    await sql.exec('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
