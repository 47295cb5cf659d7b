import type { DealEvent } from '../../core/deal/deal-event.ts';
import type { ClosedDeal } from '../../core/funnel/closed-review.ts';
import type { MemberId, PipelineId, StageId, WorkspaceId } from '../../core/ids.ts';
import type { HygieneTotals, StageStock } from '../../core/money/amount.ts';
import type { OpenTime } from '../../core/numbers/sales-velocity.ts';
import type { PlainDate } from '../../core/time/calendar.ts';
import { jsonb } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import type { PrismaClient } from '../generated/client.ts';
import { type EventRow, toDealEvent, toIso } from '../rows/deal-rows.ts';
import { ofSeenDeal, viewerStatement } from '../rows/viewer-statement.ts';
import type { Funnel } from '../types/numbers.ts';
import { loadCounters, loadLastWins } from './counter-reads.ts';
import { rebuildCounters, verifyCounters } from './counters-rebuild.ts';
import { loadMovedBetween } from './moved-between.ts';
import { loadStageExits } from './stage-exits.ts';

type OfPipeline = { readonly workspaceId: WorkspaceId; readonly pipelineId: PipelineId };
type OfOwners = { readonly owners: string | null };
type InRange = OfPipeline & { readonly from: string; readonly to: string };
type StockSums = Omit<StageStock, 'valueMinor'> & { readonly valueMinor: string };
type OwnerSums = { readonly ownerId: MemberId; readonly count: number; readonly valueMinor: string };
type HygieneSums = {
  readonly overdue: number;
  readonly overdueMinor: string;
  readonly undated: number;
  readonly undatedMinor: string;
};

const OF_PIPELINE = 'workspace_id = $workspaceId AND pipeline_id = $pipelineId';
/** Deals that are won now, by the moment at which they were. */
const WON_IN_RANGE = `deal WHERE ${OF_PIPELINE} AND outcome = 'won' AND closed_at >= $from::timestamptz AND closed_at < $to::timestamptz`;
/** Exact beyond 2^53: sums of bigint leave as text. */
const VALUE_SUM = 'coalesce(sum(pipeline_value_minor), 0)::bigint::text AS "valueMinor"';

/** Of some people; null: of all. */
const OF_OWNERS = '($owners::jsonb IS NULL OR owner_id IN (SELECT jsonb_array_elements_text($owners::jsonb)))';

const STOCK = `SELECT stage_id AS "stageId", sum(count)::integer AS count, sum(value_minor)::bigint::text AS "valueMinor", sum(unpriced)::integer AS unpriced
  FROM open_stock WHERE ${OF_PIPELINE} AND ${OF_OWNERS} GROUP BY stage_id HAVING sum(count) <> 0`;

const selectStock = statement<OfPipeline & OfOwners, StockSums>(STOCK);

const selectStockByOwner = statement<OfPipeline, { stageId: string; ownerId: string; count: number }>(
  `SELECT stage_id AS "stageId", owner_id AS "ownerId", sum(count)::integer AS count FROM open_stock WHERE ${OF_PIPELINE}
  GROUP BY stage_id, owner_id HAVING sum(count) > 0 ORDER BY stage_id, owner_id`,
);

const selectOwnerStock = statement<
  OfPipeline & { ownerId: MemberId },
  { valueMinor: string; unpriced: number }
>(`SELECT coalesce(sum(value_minor), 0)::bigint::text AS "valueMinor", coalesce(sum(unpriced), 0)::integer AS unpriced
  FROM open_stock WHERE ${OF_PIPELINE} AND owner_id = $ownerId`);

