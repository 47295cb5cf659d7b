import type { Counters } from '../../core/history/counters.ts';
import type { NumberedWin } from '../../core/history/rewind.ts';
import type { MemberId, PipelineId, WorkspaceId } from '../../core/ids.ts';
import type { Viewer } from '../../core/people/viewer.ts';
import type { Sql } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import { COUNTER_TABLES, type CounterTable } from '../rows/counter-rows.ts';
import { viewerStatement } from '../rows/viewer-statement.ts';

const toCamelCase = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** A counter's rows that count something, as a JSON array of what core/history/counters.ts calls them. */
function counterSql({ table, counter, key, measures, pivot }: CounterTable): string {
  const field = (column: string, value: string) => `'${toCamelCase(column)}', ${value}`;
  const keys = key.map((column) => field(column, `t."${column}"`));
  const of = `t.workspace_id = $workspaceId AND t.pipeline_id = $pipelineId`;
  const [fields, from, counts] =
    pivot === undefined
      ? [measures.map((name) => field(name, `t."${name}"`)), '', measures.map((name) => `t."${name}" <> 0`).join(' OR ')]
      : [
          [field(pivot.by, 'm.which'), field(pivot.of, 'm.value')],
          ` CROSS JOIN LATERAL (VALUES ${measures.map((name, which) => `(${which}, t."${name}")`).join(', ')}) AS m (which, value)`,
          'm.value <> 0',
        ];
  return `(SELECT coalesce(jsonb_agg(jsonb_build_object(${[...keys, ...fields].join(', ')})), '[]') FROM ${table} AS t${from}
    WHERE ${of} AND (${counts})) AS "${counter}"`;
}

/** All counters of a pipeline in one statement: a JSON array per table. Whole numbers stay below 2^53, so that JSON keeps them exact. */
const selectCounters = statement<{ workspaceId: WorkspaceId; pipelineId: PipelineId }, Counters>(
  `SELECT ${COUNTER_TABLES.map(counterSql).join(',\n')}`,
);

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
  const [counters] = await selectCounters(sql, { workspaceId, pipelineId });
  if (counters === undefined) throw new Error('a SELECT without FROM gave no row');
  return counters;
}

/** The latest wins with a value in the pipeline's currency, up to an instant, that the viewer sees. */
export async function loadLastWins(sql: Sql, viewer: Viewer, asked: LastWins): Promise<readonly NumberedWin[]> {
  const rows = await selectLastWins(sql, viewer, asked);
  return rows.map(({ number, ownerId, at, valueMinor }) => ({ number, ownerId, at: Number(at), valueMinor: Number(valueMinor) }));
}
