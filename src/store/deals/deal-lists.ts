import { foldText } from '../../core/fold-text.ts';
import type { OpenPosition } from '../../core/history/rewind.ts';
import { markPrepared } from '../db/prepared.ts';
import { query, type Sql, toStorableText } from '../db/sql.ts';
import { type DealRow, type EventRow, type FileRow, toDeal, toDealEvent, toDealFile } from '../rows/deal-rows.ts';
import type { DealFilter, DealOrder, Deals } from '../types/deals.ts';
import { loadDealsAsOf, loadDealsByNumber } from './deals-as-of.ts';

/** How urgent a deal is, most urgent first: next step due, past its close date, incomplete, ageing with nothing planned, the rest. */
const URGENCY = `CASE
    WHEN d.next_step_on <= $6::date THEN 0
    WHEN d.close_on < $6::date THEN 1
    WHEN cardinality(d.missing) > 0 THEN 2
    WHEN d.next_step_on IS NULL AND d.stage_since < $6::date - s.ageing_days * interval '1 day' THEN 3
    ELSE 4 END`;

const ORDERS: Readonly<Record<DealOrder, string>> = {
  attention: `${URGENCY}, d.close_on NULLS LAST, d.stage_since, d.number`,
  stage: 's.position DESC, d.pipeline_value_minor DESC NULLS LAST, d.number',
  newest: 'd.number DESC',
  longest: 'd.stage_since, d.number',
  closed: 'd.closed_at DESC NULLS LAST, d.number DESC',
};

const WHERE = `d.workspace_id = $1 AND d.outcome = $2 AND ($3::text IS NULL OR d.pipeline_id = $3)
  AND ($4::text IS NULL OR d.owner_id = $4) AND ($5::text IS NULL OR d.stage_id = $5)`;

const CLOSING_BETWEEN = ' AND d.close_on BETWEEN $9::date AND $10::date';
/** In its stage for longer than is usual there, with nothing planned. */
const STALE = ` AND d.stage_since < $6::date - (SELECT a.ageing_days FROM stage AS a
    WHERE a.workspace_id = d.workspace_id AND a.pipeline_id = d.pipeline_id AND a.id = d.stage_id) * interval '1 day'
  AND (d.next_step_on IS NULL OR d.next_step_on <= $6::date)`;

const DATE_CONDITIONS = { overdue: ' AND d.close_on < $6::date', undated: ' AND d.close_on IS NULL' } as const;

/** The conditions that a filter adds; their parameters are always given. */
const filterConditions = ({ closing, stale, dates }: DealFilter): string =>
  `${closing === undefined ? '' : CLOSING_BETWEEN}${stale === true ? STALE : ''}${dates === undefined ? '' : DATE_CONDITIONS[dates]} AND ($9::date IS NULL OR $10::date IS NOT NULL)`;

/** Picks the page first, on narrow rows: only its deals become JSON. */
const listSql = (order: DealOrder, added: string): string => `SELECT to_jsonb(d) AS deal FROM unnest(ARRAY(
    SELECT d.number FROM deal AS d JOIN stage AS s ON s.workspace_id = d.workspace_id AND s.pipeline_id = d.pipeline_id AND s.id = d.stage_id
    WHERE ${WHERE}${added} AND $6::date IS NOT NULL ORDER BY ${ORDERS[order]} LIMIT $7 OFFSET $8)) WITH ORDINALITY AS page (number, place)
  JOIN deal AS d ON d.workspace_id = $1 AND d.number = page.number ORDER BY page.place`;

/** The lists that people look at all day. */
const LISTS: Readonly<Record<DealOrder, string>> = {
  attention: markPrepared(listSql('attention', '')),
  stage: markPrepared(listSql('stage', '')),
  newest: markPrepared(listSql('newest', '')),
  longest: markPrepared(listSql('longest', '')),
  closed: markPrepared(listSql('closed', '')),
};

