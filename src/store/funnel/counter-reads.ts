import type { Counters } from '../../core/history/counters.ts';
import type { NumberedWin } from '../../core/history/rewind.ts';
import type { MemberId, PipelineId, WorkspaceId } from '../../core/ids.ts';
import type { Viewer } from '../../core/people/viewer.ts';
import type { Sql } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import { COUNTER_TABLES, type CounterTable } from '../rows/counter-rows.ts';
import { viewerStatement } from '../rows/viewer-statement.ts';

const toCamelCase = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** What core/history/counters.ts calls the values of a counter's rows, in the order in which they are read. */
const fieldNames = ({ key, measures, pivot }: CounterTable): readonly string[] =>
  [...key, ...(pivot === undefined ? measures : [pivot.by, pivot.of])].map(toCamelCase);

/** A counter's rows that count something, as a JSON array of their values: a third of the time that building an object of each takes. */
function counterSql({ table, counter, key, measures, pivot }: CounterTable): string {
  const of = `t.workspace_id = $workspaceId AND t.pipeline_id = $pipelineId`;
  const [values, from, counts] =
    pivot === undefined
      ? [measures.map((name) => `t."${name}"`), '', measures.map((name) => `t."${name}" <> 0`).join(' OR ')]
      : [
          ['m.which', 'm.value'],
          ` CROSS JOIN LATERAL (VALUES ${measures.map((name, which) => `(${which}, t."${name}")`).join(', ')}) AS m (which, value)`,
          'm.value <> 0',
        ];
  const row = [...key.map((column) => `t."${column}"`), ...values].join(', ');
  return `(SELECT coalesce(json_agg(json_build_array(${row})), '[]') FROM ${table} AS t${from}
    WHERE ${of} AND (${counts})) AS "${counter}"`;
}

function toRow(names: readonly string[], values: ValueRow): Readonly<Record<string, string | number>> {
  const row: Record<string, string | number> = {};
  for (const [index, name] of names.entries()) row[name] = values[index] ?? 0;
  return row;
}

type ValueRow = readonly (string | number)[];

/** All counters of a pipeline in one statement: a JSON array per table. Whole numbers stay below 2^53, so that JSON keeps them exact. */
const selectCounters = statement<
  { workspaceId: WorkspaceId; pipelineId: PipelineId },
  Readonly<Record<keyof Counters, readonly ValueRow[]>>
>(`SELECT ${COUNTER_TABLES.map(counterSql).join(',\n')}`);

type LastWins = {
  readonly workspaceId: WorkspaceId;
  readonly pipelineId: PipelineId;
  readonly limit: number;
  readonly until: string;
};

const selectLastWins = viewerStatement<LastWins, { number: number; ownerId: MemberId; at: string; valueMinor: string }>(
  (
    seen,
  ) => `SELECT number, owner_id AS "ownerId", (extract(epoch FROM closed_at) * 1000)::bigint::text AS at, pipeline_value_minor::text AS "valueMinor"
  FROM deal AS d WHERE workspace_id = $workspaceId AND pipeline_id = $pipelineId AND outcome = 'won' AND pipeline_value_minor IS NOT NULL
    AND closed_at <= $until::timestamptz AND ${seen}
  ORDER BY closed_at DESC, number DESC LIMIT $limit`,
  { prepared: false },
);

export async function loadCounters(sql: Sql, workspaceId: WorkspaceId, pipelineId: PipelineId): Promise<Counters> {
  const [read] = await selectCounters(sql, { workspaceId, pipelineId });
  if (read === undefined) throw new Error('a SELECT without FROM gave no row');
  const counters = COUNTER_TABLES.map((table) => {
    const names = fieldNames(table);
    return [table.counter, read[table.counter].map((values) => toRow(names, values))];
  });
  return Object.fromEntries(counters);
}

/** The latest wins with a value in the pipeline's currency, up to an instant, that the viewer sees. */
export async function loadLastWins(sql: Sql, viewer: Viewer, asked: LastWins): Promise<readonly NumberedWin[]> {
  const rows = await selectLastWins(sql, viewer, asked);
  return rows.map(({ number, ownerId, at, valueMinor }) => ({ number, ownerId, at: Number(at), valueMinor: Number(valueMinor) }));
}
