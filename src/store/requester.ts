import type { SlackUserId, WorkspaceId } from '../core/ids.ts';
import { preparedStatement } from './db/statement.ts';
import { type DealRow, toDeal } from './rows/deal-rows.ts';
import { memberJson } from './rows/member-sql.ts';
import { toMember, toStoredPipeline, toWorkspace } from './rows/model-rows.ts';
import { STAGES_JSON, TIER_BOUNDS_JSON } from './rows/pipeline-sql.ts';
import type { Requester } from './types/people.ts';

/** The workspace, the member and the default pipeline with its stages in use, each as Prisma names its columns. */
export type RequesterRow = {
  readonly workspace: Parameters<typeof toWorkspace>[0];
  readonly member: Parameters<typeof toMember>[0];
  readonly pipeline: Parameters<typeof toStoredPipeline>[0];
  readonly solo: boolean;
  readonly named: readonly DealRow[];
};

/** Deals looked at for one that a typed line names. */
const MAX_NAMED = 20;

/**
 * Who is there, in one statement; no row where any of the three is missing. `line`: escaped for LIKE, '' for none; the deals that contain it
 * come along, so that a firm that is called like a command costs no round trip.
 */
export const selectRequester = preparedStatement<
  { workspaceId: WorkspaceId; slackUserId: SlackUserId; line: string },
  RequesterRow
>(`SELECT
    jsonb_build_object('id', w.id, 'name', w.name, 'language', w.language, 'timeZone', w.time_zone, 'holidayRegion', w.holiday_region,
      'installedBy', w.installed_by, 'fiscalStartMonth', w.fiscal_start_month) AS workspace,
    ${memberJson('m')} AS member,
    NOT EXISTS (SELECT FROM member AS o WHERE o.workspace_id = w.id AND o.id <> m.id AND o.active AND o.slack_user_id IS NOT NULL)
      AND NOT EXISTS (SELECT FROM subscription AS u WHERE u.workspace_id = w.id AND u.ended_at IS NULL) AS solo,
    jsonb_build_object('id', p.id, 'name', p.name, 'currency', p.currency, 'version', p.version, 'lostReasons', p.lost_reasons,
      'tierBounds', ${TIER_BOUNDS_JSON}, 'stages', ${STAGES_JSON}) AS pipeline,
    CASE WHEN $line::text = '' THEN '[]' ELSE (SELECT coalesce(jsonb_agg(to_jsonb(f)), '[]') FROM (SELECT d.* FROM deal AS d
      WHERE d.workspace_id = w.id AND d.outcome <> 'withdrawn' AND d.search LIKE '%' || $line::text || '%'
      ORDER BY d.outcome <> 'open', length(d.search), d.number DESC LIMIT ${MAX_NAMED}) AS f) END AS named
  FROM workspace AS w
  JOIN member AS m ON m.workspace_id = w.id AND m.slack_user_id = $slackUserId
  JOIN pipeline AS p ON p.workspace_id = w.id AND p.is_default AND p.archived_at IS NULL
  WHERE w.id = $workspaceId`);

export const toRequester = ({ workspace, member, pipeline, solo, named }: RequesterRow): Requester => ({
  workspace: toWorkspace(workspace),
  member: toMember(member),
  pipeline: toStoredPipeline(pipeline),
  solo,
  dealsWithLine: named.map(toDeal),
});