/** Open deals are counted by the counters. */
const COUNT_OPEN = markPrepared(`SELECT coalesce(sum(d.count), 0)::integer AS total FROM open_stock AS d
  WHERE d.workspace_id = $1 AND $2 = 'open' AND ($3::text IS NULL OR d.pipeline_id = $3)
    AND ($4::text IS NULL OR d.owner_id = $4) AND ($5::text IS NULL OR d.stage_id = $5)`);

const countSql = (filter: DealFilter): string => `SELECT count(*)::integer AS total FROM deal AS d
  WHERE ${WHERE}${filterConditions(filter)} AND $6::date IS NOT NULL AND $7::integer IS NOT NULL AND $8::integer IS NOT NULL`;

/** Open deals before closed ones, own ones first, then the shortest search text: the one that the typed part fills most. */
const CONTAINING = `SELECT to_jsonb(d) AS deal FROM deal AS d
  WHERE d.workspace_id = $1 AND d.search LIKE '%' || $2 || '%' AND d.outcome <> 'withdrawn' AND (NOT $3 OR d.outcome = 'open')
  ORDER BY d.outcome <> 'open', d.owner_id IS DISTINCT FROM $4, length(d.search), d.number DESC LIMIT $5`;

const SIMILAR = `SELECT to_jsonb(d) AS deal FROM deal AS d
  WHERE d.workspace_id = $1 AND $2 <% d.search AND d.outcome <> 'withdrawn' AND (NOT $3 OR d.outcome = 'open')
  ORDER BY word_similarity($2, d.search) DESC, d.outcome <> 'open', d.owner_id IS DISTINCT FROM $4, d.number DESC LIMIT $5`;

/** Short words differ in more of their trigrams: `bielk` shares three of six with `bielik`. */
const SET_SIMILARITY_THRESHOLD = 'SET LOCAL pg_trgm.word_similarity_threshold = 0.3';

/** Picks the deals first, on narrow rows: only theirs are read whole. */
const FILES = `SELECT to_jsonb(d) AS deal, to_jsonb(c) AS contact, coalesce((
    SELECT jsonb_agg(k.criterion_id) FROM criterion_tick AS k
    WHERE k.workspace_id = d.workspace_id AND k.deal_number = d.number), '[]') AS ticks
  FROM unnest(ARRAY(
    SELECT d.number FROM deal AS d WHERE d.workspace_id = $1 AND d.pipeline_id = $2 AND d.stage_id = $3 AND d.outcome = 'open'
    ORDER BY d.pipeline_value_minor DESC NULLS LAST, d.number LIMIT $4)) WITH ORDINALITY AS page (number, place)
  JOIN deal AS d ON d.workspace_id = $1 AND d.number = page.number
  LEFT JOIN contact AS c ON c.workspace_id = d.workspace_id AND c.id = d.contact_id ORDER BY page.place`;

const WITH_WIN_OVERRIDE = `SELECT to_jsonb(d) AS deal FROM deal AS d
  WHERE d.workspace_id = $1 AND d.pipeline_id = $2 AND d.own_win IS NOT NULL AND d.outcome = 'open' AND d.own_win ->> 'until' >= $3
  ORDER BY d.number`;

/** Open deals read by one statement: on the embedded database it holds up everybody. */
const POSITIONS_PER_STATEMENT = 1_000;

/** One text: a thousand rows are read in a moment. */
const POSITIONS = `SELECT coalesce(json_agg(json_build_object('number', d.number, 'stageId', d.stage_id,
    'stageSince', (extract(epoch FROM d.stage_since) * 1000)::bigint, 'ownerId', d.owner_id, 'tier', d.tier) ORDER BY d.number), '[]')::text AS positions
  FROM (SELECT * FROM deal WHERE workspace_id = $1 AND pipeline_id = $2 AND outcome = 'open' AND number > $3 ORDER BY number LIMIT $4) AS d`;

const LAST_CHANGE = `SELECT to_jsonb(e) AS event FROM deal_event AS e
  JOIN deal AS d ON d.workspace_id = e.workspace_id AND d.number = e.deal_number AND d.version = e.version
  WHERE e.workspace_id = $1 AND e.actor_id = $2 AND e.undoes IS NULL AND e.kind <> 'undone'
  ORDER BY e.at DESC, e.deal_number DESC LIMIT 1`;

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

