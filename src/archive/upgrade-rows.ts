import type { TableRows } from '../store/types/archives.ts';

/** What rows that were written before a migration lack after it. */
type UpgradeRows = (rows: TableRows) => TableRows;

/** A column that the migration filled in where rows were there, and that has no default since. */
const withColumn =
  (table: string, column: string, value: string): UpgradeRows =>
  (rows) =>
    rows.table !== table || rows.columns.includes(column)
      ? rows
      : { ...rows, columns: [...rows.columns, column], rows: rows.rows.map((row) => [...row, value]) };

/**
 * By migration, what has to be done to rows of before it. One that only adds tables, or columns that may be empty or have a default, needs
 * nothing; one that takes a column or a table out, or fills one in, has its step here.
 */
const UPGRADES: Readonly<Record<string, UpgradeRows>> = {
  '0031_channel_alerts': withColumn('subscription', 'alerts', '{}'),
  '0036_visibility': withColumn('pipeline', 'shown_in', '[]'),
};

/** How the schema that wrote an archive stands to the one that reads it. */
export type SchemaAge =
  | { readonly kind: 'same' | 'newer' | 'other' }
  | { readonly kind: 'older'; readonly since: readonly string[] };

/** @param wrote names of migrations, in their order. @returns with `older` those that came since. */
export function schemaAge(wrote: readonly string[], here: readonly string[]): SchemaAge {
  const shared = Math.min(wrote.length, here.length);
  if (wrote.slice(0, shared).some((name, index) => name !== here[index])) return { kind: 'other' };
  if (wrote.length > here.length) return { kind: 'newer' };
  return wrote.length === here.length ? { kind: 'same' } : { kind: 'older', since: here.slice(wrote.length) };
}

/** Rows as they would be, had the migrations since found them in the database. */
export const upgradeRows = (rows: TableRows, since: readonly string[]): TableRows =>
  since.reduce((upgraded, name) => UPGRADES[name]?.(upgraded) ?? upgraded, rows);
