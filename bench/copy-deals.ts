import type { Database } from '../src/store/db/database.ts';

/** Makes `times` of every deal with its history, in the database itself: millions of events without their requests. Nobody counts the copies. */
export async function copyDeals(database: Database, made: number, times: number): Promise<void> {
  if (times < 2) return;
  const copy = (table: string, column: string) => `INSERT INTO ${table} SELECT r.* FROM ${table} AS t,
    generate_series(1, ${times - 1}) AS n, jsonb_populate_record(t, jsonb_build_object('${column}', t.${column} + n * ${made})) AS r`;
  await database.session((sql) =>
    sql.exec(`SET statement_timeout = 0; SET session_replication_role = replica; ${copy('deal', 'number')}; ${copy('deal_event', 'deal_number')};
      UPDATE workspace SET next_deal_number = ${made * times + 1}; RESET session_replication_role; RESET statement_timeout; ANALYZE`),
  );
}
