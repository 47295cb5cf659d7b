import type { DealEvent } from '../../core/deal/deal-event.ts';
import type { HygieneTotals, StageStock } from '../../core/money/amount.ts';
import { markPrepared } from '../db/prepared.ts';
import { query } from '../db/sql.ts';
import type { PrismaClient } from '../generated/client.ts';
import { type EventRow, toDealEvent } from '../rows/deal-rows.ts';
import type { Funnel } from '../types/numbers.ts';
import { loadCounters, loadLastWins } from './counter-reads.ts';
import { rebuildCounters, verifyCounters } from './counters-rebuild.ts';

const STOCK = `SELECT stage_id AS "stageId", sum(count)::integer AS count, sum(value_minor)::bigint::text AS "valueMinor", sum(unpriced)::integer AS unpriced
  FROM open_stock WHERE workspace_id = $1 AND pipeline_id = $2 GROUP BY stage_id HAVING sum(count) <> 0`;

const OWNER_STOCK = `SELECT coalesce(sum(value_minor), 0)::bigint::text AS "valueMinor", coalesce(sum(unpriced), 0)::integer AS unpriced
  FROM open_stock WHERE workspace_id = $1 AND pipeline_id = $2 AND owner_id = $3`;

const HYGIENE = `SELECT
    count(*) FILTER (WHERE close_on < $3::date)::integer AS overdue,
    coalesce(sum(pipeline_value_minor) FILTER (WHERE close_on < $3::date), 0)::bigint::text AS "overdueMinor",
    count(*) FILTER (WHERE close_on IS NULL)::integer AS undated,
    coalesce(sum(pipeline_value_minor) FILTER (WHERE close_on IS NULL), 0)::bigint::text AS "undatedMinor"
  FROM deal WHERE workspace_id = $1 AND pipeline_id = $2 AND outcome = 'open'`;

const STOCK_WITH_USAGE = `SELECT "stageId", coalesce(o.count, 0) AS count, coalesce(o."valueMinor", '0') AS "valueMinor", coalesce(o.unpriced, 0) AS unpriced,
    e."stageId" IS NOT NULL AS used
  FROM (${STOCK}) AS o FULL JOIN (SELECT stage_id AS "stageId" FROM stage_entry WHERE workspace_id = $1 AND pipeline_id = $2
    GROUP BY stage_id HAVING sum(count) > 0) AS e USING ("stageId")`;

const COUNT_CREATED_BY = `SELECT count(*)::integer AS count FROM deal WHERE workspace_id = $1 AND pipeline_id = $2 AND number IN (
    SELECT deal_number FROM deal_event WHERE workspace_id = $1 AND pipeline_id = $2 AND version = 1
      AND at >= $4::timestamptz AND at <= $5::timestamptz AND (actor_id = $3 OR after ->> 'ownerId' = $3))
  AND (SELECT e.after ->> 'outcome' FROM deal_event AS e WHERE e.workspace_id = $1 AND e.deal_number = deal.number
    AND e.at <= $5::timestamptz ORDER BY e.version DESC LIMIT 1) <> 'withdrawn'`;

const HAS_CLOSED = `SELECT EXISTS (SELECT 1 FROM deal WHERE workspace_id = $1 AND pipeline_id = $2 AND outcome IN ('won', 'lost')
  AND ($3::timestamptz IS NULL OR closed_at <= $3::timestamptz)) AS "any"`;

const WON = `SELECT owner_id AS "ownerId", count(*)::integer AS count, coalesce(sum(pipeline_value_minor), 0)::bigint::text AS "valueMinor"
  FROM deal WHERE workspace_id = $1 AND pipeline_id = $2 AND outcome = 'won' AND closed_at >= $3::timestamptz AND closed_at < $4::timestamptz
  GROUP BY owner_id`;

const WON_BY_MONTH = `SELECT to_char(closed_at AT TIME ZONE $3, 'YYYY-MM') AS month, owner_id AS "ownerId", count(*)::integer AS count,
    coalesce(sum(pipeline_value_minor), 0)::bigint::text AS "valueMinor"
  FROM deal WHERE workspace_id = $1 AND pipeline_id = $2 AND outcome = 'won' AND closed_at >= $4::timestamptz AND closed_at < $5::timestamptz
  GROUP BY 1, 2 ORDER BY 1, 2`;

const WON_BY_DAY = `SELECT to_char(closed_at AT TIME ZONE $3, 'YYYY-MM-DD') AS on, coalesce(sum(pipeline_value_minor), 0)::bigint::text AS "valueMinor"
  FROM deal WHERE workspace_id = $1 AND pipeline_id = $2 AND outcome = 'won' AND closed_at >= $4::timestamptz AND closed_at < $5::timestamptz
  GROUP BY 1 ORDER BY 1`;

/** Events of one statement: a week may have a hundred thousand, and on the embedded database a statement holds up everybody. */
const EVENTS_PER_STATEMENT = 250;

const EVENTS_FROM = markPrepared(`SELECT to_jsonb(e) AS event FROM deal_event AS e
  WHERE e.workspace_id = $1 AND e.pipeline_id = $2 AND (e.at, e.deal_number, e.version) > ($3::timestamptz, $4, $5)
  ORDER BY e.at, e.deal_number, e.version LIMIT $6`);

