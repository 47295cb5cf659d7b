import type { DealEvent } from '../../core/deal/deal-event.ts';
import type { DealNumber, PipelineId, StageId, WorkspaceId } from '../../core/ids.ts';
import type { Viewer } from '../../core/people/viewer.ts';
import { jsonb, type Sql } from '../db/sql.ts';
import { type EventRow, toDealEvent, toIso } from '../rows/deal-rows.ts';
import { ofSeenDeal, viewerStatement } from '../rows/viewer-statement.ts';
import type { StageExits, StageExitsRequest } from '../types/numbers.ts';

/** Events that one statement looks at: some ten milliseconds, in which nobody else has the embedded database. */
const EVENTS_PER_STATEMENT = 2_500;
/** Beyond any deal's number or version, so that a page begins with an instant's last event. */
const LAST = 2_147_483_647;

type OfPipeline = { readonly workspaceId: WorkspaceId; readonly pipelineId: PipelineId };
type Position = { readonly at: string; readonly number: number; readonly version: number };
type Exit = { readonly number: DealNumber; readonly version: number };
type PageValues = OfPipeline &
  Position & {
    readonly until: string;
    readonly heirs: string;
    readonly stageId: StageId;
    readonly events: number;
    readonly exits: number;
  };
type Page = {
  readonly counts: readonly { readonly stageId: StageId; readonly count: number; readonly valueMinor: number }[];
  readonly exits: readonly Exit[];
  readonly last: Position | null;
  readonly size: number;
};

/** The stage that a removed one's history counts as. */
const heirSql = (stage: string): string => `coalesce($heirs::jsonb ->> (${stage}), ${stage})`;

/**
 * The ends of visits among a page of events, by what core/history/count-events.ts counts as an exit and core/history/merge-stages.ts keeps
 * of it: what was undone by then is none, nor is anything of a deal that was withdrawn or had left the pipeline.
 */
const selectPage = viewerStatement<PageValues, Page>(
  (seen) => `WITH page AS MATERIALIZED (
    SELECT e.at, e.deal_number, e.version, e.kind, e.undoes, e.before ->> 'outcome' AS was, ${heirSql(`e.before ->> 'stageId'`)} AS stage,
      CASE WHEN e.after ->> 'outcome' = 'open' THEN ${heirSql(`e.after ->> 'stageId'`)} ELSE e.after ->> 'outcome' END AS destination,
      coalesce((e.after ->> 'pipelineValueMinor')::bigint, 0) AS worth
    FROM deal_event AS e
    WHERE e.workspace_id = $workspaceId AND e.pipeline_id = $pipelineId
      AND (e.at, e.deal_number, e.version) <= ($at::timestamptz, $number, $version) AND ${ofSeenDeal(seen, 'e')}
    ORDER BY e.at DESC, e.deal_number DESC, e.version DESC LIMIT $events),
  ended AS (
    SELECT p.* FROM page AS p
    WHERE p.was = 'open' AND p.undoes IS NULL AND p.kind <> 'pipelineChanged' AND p.destination NOT IN (p.stage, 'withdrawn')
      AND NOT EXISTS (SELECT 1 FROM deal_event AS u WHERE u.workspace_id = $workspaceId AND u.deal_number = p.deal_number
        AND u.undoes = p.version AND u.at <= $until::timestamptz)
      AND NOT EXISTS (SELECT 1 FROM deal_event AS i WHERE i.workspace_id = $workspaceId AND i.deal_number = p.deal_number
        AND i.pipeline_id = $pipelineId AND i.kind = 'movedIn' AND i.version > p.version AND i.at <= $until::timestamptz
        AND NOT EXISTS (SELECT 1 FROM deal_event AS u WHERE u.workspace_id = $workspaceId AND u.deal_number = i.deal_number
          AND u.undoes = i.version AND u.at <= $until::timestamptz))
      AND (SELECT l.after ->> 'outcome' FROM deal_event AS l WHERE l.workspace_id = $workspaceId AND l.deal_number = p.deal_number
        AND l.pipeline_id = $pipelineId AND l.at <= $until::timestamptz ORDER BY l.version DESC LIMIT 1) <> 'withdrawn')
  SELECT
    (SELECT coalesce(jsonb_agg(jsonb_build_object('stageId', stage, 'count', count, 'valueMinor', worth)), '[]') FROM (
      SELECT stage, count(*) AS count, sum(worth)::bigint AS worth FROM ended GROUP BY stage) AS summed) AS counts,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('number', deal_number, 'version', version)
        ORDER BY at DESC, deal_number DESC, version DESC), '[]') FROM (
      SELECT * FROM ended WHERE stage = $stageId ORDER BY at DESC, deal_number DESC, version DESC LIMIT $exits) AS first) AS exits,
    (SELECT jsonb_build_object('at', at, 'number', deal_number, 'version', version - 1) FROM page
      ORDER BY at, deal_number, version LIMIT 1) AS last,
    (SELECT count(*)::integer FROM page) AS size`,
  { prepared: false },
);

const selectEvents = viewerStatement<OfPipeline & { readonly exits: string }, { event: EventRow }>(
  (seen) => `SELECT to_jsonb(e) AS event FROM jsonb_to_recordset($exits::jsonb) AS x (number integer, version integer)
  JOIN deal_event AS e ON e.workspace_id = $workspaceId AND e.pipeline_id = $pipelineId AND e.deal_number = x.number AND e.version = x.version
  WHERE ${ofSeenDeal(seen, 'e')} ORDER BY e.at DESC, e.deal_number DESC, e.version DESC`,
  { prepared: false },
);

/**
 * The visits of stages that had ended by an instant, as they counted then: how many of each stage, and a page of one stage's, the latest
 * first. The whole history is walked, page by page, so that others get their turn between two.
 */
export async function loadStageExits(
  sql: Sql,
  viewer: Viewer,
  { workspaceId, pipelineId, ...asked }: OfPipeline & StageExitsRequest,
): Promise<StageExits> {
  const [pipeline, until] = [{ workspaceId, pipelineId }, toIso(asked.until)];
  const heirs = jsonb(Object.fromEntries(asked.heirs));
  const counts = new Map<StageId, { readonly count: number; readonly valueMinor: number }>();
  const wanted = asked.offset + asked.limit;
  const exits: Exit[] = [];
  for (let position: Position | null = { at: until, number: LAST, version: LAST }; position !== null; ) {
    const values = { ...pipeline, ...position, until, heirs, stageId: asked.stageId, events: EVENTS_PER_STATEMENT };
    const [page] = await selectPage(sql, viewer, { ...values, exits: wanted - exits.length });
    for (const { stageId, ...more } of page?.counts ?? []) {
      const { count, valueMinor } = counts.get(stageId) ?? { count: 0, valueMinor: 0 };
      counts.set(stageId, { count: count + more.count, valueMinor: valueMinor + more.valueMinor });
    }
    exits.push(...(page?.exits ?? []));
    position = page === undefined || page.size < EVENTS_PER_STATEMENT ? null : page.last;
  }
  const shown = exits.slice(asked.offset);
  const rows = shown.length === 0 ? [] : await selectEvents(sql, viewer, { ...pipeline, exits: jsonb(shown) });
  return { counts, events: rows.map(({ event }): DealEvent => toDealEvent(event)) };
}
