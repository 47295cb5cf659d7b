import type { Counters } from '../../core/history/counters.ts';
import type { PipelineId, WorkspaceId } from '../../core/ids.ts';
import { type Statement, statement } from '../db/statement.ts';

/** A counter table: its key after the workspace and pipeline, in the order in which rows are written, and what is added up. */
export type CounterTable = {
  readonly table: string;
  readonly counter: keyof Counters;
  readonly key: readonly string[];
  readonly measures: readonly string[];
};

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
  { table: 'stage_exposure', counter: 'exposure', key: ['stage_id', 'month', 'age_bin'], measures: ['exposure_ms'] },
  { table: 'tier_exit', counter: 'tierExits', key: ['stage_id', 'tier', 'month'], measures: ['not_lost', 'lost'] },
];

const toSnakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Counters as the rows of one table, keyed by column. */
export const toCounterRows = (
  counters: Counters,
  { counter }: CounterTable,
  tenant: { readonly workspaceId: WorkspaceId; readonly pipelineId: PipelineId },
) =>
  counters[counter].map((row) => ({
    workspace_id: tenant.workspaceId,
    pipeline_id: tenant.pipelineId,
    ...Object.fromEntries(Object.entries(row).map(([name, value]) => [toSnakeCase(name), value])),
  }));

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
