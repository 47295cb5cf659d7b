import { AGE_BIN_DAYS } from '../../core/history/count-events.ts';
import type { Counters } from '../../core/history/counters.ts';
import type { PipelineId, WorkspaceId } from '../../core/ids.ts';
import { type Statement, statement } from '../db/statement.ts';

/** A counter table: its key after the workspace and pipeline, in the order in which rows are written, and what is added up. */
export type CounterTable = {
  readonly table: string;
  readonly counter: keyof Counters;
  readonly key: readonly string[];
  readonly measures: readonly string[];
  /**
   * Where a row of the table holds several rows of the counter, a measure for each: the field that says which measure, counted from 0, and the
   * field that is added up in it.
   */
  readonly pivot?: { readonly by: string; readonly of: string };
};

/** Ms by age of the visit, a column for each age bin. */
const EXPOSURE_COLUMNS = AGE_BIN_DAYS.map((_, bin) => `ms_${bin}`);

/** Every counter table, in the one order in which all statements touch them. */
export const COUNTER_TABLES: readonly CounterTable[] = [
  {
    table: 'open_stock',
    counter: 'stock',
    key: ['stage_id', 'owner_id', 'tier', 'day'],
    measures: ['count', 'offset_ms', 'value_minor', 'unpriced'],
  },
  { table: 'rep_exit', counter: 'repExits', key: ['stage_id', 'member_id', 'month'], measures: ['not_lost', 'lost'] },
  { table: 'stage_entry', counter: 'entries', key: ['stage_id', 'day', 'how'], measures: ['count'] },
  { table: 'stage_exit', counter: 'exits', key: ['stage_id', 'month', 'age_bin', 'destination'], measures: ['count'] },
  {
    table: 'stage_exposure',
    counter: 'exposure',
    key: ['stage_id', 'month'],
    measures: EXPOSURE_COLUMNS,
    pivot: { by: 'age_bin', of: 'exposure_ms' },
  },
  { table: 'tier_exit', counter: 'tierExits', key: ['stage_id', 'tier', 'month'], measures: ['not_lost', 'lost'] },
];

const toSnakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

type CounterRow = Readonly<Record<string, string | number>>;

/** Counters as the rows of one table, keyed by column. */
export function toCounterRows(
  counters: Counters,
  table: CounterTable,
  tenant: { readonly workspaceId: WorkspaceId; readonly pipelineId: PipelineId },
): readonly CounterRow[] {
  const rows = counters[table.counter].map((row) => ({
    workspace_id: tenant.workspaceId,
    pipeline_id: tenant.pipelineId,
    ...Object.fromEntries(Object.entries(row).map(([name, value]) => [toSnakeCase(name), value])),
  }));
  return table.pivot === undefined ? rows : pivotRows(rows, table, table.pivot);
}

/** A row for each key, with all its measures; those that are not there are 0. */
function pivotRows(
  rows: readonly CounterRow[],
  { key, measures }: CounterTable,
  { by, of }: NonNullable<CounterTable['pivot']>,
): readonly CounterRow[] {
  const wide = new Map<string, Record<string, string | number>>();
  for (const { [by]: which, [of]: value, ...keyed } of rows) {
    const at = JSON.stringify(key.map((name) => keyed[name]));
    const row = wide.get(at) ?? { ...keyed, ...Object.fromEntries(measures.map((name) => [name, 0])) };
    wide.set(at, row);
    row[measures[Number(which)] ?? ''] = value ?? 0;
  }
  return [...wide.values()];
}

/** SQL that adds the rows of a `::jsonb` parameter to a counter table; sorted by key, so that two writers never wait for each other in a circle. */
export function addRowsSql({ table, key, measures }: CounterTable, parameter: string, from = ''): string {
  const keys = ['workspace_id', 'pipeline_id', ...key];
  const columns = [...keys, ...measures].map((name) => `"${name}"`);
  return `INSERT INTO ${table} AS t (${columns.join(', ')})
    SELECT ${columns.map((name) => `r.${name}`).join(', ')} FROM ${from}jsonb_populate_recordset(NULL::${table}, ${parameter}::jsonb) AS r
    ORDER BY ${keys.map((name) => `r."${name}"`).join(', ')}
    ON CONFLICT (${keys.map((name) => `"${name}"`).join(', ')})
    DO UPDATE SET ${measures.map((name) => `"${name}" = t."${name}" + excluded."${name}"`).join(', ')}`;
}

/** The statement that adds rows to a counter table by itself, outside the one that writes a deal. */
export const addRows = (table: CounterTable): Statement<{ rows: string }, never> => statement(addRowsSql(table, '$rows'));
