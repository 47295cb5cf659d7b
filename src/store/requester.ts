import type { ChannelId, PipelineId, SlackUserId, TeamId, WorkspaceId } from '../core/ids.ts';
import { isSolo } from '../core/people/member.ts';
import { sees } from '../core/people/viewer.ts';
import type { Sql } from './db/sql.ts';
import { preparedStatement } from './db/statement.ts';
import type { PipelineCache } from './pipeline-cache.ts';
import { type DealRow, toDeal } from './rows/deal-rows.ts';
import { memberJson } from './rows/member-sql.ts';
import { toMember, toStoredPipeline, toWorkspace } from './rows/model-rows.ts';
import { PIPELINE_JSON, PIPELINE_ORDER, PIPELINE_STAMP } from './rows/pipeline-sql.ts';
import type { Requester } from './types/people.ts';

/** The workspace, the member and the pipelines with their stages, each as Prisma names its columns. */
type RequesterRow = {
  readonly workspace: Parameters<typeof toWorkspace>[0];
  readonly member: Parameters<typeof toMember>[0];
  /** Whom the member stands in for, or did. */
  readonly away: readonly Parameters<typeof toMember>[0][];
  /** Null: there is no pipeline. */
  readonly stamp: string | null;
  /** The default one first; null: as they were read under that stamp. */
  readonly pipelines: readonly Parameters<typeof toStoredPipeline>[0][] | null;
  readonly subscribed: readonly PipelineId[];
  readonly company: Parameters<typeof isSolo>[0];
  readonly managed: readonly TeamId[] | null;
  readonly rated: boolean;
  readonly named: readonly DealRow[];
};

type RequesterValues = {
  readonly workspaceId: WorkspaceId;
  readonly slackUserId: SlackUserId;
  readonly channelId: ChannelId;
  readonly knownStamp: string;
};

/** Deals looked at for one that a typed line names. */
const MAX_NAMED = 20;

/**
 * Who is there, in one statement; no row where any of the three is missing. `line`: escaped for LIKE, '' for none; the deals that contain it
 * come along, so that a firm that is called like a command costs no round trip. `knownStamp`: of the pipelines that are known, '' for none: nine tenths
 * of this statement are their texts. Which of them the channel is about (`channelId`, '' for none) matters only where there are several.
 */
const requesterSql = (named: string): string => `SELECT
    jsonb_build_object('id', w.id, 'name', w.name, 'language', w.language, 'timeZone', w.time_zone, 'holidayRegion', w.holiday_region,
      'installedBy', w.installed_by, 'fiscalStartMonth', w.fiscal_start_month) AS workspace,
    ${memberJson('m')} AS member,
    (SELECT coalesce(jsonb_agg(${memberJson('a')}), '[]') FROM member AS a WHERE a.workspace_id = w.id AND a.stand_in_id = m.id) AS away,
    jsonb_build_object('hasOthers', EXISTS (SELECT FROM member AS o
        WHERE o.workspace_id = w.id AND o.id <> m.id AND o.active AND o.slack_user_id IS NOT NULL),
      'hasChannel', EXISTS (SELECT FROM subscription AS u WHERE u.workspace_id = w.id AND u.ended_at IS NULL)) AS company,
    (SELECT CASE WHEN count(*) > 0 THEN coalesce(jsonb_agg(t.id) FILTER (WHERE g.member_id IS NOT NULL), '[]') END
      FROM team AS t LEFT JOIN team_manager AS g ON g.workspace_id = t.workspace_id AND g.team_id = t.id AND g.member_id = m.id
      WHERE t.workspace_id = w.id AND t.removed_at IS NULL) AS managed,
    EXISTS (SELECT FROM exchange_rate AS x WHERE x.workspace_id = w.id) AS rated,
    now.stamp, CASE WHEN now.stamp <> $knownStamp::text THEN (SELECT jsonb_agg(${PIPELINE_JSON} ORDER BY ${PIPELINE_ORDER})
      FROM pipeline AS p WHERE p.workspace_id = w.id) END AS pipelines,
    CASE WHEN now.pipelines > 1 THEN (SELECT coalesce(jsonb_agg(u.pipeline_id ORDER BY u.created_at, u.id), '[]') FROM subscription AS u
      WHERE u.workspace_id = w.id AND u.channel_id = $channelId::text AND u.ended_at IS NULL) ELSE '[]' END AS subscribed,
    ${named} AS named
  FROM workspace AS w
  JOIN member AS m ON m.workspace_id = w.id AND m.slack_user_id = $slackUserId
  CROSS JOIN LATERAL (SELECT string_agg(${PIPELINE_STAMP}, ';' ORDER BY p.id) AS stamp, count(*) AS pipelines
    FROM pipeline AS p WHERE p.workspace_id = w.id) AS now
  WHERE w.id = $workspaceId`;

/** Two statements: of one, PostgreSQL would make a plan for each run, since the plan of a run without a line is so much cheaper. */
const selectRequester = preparedStatement<RequesterValues, RequesterRow>(requesterSql("'[]'::jsonb"));
const selectRequesterAndNamed = preparedStatement<RequesterValues & { line: string }, RequesterRow>(
  requesterSql(`(SELECT coalesce(jsonb_agg(to_jsonb(d) ORDER BY d.outcome <> 'open', length(d.search), d.number DESC), '[]') FROM (
      SELECT d.number FROM searched_deal AS d
      WHERE d.workspace_id = w.id AND d.outcome <> 'withdrawn' AND d.search LIKE '%' || $line::text || '%'
      ORDER BY d.outcome <> 'open', length(d.search), d.number DESC LIMIT ${MAX_NAMED}) AS f
      JOIN deal AS d ON d.workspace_id = w.id AND d.number = f.number)`),
);

type Asked = { readonly slackUserId: SlackUserId; readonly line: string; readonly channelId: ChannelId };

/** Reads who is there; undefined where the workspace, the member or the pipeline is missing. */
export async function loadRequester(
  sql: Sql,
  { workspaceId, pipelines }: { readonly workspaceId: WorkspaceId; readonly pipelines: PipelineCache },
  asked: Asked,
): Promise<Requester | undefined> {
  const known = pipelines.get(workspaceId);
  const { slackUserId, channelId, line } = asked;
  const values = { workspaceId, slackUserId, channelId, knownStamp: known?.stamp ?? '' };
  const [row] = line === '' ? await selectRequester(sql, values) : await selectRequesterAndNamed(sql, { ...values, line });
  if (row === undefined || row.stamp === null) return undefined;
  const read = row.pipelines === null ? known : { stamp: row.stamp, pipelines: row.pipelines.map(toStoredPipeline) };
  if (read === undefined) throw new Error('Pipelines were taken for ones that are known.');
  if (read !== known) pipelines.set(workspaceId, read);
  const [pipeline, ...otherPipelines] = read.pipelines;
  if (pipeline === undefined) return undefined;
  const { workspace, member, away, subscribed, company, managed, rated, named } = row;
  return {
    workspace: toWorkspace(workspace),
    member: toMember(member),
    standsInFor: away.map(toMember),
    pipeline,
    otherPipelines,
    subscribed,
    managedTeams: managed,
    hasRates: rated,
    solo: isSolo(company),
    dealsWithLine: (viewer) => named.map(toDeal).filter((deal) => sees(viewer, deal)),
  };
}
