import type { AlertClass, AlertTally } from '../core/funnel/channel-alerts.ts';
import type { ChannelId, PipelineId, TeamId, WorkspaceId } from '../core/ids.ts';
import { DAY_MS } from '../core/time/durations.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Sql } from './db/sql.ts';
import { statement } from './db/statement.ts';
import { toIso } from './rows/deal-rows.ts';

type Counted = {
  readonly weekAlerts: number;
  readonly weekNews: number;
  readonly alerts: number;
  readonly acted: number;
  readonly news: number;
};

/** Days of {@link AlertTally}. */
const WEEK_MS = 7 * DAY_MS;
const POSTED_MS = 90 * DAY_MS;

/**
 * Stage alerts: of a channel one message a day, about every stage that began to be short for the team that it is about, or for all; acted on
 * where somebody took one of its moves on, or an episode that it told of was over within two days. News: one for each deal that was closed,
 * by the rules by which the channel gets one: of its team as it was then, none that came from a file, and none where it may see no deal.
 */
const count = statement<
  {
    workspaceId: WorkspaceId;
    channelId: ChannelId;
    pipelineId: PipelineId;
    teamId: TeamId | null;
    timeZone: string;
    at: string;
    week: string;
    since: string;
  },
  Counted
>(`WITH RECURSIVE below AS (
    SELECT id FROM team WHERE workspace_id = $workspaceId AND id = $teamId::text
    UNION SELECT t.id FROM team AS t JOIN below ON t.parent_id = below.id WHERE t.workspace_id = $workspaceId)
  SELECT
    (SELECT count(DISTINCT (a.seen_at AT TIME ZONE $timeZone)::date)::integer FROM stage_alert AS a WHERE a.workspace_id = $workspaceId
      AND a.pipeline_id = $pipelineId AND a.team_id IS NOT DISTINCT FROM $teamId::text
      AND a.seen_at > $week::timestamptz AND a.seen_at <= $at::timestamptz
      AND (a.recovered_at IS NULL OR a.recovered_at > a.dry_since + interval '30 minutes')) AS "weekAlerts",
    (SELECT count(*)::integer FROM deal AS d
      JOIN pipeline AS l ON l.workspace_id = d.workspace_id AND l.id = d.pipeline_id
      WHERE d.workspace_id = $workspaceId AND d.pipeline_id = $pipelineId
        AND d.outcome IN ('won', 'lost') AND d.closed_at > $week::timestamptz AND d.closed_at <= $at::timestamptz
        AND (l.visibility = 'everybody' OR l.visibility = 'team' AND $teamId::text IS NOT NULL
          OR l.shown_in @> jsonb_build_array($channelId::text))
        AND ($teamId::text IS NULL OR EXISTS (
          SELECT FROM team_membership AS s JOIN below ON below.id = s.team_id
          WHERE s.workspace_id = d.workspace_id AND s.member_id = d.owner_id
            AND s.from_on <= (d.closed_at AT TIME ZONE $timeZone)::date
            AND (s.until_on IS NULL OR s.until_on > (d.closed_at AT TIME ZONE $timeZone)::date)))
        AND EXISTS (SELECT FROM deal_event AS e WHERE e.workspace_id = d.workspace_id AND e.deal_number = d.number
          AND e.kind = d.outcome AND e.through <> 'import')) AS "weekNews",
    count(*) FILTER (WHERE p.kind = 'stage-alert')::integer AS alerts,
    count(*) FILTER (WHERE p.kind = 'deal-news')::integer AS news,
    count(*) FILTER (WHERE p.kind = 'stage-alert' AND EXISTS (
      SELECT FROM jsonb_array_elements(p.payload #> '{facts,lines}') AS line
        JOIN stage_alert AS a ON a.workspace_id = p.workspace_id AND a.id = line ->> 'alertId'
      WHERE a.recovered_at BETWEEN p.created_at AND p.created_at + interval '2 days' OR EXISTS (
        SELECT FROM commitment AS c WHERE c.workspace_id = a.workspace_id AND c.alert_id = a.id
          AND c.made_at BETWEEN p.created_at AND p.created_at + interval '2 days')))::integer AS acted
  FROM delivery AS p WHERE p.workspace_id = $workspaceId AND p.target = $channelId AND p.state = 'sent'
    AND p.kind IN ('stage-alert', 'deal-news') AND p.created_at > $since::timestamptz
    AND CASE p.kind WHEN 'stage-alert' THEN p.payload #>> '{facts,pipelineId}' = $pipelineId
      ELSE EXISTS (SELECT FROM deal AS d WHERE d.workspace_id = p.workspace_id AND d.pipeline_id = $pipelineId
        AND d.number::text = p.subject) END`);

/** How each class of alerts did in a channel, for a pipeline. */
export async function loadAlertTallies(
  sql: Sql,
  {
    workspaceId,
    ...of
  }: {
    readonly workspaceId: WorkspaceId;
    readonly channelId: ChannelId;
    readonly pipelineId: PipelineId;
    /** Whose deals the channel is about; null: all of the pipeline's. */
    readonly teamId: TeamId | null;
  },
  { at, timeZone }: { readonly at: Instant; readonly timeZone: string },
): Promise<Readonly<Record<AlertClass, AlertTally>>> {
  const span = { at: toIso(at), week: toIso(at - WEEK_MS), since: toIso(at - POSTED_MS) };
  const [row] = await count(sql, { workspaceId, ...of, timeZone, ...span });
  return {
    'stage-alert': { lastWeek: row?.weekAlerts ?? 0, posted: row?.alerts ?? 0, acted: row?.acted ?? 0 },
    'deal-news': { lastWeek: row?.weekNews ?? 0, posted: row?.news ?? 0, acted: null },
  };
}
