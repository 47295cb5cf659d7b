import type { Deal } from '../../core/deal/deal.ts';
import { foldText } from '../../core/fold-text.ts';
import type { OpenPosition } from '../../core/history/rewind.ts';
import type { MemberId, PipelineId, StageId, WorkspaceId } from '../../core/ids.ts';
import { sees, type Viewer } from '../../core/people/viewer.ts';
import type { PlainDate } from '../../core/time/calendar.ts';
import { escapeLike, type Sql, toStorableText } from '../db/sql.ts';
import { preparedStatement, statement } from '../db/statement.ts';
import { type DealRow, type EventRow, type FileRow, toDeal, toDealEvent, toDealFile, toIso } from '../rows/deal-rows.ts';
import { sawBefore, seenOwnersJson, sightOf, viewerStatement } from '../rows/viewer-statement.ts';
import type { Deals } from '../types/deals.ts';
import { isReadByUrgency, listCount, listPage } from './deal-list-sql.ts';
import {
  type FoundRow,
  SIMILAR,
  selectContaining,
  selectContainingInLarge,
  selectSimilar,
  selectSimilarInLarge,
} from './deal-search-sql.ts';
import { loadDealsAsOf, loadDealsByNumber, loadDealsWithHistory } from './deals-as-of.ts';
import { PROBED_DEALS, urgentPage } from './urgent-page-sql.ts';

/** Of the operator `<%`. */
const SET_SIMILARITY_THRESHOLD = `SET LOCAL pg_trgm.word_similarity_threshold = ${SIMILAR}`;

/** Picks the deals first, on narrow rows: only theirs are read whole. */
const selectFilesInStage = viewerStatement<
  { workspaceId: WorkspaceId; pipelineId: PipelineId; stageId: StageId; limit: number },
  FileRow
>(
  (seen) => `SELECT to_jsonb(d) AS deal, to_jsonb(c) AS contact, coalesce((
    SELECT jsonb_agg(k.criterion_id) FROM criterion_tick AS k
    WHERE k.workspace_id = d.workspace_id AND k.deal_number = d.number), '[]') AS ticks
  FROM unnest(ARRAY(
    SELECT d.number FROM deal AS d
    WHERE d.workspace_id = $workspaceId AND d.pipeline_id = $pipelineId AND d.stage_id = $stageId AND d.outcome = 'open' AND ${seen}
    ORDER BY d.pipeline_value_minor DESC NULLS LAST, d.number LIMIT $limit)) WITH ORDINALITY AS page (number, place)
  JOIN deal AS d ON d.workspace_id = $workspaceId AND d.number = page.number
  LEFT JOIN contact AS c ON c.workspace_id = d.workspace_id AND c.id = d.contact_id ORDER BY page.place`,
  { prepared: false },
);

const selectWithWinOverride = statement<
  { workspaceId: WorkspaceId; pipelineId: PipelineId; today: PlainDate },
  { deal: DealRow }
>(`SELECT to_jsonb(d) AS deal FROM deal AS d
  WHERE d.workspace_id = $workspaceId AND d.pipeline_id = $pipelineId AND d.own_win IS NOT NULL AND d.outcome = 'open'
    AND d.own_win ->> 'until' >= $today
  ORDER BY d.number`);

/** Open deals read by one statement: on the embedded database it holds up everybody. */
const POSITIONS_PER_STATEMENT = 1_000;

/** One text: a thousand rows are read in a moment. */
const selectPositions = statement<
  { workspaceId: WorkspaceId; pipelineId: PipelineId; after: number; limit: number },
  { positions: string }
>(`SELECT coalesce(json_agg(json_build_object('number', d.number, 'stageId', d.stage_id,
    'stageSince', (extract(epoch FROM d.stage_since) * 1000)::bigint, 'ownerId', d.owner_id, 'tier', d.tier,
    'pipelineValueMinor', d.pipeline_value_minor) ORDER BY d.number), '[]')::text AS positions
  FROM (SELECT * FROM deal WHERE workspace_id = $workspaceId AND pipeline_id = $pipelineId AND outcome = 'open' AND number > $after
    ORDER BY number LIMIT $limit) AS d`);

const selectLastChange = preparedStatement<
  { workspaceId: WorkspaceId; memberId: MemberId; since: string },
  { event: EventRow | null; otherAt: string | null }
>(`SELECT (SELECT to_jsonb(e) FROM deal_event AS e
  JOIN deal AS d ON d.workspace_id = e.workspace_id AND d.number = e.deal_number
  WHERE e.workspace_id = $workspaceId AND e.actor_id = $memberId AND e.undoes IS NULL AND e.kind NOT IN ('undone', 'pipelineChanged', 'priced')
    AND (d.version = e.version OR e.at >= $since::timestamptz AND NOT EXISTS (
      SELECT FROM deal_event AS l WHERE l.workspace_id = e.workspace_id AND l.deal_number = e.deal_number AND l.version > e.version
        AND l.actor_id = $memberId))
  ORDER BY e.at DESC, e.deal_number DESC LIMIT 1) AS event,
  (SELECT (extract(epoch FROM max(o.at)) * 1000)::bigint::text FROM (
    SELECT c.made_at AS at FROM commitment AS c
    WHERE c.workspace_id = $workspaceId AND c.member_id = $memberId AND c.done_at IS NULL AND c.made_at >= $since::timestamptz
    UNION ALL SELECT s.at FROM setting_change AS s
    WHERE s.workspace_id = $workspaceId AND s.member_id = $memberId AND s.undone_at IS NULL AND s.at >= $since::timestamptz) AS o) AS "otherAt"`);

