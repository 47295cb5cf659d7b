import type { Counters } from '../../core/history/counters.ts';
import type { NumberedWin } from '../../core/history/rewind.ts';
import { query } from '../db/sql.ts';
import type { PrismaClient } from '../generated/client.ts';
import { COUNTER_TABLES } from '../rows/counter-rows.ts';

const toCamelCase = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** All counters of a pipeline in one statement: a JSON array per table. Whole numbers stay below 2^53, so that JSON keeps them exact. */
const COUNTERS = `SELECT ${COUNTER_TABLES.map(({ table, counter, key, measures }) => {
  const pairs = [...key, ...measures].map((column) => `'${toCamelCase(column)}', t."${column}"`);
  const rows = `SELECT coalesce(jsonb_agg(jsonb_build_object(${pairs.join(', ')})), '[]') FROM ${table} AS t`;
  return `(${rows} WHERE t.workspace_id = $1 AND t.pipeline_id = $2 AND (${measures.map((name) => `t."${name}" <> 0`).join(' OR ')})) AS "${counter}"`;
}).join(',\n')}`;

const LAST_WINS = `SELECT number, owner_id AS "ownerId", (extract(epoch FROM closed_at) * 1000)::bigint::text AS at, pipeline_value_minor::text AS "valueMinor"
  FROM deal WHERE workspace_id = $1 AND pipeline_id = $2 AND outcome = 'won' AND pipeline_value_minor IS NOT NULL AND closed_at <= $4::timestamptz
  ORDER BY closed_at DESC, number DESC LIMIT $3`;

export async function loadCounters(prisma: PrismaClient, workspaceId: string, pipelineId: string): Promise<Counters> {
  const [counters] = await query<Counters>(prisma, COUNTERS, workspaceId, pipelineId);
  if (counters === undefined) throw new Error('a SELECT without FROM gave no row');
  return counters;
}

export async function loadLastWins(
  prisma: PrismaClient,
  workspaceId: string,
  pipelineId: string,
  limit: number,
  until: number,
): Promise<readonly NumberedWin[]> {
  const rows = await query<{ number: number; ownerId: string; at: string; valueMinor: string }>(
    prisma,
    LAST_WINS,
    workspaceId,
    pipelineId,
    limit,
    new Date(until).toISOString(),
  );
  return rows.map(({ number, ownerId, at, valueMinor }) => ({ number, ownerId, at: Number(at), valueMinor: Number(valueMinor) }));
}