type DealLists = Pick<
  Deals,
  'list' | 'search' | 'filesInStage' | 'withWinOverride' | 'positions' | 'asOf' | 'byNumbers' | 'lastUndoableChange'
>;

/** Lists and searches over the deals of one workspace. */
export function createDealLists(
  prisma: Sql & { $transaction: <T>(work: (sql: Sql) => Promise<T>) => Promise<T> },
  workspaceId: string,
): DealLists {
  return {
    list: async (filter, { order, today, limit, offset }) => {
      const where = [filter.outcome ?? 'open', filter.pipelineId ?? null, filter.ownerId ?? null, filter.stageId ?? null];
      const parameters = [...where, today, limit, offset, filter.closing?.from ?? null, filter.closing?.to ?? null];
      // Open deals are counted by the counters, unless a filter goes by what they do not know.
      const plain = filter.closing === undefined && filter.stale !== true && filter.dates === undefined;
      const [rows, [counted]] = await Promise.all([
        plain
          ? query<{ deal: DealRow }>(prisma, LISTS[order], workspaceId, ...where, today, limit, offset)
          : query<{ deal: DealRow }>(prisma, listSql(order, filterConditions(filter)), workspaceId, ...parameters),
        plain && where[0] === 'open'
          ? query<{ total: number }>(prisma, COUNT_OPEN, workspaceId, ...where)
          : query<{ total: number }>(prisma, countSql(filter), workspaceId, ...parameters),
      ]);
      return { deals: rows.map((row) => toDeal(row.deal)), total: counted?.total ?? 0 };
    },
    search: async (text, { openOnly, ownerId, limit }) => {
      const typed = foldText(toStorableText(text)).slice(0, 200);
      const parameters = [openOnly, ownerId ?? null, limit] as const;
      const exact = await query<{ deal: DealRow }>(prisma, CONTAINING, workspaceId, escapeLike(typed), ...parameters);
      if (exact.length > 0) return { deals: exact.map((row) => toDeal(row.deal)), exact: true };
      const alike = await prisma.$transaction(async (sql) => {
        await sql.$executeRawUnsafe(SET_SIMILARITY_THRESHOLD);
        return query<{ deal: DealRow }>(sql, SIMILAR, workspaceId, typed, ...parameters);
      });
      return { deals: alike.map((row) => toDeal(row.deal)), exact: false };
    },
    filesInStage: async (pipelineId, stageId, limit) =>
      (await query<FileRow>(prisma, FILES, workspaceId, pipelineId, stageId, limit)).map(toDealFile),
    withWinOverride: async (pipelineId, today) =>
      (await query<{ deal: DealRow }>(prisma, WITH_WIN_OVERRIDE, workspaceId, pipelineId, today)).map((row) => toDeal(row.deal)),
    positions: async (pipelineId) => {
      const all: OpenPosition[] = [];
      for (let last = 0; ; last = all.at(-1)?.number ?? 0) {
        const [row] = await query<{ positions: string }>(
          prisma,
          POSITIONS,
          workspaceId,
          pipelineId,
          last,
          POSITIONS_PER_STATEMENT,
        );
        const some: readonly OpenPosition[] = JSON.parse(row?.positions ?? '[]');
        all.push(...some);
        if (some.length < POSITIONS_PER_STATEMENT) return all;
      }
    },
    asOf: (pipelineId, at, what, page) => loadDealsAsOf(prisma, workspaceId, pipelineId, at, what, page),
    byNumbers: (numbers) => loadDealsByNumber(prisma, workspaceId, numbers),
    lastUndoableChange: async (memberId) => {
      const [row] = await query<{ event: EventRow }>(prisma, LAST_CHANGE, workspaceId, memberId);
      return row === undefined ? undefined : toDealEvent(row.event);
    },
  };
}
