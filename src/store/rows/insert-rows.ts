/** SQL that inserts the rows of a `::jsonb` array parameter, keyed by column. @param rows that parameter, e.g. `$rows`. */
export const insertRowsSql = (table: string, rows = '$rows'): string =>
  `INSERT INTO ${table} SELECT r.* FROM jsonb_populate_recordset(NULL::${table}, ${rows}::jsonb) AS r`;