const selectHygiene = statement<OfPipeline & OfOwners & { today: PlainDate }, HygieneSums>(`SELECT
    count(*) FILTER (WHERE close_on < $today::date)::integer AS overdue,
    coalesce(sum(pipeline_value_minor) FILTER (WHERE close_on < $today::date), 0)::bigint::text AS "overdueMinor",
    count(*) FILTER (WHERE close_on IS NULL)::integer AS undated,
    coalesce(sum(pipeline_value_minor) FILTER (WHERE close_on IS NULL), 0)::bigint::text AS "undatedMinor"
  FROM deal WHERE ${OF_PIPELINE} AND outcome = 'open' AND (close_on < $today::date OR close_on IS NULL)
    AND ${OF_OWNERS}`);

const countCreated = statement<InRange & { memberId: MemberId }, { count: number }>(`SELECT count(*)::integer AS count FROM deal
  WHERE ${OF_PIPELINE} AND number IN (
    SELECT deal_number FROM deal_event WHERE ${OF_PIPELINE} AND version = 1
      AND at >= $from::timestamptz AND at <= $to::timestamptz AND (actor_id = $memberId OR after ->> 'ownerId' = $memberId))
  AND (SELECT e.after ->> 'outcome' FROM deal_event AS e WHERE e.workspace_id = $workspaceId AND e.deal_number = deal.number
    AND e.at <= $to::timestamptz ORDER BY e.version DESC LIMIT 1) <> 'withdrawn'`);

const CLOSED = `deal WHERE ${OF_PIPELINE} AND outcome IN ('won', 'lost')`;

const anyClosed = statement<OfPipeline, { any: boolean }>(`SELECT EXISTS (SELECT 1 FROM ${CLOSED}) AS "any"`);

const anyClosedUntil = statement<OfPipeline & { until: string }, { any: boolean }>(
  `SELECT EXISTS (SELECT 1 FROM ${CLOSED} AND closed_at <= $until::timestamptz) AS "any"`,
);

const selectWon = statement<InRange, OwnerSums>(
  `SELECT owner_id AS "ownerId", count(*)::integer AS count, ${VALUE_SUM} FROM ${WON_IN_RANGE} GROUP BY owner_id`,
);

/** A deal of a withdrawn lead or of another pipeline now is none. */
const selectOpenTime = statement<InRange, OpenTime>(
  `SELECT owner_id AS "ownerId", (1000 * sum(extract(epoch FROM
      least(coalesce(closed_at, $to::timestamptz), $to::timestamptz) - greatest(created_at, $from::timestamptz))))::float8 AS "openMs"
  FROM deal WHERE ${OF_PIPELINE} AND created_at < $to::timestamptz
    AND (outcome = 'open' OR outcome IN ('won', 'lost') AND closed_at >= $from::timestamptz)
  GROUP BY owner_id ORDER BY owner_id`,
);

type ClosedRow = Pick<ClosedDeal, 'outcome' | 'lostReasonId'> & {
  readonly ownerId: MemberId;
  readonly valueMinor: string | null;
  readonly createdMs: number;
  readonly closedMs: number;
};

const selectClosed = viewerStatement<InRange, ClosedRow>(
  (seen) => `SELECT outcome, owner_id AS "ownerId", lost_reason_id AS "lostReasonId", pipeline_value_minor::text AS "valueMinor",
    (extract(epoch FROM created_at) * 1000)::float8 AS "createdMs", (extract(epoch FROM closed_at) * 1000)::float8 AS "closedMs"
  FROM deal AS d WHERE ${OF_PIPELINE} AND outcome IN ('won', 'lost') AND closed_at >= $from::timestamptz
    AND closed_at < $to::timestamptz AND ${seen} ORDER BY closed_at, number`,
  { prepared: false },
);

const selectWonByMonth = statement<
  InRange & { timeZone: string },
  OwnerSums & { readonly month: string }
>(`SELECT to_char(closed_at AT TIME ZONE $timeZone, 'YYYY-MM') AS month, owner_id AS "ownerId", count(*)::integer AS count, ${VALUE_SUM}
  FROM ${WON_IN_RANGE} GROUP BY 1, 2 ORDER BY 1, 2`);

const selectWonByOwnerAndDay = statement<
  InRange & { timeZone: string },
  OwnerSums & { readonly on: PlainDate }
