import { jsonb, type Sql } from './db/sql.ts';
import type { Statement } from './db/statement.ts';

/**
 * Rows in one statement: enough to be fast, few enough that the embedded database, which runs in this thread, lets others have a turn. An insert
 * of a hundred deals with their indexes holds the thread for 30 ms of a slow core.
 */
const ROWS_PER_STATEMENT = 50;

export function* inSlices<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += ROWS_PER_STATEMENT) yield items.slice(from, from + ROWS_PER_STATEMENT);
}

/** Writes rows by a statement that takes them as JSON, some at a time. */
export async function putRows(sql: Sql, write: Statement<{ rows: string }, never>, rows: readonly unknown[]): Promise<void> {
  for (const some of inSlices(rows)) await write(sql, { rows: jsonb(some) });
}
