import type { DealNumber, MemberId, PipelineId, WorkspaceId } from '../core/ids.ts';
import type { PlainDate } from '../core/time/calendar.ts';
import { jsonb, type Sql } from './db/sql.ts';
import { statement } from './db/statement.ts';
import { PLANNED_LATER } from './deals/deal-list-sql.ts';
import { type DealRow, toDeal, toIso } from './rows/deal-rows.ts';
import type { AgeingNotices } from './types/posts.ts';

/** Its owner was not told in this visit that it stands for long (deal `d`, notice `n`), or not since a next step was planned. */
const NOT_TOLD = `(n.deal_number IS NULL OR n.member_id <> d.owner_id OR n.stage_since <> d.stage_since OR EXISTS (
      SELECT 1 FROM deal_event AS e WHERE e.workspace_id = d.workspace_id AND e.deal_number = d.number AND e.at >= n.told_at
        AND e.after ->> 'nextStepOn' IS NOT NULL
        AND (e.after ->> 'nextStepOn', e.after ->> 'laterSteps') IS DISTINCT FROM (e.before ->> 'nextStepOn', e.before ->> 'laterSteps')))`;

/**
 * Somewhat more than stand for long, for days are counted in the workspace's zone and not here: core/deal/hygiene/attention.ts has the last word.
 * What was told is told anew after the deal changed stage or owner, or got a next step.
 */
const selectDealsToNotify = statement<
  { workspaceId: WorkspaceId; pipelineId: PipelineId; ownerId: MemberId; today: PlainDate; limit: number },
  { deal: DealRow }
>(`SELECT to_jsonb(d) AS deal FROM deal AS d
    JOIN stage AS s ON s.workspace_id = d.workspace_id AND s.pipeline_id = d.pipeline_id AND s.id = d.stage_id
    LEFT JOIN ageing_notice AS n ON n.workspace_id = d.workspace_id AND n.deal_number = d.number
  WHERE d.workspace_id = $workspaceId AND d.pipeline_id = $pipelineId AND d.owner_id = $ownerId AND d.outcome = 'open'
    AND d.stage_since < $today::date - (s.ageing_days - 1) * interval '1 day' AND (d.next_step_on IS NULL OR d.next_step_on <= $today::date)
    AND NOT ${PLANNED_LATER}
    AND ${NOT_TOLD}
  ORDER BY d.stage_since, d.number LIMIT $limit`);

const selectTold = statement<{ workspaceId: WorkspaceId; numbers: readonly DealNumber[] }, { number: DealNumber }>(
  `SELECT d.number FROM deal AS d JOIN ageing_notice AS n ON n.workspace_id = d.workspace_id AND n.deal_number = d.number
  WHERE d.workspace_id = $workspaceId AND d.number = ANY($numbers::integer[]) AND NOT ${NOT_TOLD}`,
);

const upsertNotices = statement<
  { workspaceId: WorkspaceId; memberId: MemberId; rows: string; at: string },
  never
>(`INSERT INTO ageing_notice (workspace_id, deal_number, member_id, stage_since, told_at)
  SELECT $workspaceId, r.deal_number, $memberId, r.stage_since, $at::timestamptz FROM jsonb_populate_recordset(NULL::ageing_notice, $rows::jsonb) AS r
  ORDER BY r.deal_number
  ON CONFLICT (workspace_id, deal_number) DO UPDATE
    SET member_id = excluded.member_id, stage_since = excluded.stage_since, told_at = excluded.told_at`);

/** Which owners were told of which deals that they stand for long, in one workspace. */
export function createAgeingStore(prisma: Sql, workspaceId: WorkspaceId): AgeingNotices {
  return {
    dealsToNotify: async (whose, today, limit) =>
      (await selectDealsToNotify(prisma, { workspaceId, ...whose, today, limit })).map(({ deal }) => toDeal(deal)),
    told: async (numbers) =>
      numbers.length === 0 ? [] : (await selectTold(prisma, { workspaceId, numbers })).map(({ number }) => number),
    markNotified: async (memberId, deals, at) => {
      if (deals.length === 0) return;
      const rows = deals.map(({ number, stageSince }) => ({ deal_number: number, stage_since: toIso(stageSince) }));
      await upsertNotices(prisma, { workspaceId, memberId, rows: jsonb(rows), at: toIso(at) });
    },
  };
}
