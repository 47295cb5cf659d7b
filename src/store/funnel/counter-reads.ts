import type { Counters } from '../../core/history/counters.ts';
import type { NumberedWin } from '../../core/history/rewind.ts';
import type { MemberId, PipelineId, WorkspaceId } from '../../core/ids.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { Sql } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import { COUNTER_TABLES } from '../rows/counter-rows.ts';
import { toIso } from '../rows/deal-rows.ts';

const toCamelCase = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** All counters of a pipeline in one statement: a JSON array per table. Whole numbers stay below 2^53, so that JSON keeps them exact. */
const selectCounters = statement<{ workspaceId: WorkspaceId; pipelineId: PipelineId }, Counters>(
  `SELECT ${COUNTER_TABLES.map(({ table, counter, key, measures }) => {
    const pairs = [...key, ...measures].map((column) => `'${toCamelCase(column)}', t."${column}"`);
    const rows = `SELECT coalesce(jsonb_agg(jsonb_build_object(${pairs.join(', ')})), '[]') FROM ${table} AS t`;
    return `(${rows} WHERE t.workspace_id = $workspaceId AND t.pipeline_id = $pipelineId AND (${measures.map((name) => `t."${name}" <> 0`).join(' OR ')})) AS "${counter}"`;
  }).join(',\n')}`,
);

const selectLastWins = statement<
  { workspaceId: WorkspaceId; pipelineId: PipelineId; limit: number; until: string },
  { number: number; ownerId: MemberId; at: string; valueMinor: string }
>(`SELECT number, owner_id AS "ownerId", (extract(epoch FROM closed_at) * 1000)::bigint::text AS at, pipeline_value_minor::text AS "valueMinor"
  FROM deal WHERE workspace_id = $workspaceId AND pipeline_id = $pipelineId AND outcome = 'won' AND pipeline_value_minor IS NOT NULL
    AND closed_at <= $until::timestamptz
  ORDER BY closed_at DESC, number DESC LIMIT $limit`);

export async function loadCounters(sql: Sql, workspaceId: WorkspaceId, pipelineId: PipelineId): Promise<Counters> {
  const [counters] = await selectCounters(sql, { workspaceId, pipelineId });
  if (counters === undefined) throw new Error('a SELECT without FROM gave no row');
  return counters;
}

/** The latest wins with a value in the pipeline's currency, up to an instant. */
export async function loadLastWins(
  sql: Sql,
  pipeline: { readonly workspaceId: WorkspaceId; readonly pipelineId: PipelineId },
  { limit, until }: { readonly limit: number; readonly until: Instant },
): Promise<readonly NumberedWin[]> {
  const rows = await selectLastWins(sql, { ...pipeline, limit, until: toIso(until) });
  return rows.map(({ number, ownerId, at, valueMinor }) => ({ number, ownerId, at: Number(at), valueMinor: Number(valueMinor) }));
}
