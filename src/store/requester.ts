import { markPrepared } from './db/prepared.ts';
import { toMember, toPipeline, toWorkspace } from './rows/model-rows.ts';
import type { Requester } from './types/people.ts';

/** The workspace, the member and the default pipeline with its stages in use, each as Prisma names its columns. */
export type RequesterRow = {
  readonly workspace: Parameters<typeof toWorkspace>[0];
  readonly member: Parameters<typeof toMember>[0];
  readonly pipeline: Parameters<typeof toPipeline>[0];
  readonly solo: boolean;
};

/** Who is there, in one statement; no row where any of the three is missing. */
export const REQUESTER = markPrepared(`SELECT
    jsonb_build_object('id', w.id, 'name', w.name, 'language', w.language, 'timeZone', w.time_zone, 'holidayRegion', w.holiday_region,
      'installedBy', w.installed_by, 'fiscalStartMonth', w.fiscal_start_month) AS workspace,
    jsonb_build_object('id', m.id, 'slackUserId', m.slack_user_id, 'name', m.name, 'role', m.role, 'language', m.language,
      'locale', m.locale, 'timeZone', m.time_zone, 'quietFrom', m.quiet_from, 'quietTo', m.quiet_to, 'active', m.active) AS member,
    NOT EXISTS (SELECT FROM member AS o WHERE o.workspace_id = w.id AND o.id <> m.id AND o.active AND o.slack_user_id IS NOT NULL)
      AND NOT EXISTS (SELECT FROM subscription AS u WHERE u.workspace_id = w.id AND u.ended_at IS NULL) AS solo,
    jsonb_build_object('id', p.id, 'name', p.name, 'currency', p.currency, 'lostReasons', p.lost_reasons, 'tierBounds', (
      SELECT coalesce(jsonb_agg(jsonb_build_object('lowMinor', t.low_minor, 'highMinor', t.high_minor)), '[]') FROM (
        SELECT b.low_minor, b.high_minor FROM tier_bounds AS b WHERE b.workspace_id = p.workspace_id AND b.pipeline_id = p.id
        ORDER BY b.valid_from DESC LIMIT 1) AS t), 'stages', (
      SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'position', s.position, 'kind', s.kind, 'name', s.name,
        'shortName', s.short_name, 'meaning', s.meaning, 'criteria', s.criteria, 'actions', s.actions,
        'startingProbability', s.starting_probability, 'minimum', s.minimum, 'ageingDays', s.ageing_days, 'strict', s.strict)
        ORDER BY s.position), '[]')
      FROM stage AS s WHERE s.workspace_id = p.workspace_id AND s.pipeline_id = p.id AND s.archived_at IS NULL)) AS pipeline
  FROM workspace AS w
  JOIN member AS m ON m.workspace_id = w.id AND m.slack_user_id = $2
  JOIN pipeline AS p ON p.workspace_id = w.id AND p.is_default AND p.archived_at IS NULL
  WHERE w.id = $1`);

export const toRequester = ({ workspace, member, pipeline, solo }: RequesterRow): Omit<Requester, 'isNew'> => ({
  workspace: toWorkspace(workspace),
  member: toMember(member),
  pipeline: toPipeline(pipeline),
  solo,
});
