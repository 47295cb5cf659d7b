import { correctMovementGroups, type MovementEvent, type MovementGroup } from '../../core/history/movement.ts';
import type { PipelineId, WorkspaceId } from '../../core/ids.ts';
import type { Viewer } from '../../core/people/viewer.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { Sql } from '../db/sql.ts';
import { toIso } from '../rows/deal-rows.ts';
import { ofSeenDeal, viewerStatement } from '../rows/viewer-statement.ts';
import type { MovedBetween } from '../types/numbers.ts';

/** Events that one statement adds up: some ten milliseconds, in which nobody else has the embedded database. */
const EVENTS_PER_STATEMENT = 2_500;
/** More than any deal's number or version, so that a page begins behind an instant. */
const LAST = 2_147_483_647;

type OfPipeline = { readonly workspaceId: WorkspaceId; readonly pipelineId: PipelineId };
type Position = { readonly at: string; readonly number: number; readonly version: number };
type SpanValues = OfPipeline & Position & { readonly until: string; readonly limit: number };

type Page = {
  readonly groups: readonly MovementGroup[];
  readonly special: readonly number[];
  readonly last: Position | null;
  readonly size: number;
  readonly later: boolean;
};

const placeSql = (outcome: string, stage: string): string => `jsonb_build_object('outcome', ${outcome}, 'stageId', ${stage})`;

/**
 * Adds up a page of events as if each were in effect, by what core/history/movement.ts goes by, and names the deals of which one is perhaps
 * not. A slip is what core/deal/hygiene/slip.ts calls so: dates are compared as the text that they are.
 */
const sumPage = viewerStatement<SpanValues, Page>(
  (seen) => `WITH page AS MATERIALIZED (
    SELECT e.at, e.deal_number, e.version, e.kind, e.undoes, e.before ->> 'outcome' AS was, e.before ->> 'stageId' AS was_in,
      e.after ->> 'outcome' AS outcome, e.after ->> 'stageId' AS stage, coalesce((e.after ->> 'pipelineValueMinor')::bigint, 0) AS worth,
      CASE WHEN e.before ->> 'outcome' = 'open' THEN
        coalesce((e.after ->> 'pipelineValueMinor')::bigint, 0) - coalesce((e.before ->> 'pipelineValueMinor')::bigint, 0) ELSE 0 END AS growth,
      (e.before ->> 'outcome' = 'open' AND e.after ->> 'closeOn' > e.before ->> 'closeOn' COLLATE "C") IS TRUE AS slipped
    FROM deal_event AS e
    WHERE e.workspace_id = $workspaceId AND e.pipeline_id = $pipelineId AND e.at <= $until::timestamptz
      AND (e.at, e.deal_number, e.version) > ($at::timestamptz, $number, $version) AND ${ofSeenDeal(seen, 'e')}
    ORDER BY e.at, e.deal_number, e.version LIMIT $limit),
  summed AS (
    SELECT kind, was, was_in, outcome, stage, slipped, count(*) AS count, sum(worth)::bigint AS worth, sum(growth)::bigint AS growth
    FROM page WHERE undoes IS NULL GROUP BY kind, was, was_in, outcome, stage, slipped, sign(growth))
  SELECT
    (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind,
      'before', CASE WHEN was IS NOT NULL THEN ${placeSql('was', 'was_in')} END, 'after', ${placeSql('outcome', 'stage')}, 'slipped', slipped,
      'count', count, 'valueMinor', worth, 'growthMinor', growth)), '[]') FROM summed) AS groups,
    (SELECT coalesce(jsonb_agg(DISTINCT deal_number), '[]') FROM page
      WHERE undoes IS NOT NULL OR kind = 'movedIn' OR outcome = 'withdrawn') AS special,
    (SELECT jsonb_build_object('at', at, 'number', deal_number, 'version', version) FROM page
      ORDER BY at DESC, deal_number DESC, version DESC LIMIT 1) AS last,
    (SELECT count(*)::integer FROM page) AS size,
    coalesce((SELECT max(e.at) FROM deal_event AS e
      WHERE e.workspace_id = $workspaceId AND e.pipeline_id = $pipelineId) > $until::timestamptz, false) AS later`,
  { prepared: true },
);

const stateSql = (
  state: string,
): string => `jsonb_build_object('outcome', ${state} -> 'outcome', 'stageId', ${state} -> 'stageId',
      'closeOn', ${state} -> 'closeOn', 'pipelineValueMinor', ${state} -> 'pipelineValueMinor')`;

const selectEventsOf = viewerStatement<
  OfPipeline & { readonly after: string; readonly until: string; readonly numbers: readonly number[] },
  { events: readonly MovementEvent[] }
>(
  (seen) => `SELECT coalesce(jsonb_agg(jsonb_build_object('dealNumber', e.deal_number, 'version', e.version, 'kind', e.kind,
      'at', (extract(epoch FROM e.at) * 1000)::bigint, 'undoes', e.undoes,
      'before', CASE WHEN jsonb_typeof(e.before) = 'object' THEN ${stateSql('e.before')} END, 'after', ${stateSql('e.after')})), '[]') AS events
  FROM deal_event AS e WHERE e.workspace_id = $workspaceId AND e.pipeline_id = $pipelineId AND e.deal_number = ANY($numbers::integer[])
    AND e.at > $after::timestamptz AND e.at <= $until::timestamptz AND ${ofSeenDeal(seen, 'e')}`,
  { prepared: false },
);

/** What moved after an instant, until another one, of the deals that the viewer sees: the events are added up where they are, and few deals' are read. */
export async function loadMovedBetween(
  sql: Sql,
  viewer: Viewer,
  { workspaceId, pipelineId, ...span }: OfPipeline & { readonly after: Instant; readonly until: Instant },
): Promise<MovedBetween> {
  const pipeline = { workspaceId, pipelineId };
  const [after, until] = [toIso(span.after), toIso(span.until)];
  const groups: MovementGroup[] = [];
  const special = new Set<number>();
  let anyLater = false;
  for (let position: Position | null = { at: after, number: LAST, version: LAST }; position !== null; ) {
    const [page] = await sumPage(sql, viewer, { ...pipeline, ...position, until, limit: EVENTS_PER_STATEMENT });
    groups.push(...(page?.groups ?? []));
    for (const number of page?.special ?? []) special.add(number);
    anyLater ||= page?.later === true;
    position = page === undefined || page.size < EVENTS_PER_STATEMENT ? null : page.last;
  }
  const [row] = special.size === 0 ? [] : await selectEventsOf(sql, viewer, { ...pipeline, after, until, numbers: [...special] });
  return { groups: correctMovementGroups(groups, row?.events ?? []), anyLater };
}
