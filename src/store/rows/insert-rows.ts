/**
 * SQL that inserts the rows of a `::jsonb` array parameter, keyed by column.
 *
 * @param rows that parameter, e.g. `$rows`. @param from goes before the rows in FROM: a part of the same statement that has to have
 *   written something, e.g. `target, `.
 */
export const insertRowsSql = (table: string, rows = '$rows', from = ''): string =>
  `INSERT INTO ${table} SELECT r.* FROM ${from}jsonb_populate_recordset(NULL::${table}, ${rows}::jsonb) AS r`;
