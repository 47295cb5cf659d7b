import type { SlackUserId, WorkspaceId } from '../core/ids.ts';
import type { Sql } from './db/sql.ts';
import { preparedStatement } from './db/statement.ts';
import type { PipelineCache } from './pipeline-cache.ts';
import { type DealRow, toDeal } from './rows/deal-rows.ts';
import { memberJson } from './rows/member-sql.ts';
import { toMember, toStoredPipeline, toWorkspace } from './rows/model-rows.ts';
import { PIPELINE_STAMP, STAGES_JSON, TIER_BOUNDS_JSON } from './rows/pipeline-sql.ts';
import type { Requester } from './types/people.ts';

/** The workspace, the member and the default pipeline with its stages in use, each as Prisma names its columns. */
type RequesterRow = {
  readonly workspace: Parameters<typeof toWorkspace>[0];
  readonly member: Parameters<typeof toMember>[0];
  readonly stamp: string;
  /** Null: as it was read under that stamp. */
  readonly pipeline: Parameters<typeof toStoredPipeline>[0] | null;
  readonly solo: boolean;
  readonly named: readonly DealRow[];
};

type RequesterValues = { readonly workspaceId: WorkspaceId; readonly slackUserId: SlackUserId; readonly knownStamp: string };

/** Deals looked at for one that a typed line names. */
const MAX_NAMED = 20;

/**
 * Who is there, in one statement; no row where any of the three is missing. `line`: escaped for LIKE, '' for none; the deals that contain it
 * come along, so that a firm that is called like a command costs no round trip. `knownStamp`: of the pipeline that is known, '' for none: nine tenths of
 * this statement are its texts.
 */
const requesterSql = (named: string): string => `SELECT
    jsonb_build_object('id', w.id, 'name', w.name, 'language', w.language, 'timeZone', w.time_zone, 'holidayRegion', w.holiday_region,
      'installedBy', w.installed_by, 'fiscalStartMonth', w.fiscal_start_month) AS workspace,
    ${memberJson('m')} AS member,
    NOT EXISTS (SELECT FROM member AS o WHERE o.workspace_id = w.id AND o.id <> m.id AND o.active AND o.slack_user_id IS NOT NULL)
      AND NOT EXISTS (SELECT FROM subscription AS u WHERE u.workspace_id = w.id AND u.ended_at IS NULL) AS solo,
    now.stamp, CASE WHEN now.stamp <> $knownStamp::text THEN jsonb_build_object('id', p.id, 'name', p.name, 'currency', p.currency,
      'version', p.version, 'lostReasons', p.lost_reasons, 'tierBounds', ${TIER_BOUNDS_JSON}, 'stages', ${STAGES_JSON}) END AS pipeline,
    ${named} AS named
  FROM workspace AS w
  JOIN member AS m ON m.workspace_id = w.id AND m.slack_user_id = $slackUserId
  JOIN pipeline AS p ON p.workspace_id = w.id AND p.is_default AND p.archived_at IS NULL
  CROSS JOIN LATERAL (SELECT ${PIPELINE_STAMP} AS stamp OFFSET 0) AS now
  WHERE w.id = $workspaceId`;

/** Two statements: of one, PostgreSQL would make a plan for each run, since the plan of a run without a line is so much cheaper. */
const selectRequester = preparedStatement<RequesterValues, RequesterRow>(requesterSql("'[]'::jsonb"));
const selectRequesterAndNamed = preparedStatement<RequesterValues & { line: string }, RequesterRow>(
  requesterSql(`(SELECT coalesce(jsonb_agg(to_jsonb(f)), '[]') FROM (SELECT d.* FROM deal AS d
      WHERE d.workspace_id = w.id AND d.outcome <> 'withdrawn' AND d.search LIKE '%' || $line::text || '%'
      ORDER BY d.outcome <> 'open', length(d.search), d.number DESC LIMIT ${MAX_NAMED}) AS f)`),
);

type Asked = { readonly slackUserId: SlackUserId; readonly line: string };

/** Reads who is there; undefined where the workspace, the member or the pipeline is missing. */
export async function loadRequester(
  sql: Sql,
  { workspaceId, pipelines }: { readonly workspaceId: WorkspaceId; readonly pipelines: PipelineCache },
  asked: Asked,
): Promise<Requester | undefined> {
  const known = pipelines.get(workspaceId);
  const values = { workspaceId, slackUserId: asked.slackUserId, knownStamp: known?.stamp ?? '' };
  const [row] =
    asked.line === '' ? await selectRequester(sql, values) : await selectRequesterAndNamed(sql, { ...values, line: asked.line });
  if (row === undefined) return undefined;
  const read = row.pipeline === null ? known : { stamp: row.stamp, pipeline: toStoredPipeline(row.pipeline) };
  if (read === undefined) throw new Error('A pipeline was taken for one that is known.');
  if (read !== known) pipelines.set(workspaceId, read);
  const { workspace, member, solo, named } = row;
  return {
    workspace: toWorkspace(workspace),
    member: toMember(member),
    pipeline: read.pipeline,
    solo,
    dealsWithLine: named.map(toDeal),
  };
}