>(`SELECT to_char(closed_at AT TIME ZONE $timeZone, 'YYYY-MM-DD') AS on, owner_id AS "ownerId", count(*)::integer AS count, ${VALUE_SUM}
  FROM ${WON_IN_RANGE} GROUP BY 1, 2 ORDER BY 1, 2`);

const selectWonByDay = statement<InRange & { timeZone: string }, { on: PlainDate; valueMinor: string }>(
  `SELECT to_char(closed_at AT TIME ZONE $timeZone, 'YYYY-MM-DD') AS on, ${VALUE_SUM} FROM ${WON_IN_RANGE} GROUP BY 1 ORDER BY 1`,
);

/** Events of one statement: a week may have a hundred thousand, and on the embedded database a statement holds up everybody. */
const EVENTS_PER_STATEMENT = 250;

const selectEventsAfter = viewerStatement<
  OfPipeline & { at: string; number: number; version: number; limit: number },
  { event: EventRow }
>(
  (seen) => `SELECT to_jsonb(e) AS event FROM deal_event AS e
  WHERE e.workspace_id = $workspaceId AND e.pipeline_id = $pipelineId
    AND (e.at, e.deal_number, e.version) > ($at::timestamptz, $number, $version) AND ${ofSeenDeal(seen, 'e')}
  ORDER BY e.at, e.deal_number, e.version LIMIT $limit`,
  { prepared: true },
);

const selectEventsOfStage = viewerStatement<OfPipeline & { stageId: StageId; limit: number }, { event: EventRow }>(
  (seen) => `SELECT to_jsonb(e) AS event FROM deal_event AS e
  WHERE e.workspace_id = $workspaceId AND e.pipeline_id = $pipelineId
    AND ((e.before ->> 'outcome' = 'open' AND e.before ->> 'stageId' = $stageId)
      <> (e.after ->> 'outcome' = 'open' AND e.after ->> 'stageId' = $stageId) OR e.before IS NULL AND e.after ->> 'stageId' = $stageId)
    AND ${ofSeenDeal(seen, 'e')}
  ORDER BY e.at DESC, e.deal_number DESC, e.version DESC LIMIT $limit`,
  { prepared: false },
);

const toValueNumber = <Row extends { readonly valueMinor: string }>(row: Row) => ({ ...row, valueMinor: Number(row.valueMinor) });

const toOwners = (owners: readonly MemberId[] | undefined): string | null => (owners === undefined ? null : jsonb(owners));

const NO_HYGIENE: HygieneTotals = { overdue: { count: 0, valueMinor: 0 }, undated: { count: 0, valueMinor: 0 } };