const EVENTS_OF_STAGE = `SELECT to_jsonb(e) AS event FROM deal_event AS e
  WHERE e.workspace_id = $1 AND e.pipeline_id = $2 AND ((e.before ->> 'outcome' = 'open' AND e.before ->> 'stageId' = $3)
    <> (e.after ->> 'outcome' = 'open' AND e.after ->> 'stageId' = $3) OR e.before IS NULL AND e.after ->> 'stageId' = $3)
  ORDER BY e.at DESC, e.deal_number DESC, e.version DESC LIMIT $4`;

type StockSums = Omit<StageStock, 'valueMinor'> & { readonly valueMinor: string };
type OwnerSums = { readonly ownerId: string; readonly count: number; readonly valueMinor: string };
type HygieneSums = {
  readonly overdue: number;
  readonly overdueMinor: string;
  readonly undated: number;
  readonly undatedMinor: string;
};

const NO_HYGIENE: HygieneTotals = { overdue: { count: 0, valueMinor: 0 }, undated: { count: 0, valueMinor: 0 } };

/** The funnel of one workspace: counters and history, for numbers. */
export function createFunnelStore(prisma: PrismaClient, workspaceId: string): Funnel {
  return {
    stock: async (pipelineId) =>
      (await query<StockSums>(prisma, STOCK, workspaceId, pipelineId)).map((row) => ({
        ...row,
        valueMinor: Number(row.valueMinor),
      })),
    ownerStock: async (pipelineId, ownerId) => {
      const [row] = await query<{ valueMinor: string; unpriced: number }>(prisma, OWNER_STOCK, workspaceId, pipelineId, ownerId);
      return { valueMinor: Number(row?.valueMinor ?? 0), unpriced: row?.unpriced ?? 0 };
    },
    hygiene: async (pipelineId, today) => {
      const [row] = await query<HygieneSums>(prisma, HYGIENE, workspaceId, pipelineId, today);
      if (row === undefined) return NO_HYGIENE;
      return {
        overdue: { count: row.overdue, valueMinor: Number(row.overdueMinor) },
        undated: { count: row.undated, valueMinor: Number(row.undatedMinor) },
      };
    },
    stockWithUsage: async (pipelineId) => {
      const rows = await query<StockSums & { readonly used: boolean }>(prisma, STOCK_WITH_USAGE, workspaceId, pipelineId);
      return rows.map((row) => ({ ...row, valueMinor: Number(row.valueMinor) }));
    },
    won: async (pipelineId, from, to) => {
      const range = [new Date(from).toISOString(), new Date(to).toISOString()];
      const rows = await query<OwnerSums>(prisma, WON, workspaceId, pipelineId, ...range);
      return rows.map((row) => ({ ...row, valueMinor: Number(row.valueMinor) }));
    },
    wonByMonth: async (pipelineId, from, to, timeZone) => {
      const range = [timeZone, new Date(from).toISOString(), new Date(to).toISOString()];
      const rows = await query<OwnerSums & { readonly month: string }>(prisma, WON_BY_MONTH, workspaceId, pipelineId, ...range);
      return rows.map((row) => ({ ...row, valueMinor: Number(row.valueMinor) }));
    },
    wonByDay: async (pipelineId, from, to, timeZone) => {
      const range = [timeZone, new Date(from).toISOString(), new Date(to).toISOString()];
      const rows = await query<{ on: string; valueMinor: string }>(prisma, WON_BY_DAY, workspaceId, pipelineId, ...range);
      return rows.map((row) => ({ on: row.on, valueMinor: Number(row.valueMinor) }));
    },
    counters: (pipelineId) => loadCounters(prisma, workspaceId, pipelineId),
    lastWins: (pipelineId, limit, until) => loadLastWins(prisma, workspaceId, pipelineId, limit, until),
    countCreatedBy: async (pipelineId, memberId, from, to) => {
      const range = [new Date(from).toISOString(), new Date(to).toISOString()];
      const [row] = await query<{ count: number }>(prisma, COUNT_CREATED_BY, workspaceId, pipelineId, memberId, ...range);
      return row?.count ?? 0;
    },
    hasClosedDeals: async (pipelineId, until) => {
      const [row] = await query<{ any: boolean }>(
        prisma,
        HAS_CLOSED,
        workspaceId,
        pipelineId,
        until === undefined ? null : new Date(until).toISOString(),
      );
      return row?.any === true;
    },
    eventsFrom: async (pipelineId, from) => {
      const events: DealEvent[] = [];
      for (let last: readonly [at: string, number: number, version: number] = [new Date(from).toISOString(), 0, 0]; ; ) {
        const rows = await query<{ event: EventRow }>(
          prisma,
          EVENTS_FROM,
          workspaceId,
          pipelineId,
          ...last,
          EVENTS_PER_STATEMENT,
        );
        for (const { event } of rows) events.push(toDealEvent(event));
        const end = rows.at(-1)?.event;
        if (end === undefined || rows.length < EVENTS_PER_STATEMENT) return events;
        last = [end.at, end.deal_number, end.version];
      }
    },
    eventsOfStage: async (pipelineId, stageId, limit) =>
      (await query<{ event: EventRow }>(prisma, EVENTS_OF_STAGE, workspaceId, pipelineId, stageId, limit)).map((row) =>
        toDealEvent(row.event),
      ),
    rebuildCounters: () => rebuildCounters(prisma, workspaceId),
    verifyCounters: () => verifyCounters(prisma, workspaceId),
  };
}