type DealLists = Pick<
  Deals,
  | 'list'
  | 'search'
  | 'filesInStage'
  | 'withWinOverride'
  | 'positions'
  | 'asOf'
  | 'byNumbers'
  | 'withHistory'
  | 'lastUndoableChange'
>;

/** Lists and searches over the deals of one workspace, for whom they are asked. */
export function createDealLists(
  prisma: Sql & { $transaction: <T>(work: (sql: Sql) => Promise<T>) => Promise<T> },
  workspaceId: WorkspaceId,
): (viewer: Viewer) => DealLists {
  /** More than ten thousand deals, as far as a search here has seen. */
  let isLarge = false;
  const isSeenBy = (viewer: Viewer) => (deal: Deal) => sees(viewer, deal);
  return (viewer) => ({
    list: async (filter, { order, today, limit, offset }) => {
      const values = {
        workspaceId,
        pipelineId: filter.pipelineId ?? null,
        ownerId: filter.ownerId ?? null,
        stageId: filter.stageId ?? null,
        closingFrom: filter.closing?.from ?? null,
        closingTo: filter.closing?.to ?? null,
        closedFrom: filter.closed === undefined ? null : new Date(filter.closed.from).toISOString(),
        closedTo: filter.closed === undefined ? null : new Date(filter.closed.to).toISOString(),
        overMinor: filter.worth?.overMinor ?? null,
        underMinor: filter.worth?.underMinor ?? null,
        today,
        limit,
        offset,
        seenOwners: seenOwnersJson(viewer),
      };
      const asked = { filter, sight: sightOf(viewer, filter.pipelineId) };
      // The count of open deals is a few rows of the counters, and says how the page is to be read.
      const [counted] = await listCount(asked)(prisma, values);
      const total = counted?.total ?? 0;
      const rows = isReadByUrgency(filter, order, total)
        ? await urgentPage(filter.pipelineId !== undefined, asked.sight)(prisma, {
            ...values,
            take: limit + offset,
            probe: PROBED_DEALS,
          })
        : await listPage(asked, order)(prisma, values);
      return { deals: rows.map((row) => toDeal(row.deal)), total };
    },
    search: async (text, { openOnly, ownerId, limit, exactSpelling = false }) => {
      const typed = foldText(toStorableText(text)).slice(0, 200);
      const values = { workspaceId, openOnly, ownerId: ownerId ?? null, limit };
      let found: readonly FoundRow[] = [];
      if (!isLarge) {
        found = await selectContaining(prisma, viewer, { ...values, typed, pattern: `%${escapeLike(typed)}%` });
        isLarge = found[0]?.is_large === true;
      }
      if (isLarge) found = await selectContainingInLarge(prisma, viewer, { ...values, typed });
      const files = found.flatMap((row) => (row.deal === null ? [] : [row]));
      const [only] = files;
      const file = only?.is_only === true ? { file: toDealFile(only) } : {};
      if (files.length > 0 || exactSpelling) return { deals: files.map((row) => toDeal(row.deal)), exact: true, ...file };
      const alike = await prisma.$transaction(async (sql) => {
        await sql.$executeRawUnsafe(SET_SIMILARITY_THRESHOLD);
        return (isLarge ? selectSimilarInLarge : selectSimilar)(sql, viewer, { ...values, typed });
      });
      return { deals: alike.map((row) => toDeal(row.deal)), exact: false };
    },
    filesInStage: async (pipelineId, stageId, limit) =>
      (await selectFilesInStage(prisma, viewer, { workspaceId, pipelineId, stageId, limit })).map(toDealFile),
    withWinOverride: async (pipelineId, today) =>
      (await selectWithWinOverride(prisma, { workspaceId, pipelineId, today }))
        .map((row) => toDeal(row.deal))
        .filter(isSeenBy(viewer)),
    positions: async (pipelineId) => {
      const all: OpenPosition[] = [];
      for (let after = 0; ; after = all.at(-1)?.number ?? 0) {
        const [row] = await selectPositions(prisma, { workspaceId, pipelineId, after, limit: POSITIONS_PER_STATEMENT });
        const some: readonly OpenPosition[] = JSON.parse(row?.positions ?? '[]');
        all.push(...some);
        if (some.length < POSITIONS_PER_STATEMENT) return all.filter(({ ownerId }) => sees(viewer, { pipelineId, ownerId }));
      }
    },
    asOf: (pipelineId, at, wanted) => loadDealsAsOf(prisma, { workspaceId, pipelineId, at, viewer }, wanted),
    byNumbers: async (numbers) => (await loadDealsByNumber(prisma, workspaceId, numbers)).filter(isSeenBy(viewer)),
    withHistory: async (numbers) =>
      (await loadDealsWithHistory(prisma, workspaceId, numbers)).filter(({ deal }) => sees(viewer, deal)),
    lastUndoableChange: async (memberId, since) => {
      const [row] = await selectLastChange(prisma, { workspaceId, memberId, since: toIso(since) });
      const event = row?.event == null ? undefined : toDealEvent(row.event);
      return {
        event: event !== undefined && sawBefore(viewer, event) ? event : undefined,
        otherAt: row?.otherAt == null ? null : Number(row.otherAt),
      };
    },
  });
}