/** The funnel of one workspace: counters and history, for numbers. */
export function createFunnelStore(prisma: PrismaClient, workspaceId: WorkspaceId): Funnel {
  return {
    stock: async (pipelineId, owners) =>
      (await selectStock(prisma, { workspaceId, pipelineId, owners: toOwners(owners) })).map(toValueNumber),
    stockByOwner: (pipelineId) => selectStockByOwner(prisma, { workspaceId, pipelineId }),
    ownerStock: async (pipelineId, ownerId) => {
      const [row] = await selectOwnerStock(prisma, { workspaceId, pipelineId, ownerId });
      return { valueMinor: Number(row?.valueMinor ?? 0), unpriced: row?.unpriced ?? 0 };
    },
    hygiene: async (pipelineId, today, owners) => {
      const [row] = await selectHygiene(prisma, { workspaceId, pipelineId, today, owners: toOwners(owners) });
      if (row === undefined) return NO_HYGIENE;
      return {
        overdue: { count: row.overdue, valueMinor: Number(row.overdueMinor) },
        undated: { count: row.undated, valueMinor: Number(row.undatedMinor) },
      };
    },
    won: async (pipelineId, from, to) =>
      (await selectWon(prisma, { workspaceId, pipelineId, from: toIso(from), to: toIso(to) })).map(toValueNumber),
    openTime: (pipelineId, { from, to }) => selectOpenTime(prisma, { workspaceId, pipelineId, from: toIso(from), to: toIso(to) }),
    closedDeals: async (pipelineId, { from, to }, viewer) =>
      (await selectClosed(prisma, viewer, { workspaceId, pipelineId, from: toIso(from), to: toIso(to) })).map(
        ({ outcome, ownerId, lostReasonId, valueMinor, createdMs, closedMs }) => ({
          outcome,
          ownerId,
          lostReasonId,
          valueMinor: valueMinor === null ? null : Number(valueMinor),
          createdAt: createdMs,
          closedAt: closedMs,
        }),
      ),
    wonByMonth: async (pipelineId, { from, to }, timeZone) =>
      (await selectWonByMonth(prisma, { workspaceId, pipelineId, from: toIso(from), to: toIso(to), timeZone })).map(
        toValueNumber,
      ),
    wonByOwnerAndDay: async (pipelineId, { from, to }, timeZone) =>
      (await selectWonByOwnerAndDay(prisma, { workspaceId, pipelineId, from: toIso(from), to: toIso(to), timeZone })).map(
        toValueNumber,
      ),
    wonByDay: async (pipelineId, { from, to }, timeZone) =>
      (await selectWonByDay(prisma, { workspaceId, pipelineId, from: toIso(from), to: toIso(to), timeZone })).map(toValueNumber),
    counters: (pipelineId) => loadCounters(prisma, workspaceId, pipelineId),
    lastWins: (pipelineId, { limit, until }, viewer) =>
      loadLastWins(prisma, viewer, { workspaceId, pipelineId, limit, until: toIso(until) }),
    countCreatedBy: async (pipelineId, memberId, { from, to }) => {
      const [row] = await countCreated(prisma, { workspaceId, pipelineId, memberId, from: toIso(from), to: toIso(to) });
      return row?.count ?? 0;
    },
    hasClosedDeals: async (pipelineId, until) => {
      const [row] =
        until === undefined
          ? await anyClosed(prisma, { workspaceId, pipelineId })
          : await anyClosedUntil(prisma, { workspaceId, pipelineId, until: toIso(until) });
      return row?.any === true;
    },
    eventsFrom: async (pipelineId, from, viewer) => {
      const events: DealEvent[] = [];
      for (let after = { at: toIso(from), number: 0, version: 0 }; ; ) {
        const rows = await selectEventsAfter(prisma, viewer, {
          ...{ workspaceId, pipelineId, ...after, limit: EVENTS_PER_STATEMENT },
        });
        for (const { event } of rows) events.push(toDealEvent(event));
        const end = rows.at(-1)?.event;
        if (end === undefined || rows.length < EVENTS_PER_STATEMENT) return events;
        after = { at: end.at, number: end.deal_number, version: end.version };
      }
    },
    movedBetween: (pipelineId, span, viewer) => loadMovedBetween(prisma, viewer, { workspaceId, pipelineId, ...span }),
    firstClosedAt: async (pipelineId) => {
      const first = await prisma.dealEvent.findFirst({
        where: { workspaceId, pipelineId, kind: { in: ['won', 'lost'] } },
        orderBy: { at: 'asc' },
        select: { at: true },
      });
      return first?.at.getTime() ?? null;
    },
    eventsOfStage: async (pipelineId, { stageId, limit }, viewer) =>
      (await selectEventsOfStage(prisma, viewer, { workspaceId, pipelineId, stageId, limit })).map((row) =>
        toDealEvent(row.event),
      ),
    stageExits: (pipelineId, asked, viewer) => loadStageExits(prisma, viewer, { workspaceId, pipelineId, ...asked }),
    rebuildCounters: () => rebuildCounters(prisma, workspaceId),
    verifyCounters: () => verifyCounters(prisma, workspaceId),
  };
}
