import type { PlainDate } from '../../core/time/calendar.ts';
import { jsonb } from '../db/sql.ts';
import { statement } from '../db/statement.ts';
import type { PrismaClient } from '../generated/client.ts';
import { toIso } from '../rows/deal-rows.ts';
import { toPlainDate, utcDayStart } from '../rows/model-rows.ts';
import type { Plans } from '../types/numbers.ts';

/** A plan of the whole pipeline. */
const PIPELINE_SCOPE = 'pipeline';

/** One that is as new replaces it too: the same instant, with what was read a moment later. */
const upsertPlan = statement<
  { workspaceId: string; pipelineId: string; scope: string; on: PlainDate; madeAt: string; payload: string },
  { on: string }
>(`INSERT INTO funnel_plan AS kept (workspace_id, pipeline_id, scope, planned_on, made_at, payload)
  VALUES ($workspaceId, $pipelineId, $scope, $on::date, $madeAt::timestamptz, $payload::jsonb)
  ON CONFLICT (workspace_id, pipeline_id, scope, planned_on)
  DO UPDATE SET made_at = excluded.made_at, payload = excluded.payload WHERE kept.made_at <= excluded.made_at
  RETURNING kept.planned_on::text AS on`);

/** Plans of pipelines, one a day, in one workspace. */
export function createPlanStore(prisma: PrismaClient, workspaceId: string): Plans {
  return {
    latest: async (pipelineId, on, scope = PIPELINE_SCOPE) => {
      const row = await prisma.funnelPlan.findFirst({
        where: { workspaceId, pipelineId, scope, plannedOn: { lte: utcDayStart(on) } },
        orderBy: { plannedOn: 'desc' },
      });
      return row === null ? undefined : { on: toPlainDate(row.plannedOn), madeAt: row.madeAt.getTime(), payload: row.payload };
    },
    save: async (pipelineId, plan, scope = PIPELINE_SCOPE) => {
      const kept = { workspaceId, scope, pipelineId, on: plan.on, madeAt: toIso(plan.at), payload: jsonb(plan) };
      return (await upsertPlan(prisma, kept)).length > 0;
    },
    deleteBefore: async (pipelineId, before) => {
      const plannedOn = { lt: utcDayStart(before) };
      return (await prisma.funnelPlan.deleteMany({ where: { workspaceId, pipelineId, plannedOn } })).count;
    },
    deleteFrom: async (pipelineId, from) => {
      const plannedOn = { gte: utcDayStart(from) };
      return (await prisma.funnelPlan.deleteMany({ where: { workspaceId, pipelineId, plannedOn } })).count;
    },
  };
}
