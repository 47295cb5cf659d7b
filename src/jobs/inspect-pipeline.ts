import type { FunnelPlan } from '../core/funnel/plan/funnel-plan.ts';
import type { StoredPipeline } from '../core/pipeline/stored-pipeline.ts';
import type { IsHoliday } from '../core/time/slots.ts';
import { loadPlan } from '../facts/plan-facts.ts';
import type { SeenScope } from '../facts/scope.ts';
import { loadHolidays } from '../platform/holidays.ts';
import type { Workspace } from '../store/types/people.ts';
import type { JobDeps } from './deps.ts';
import { planKey } from './job-progress.ts';

/** A pipeline at an instant, with all of its workspace's settings, and in no language yet, for readers of several. */
export type PipelineInWorkspace = SeenScope & { readonly workspace: Workspace; readonly stored: StoredPipeline };

/** One look at one pipeline: its plan says which stages are short. */
export type PipelineInspection = PipelineInWorkspace & { readonly isHoliday: IsHoliday; readonly plan: FunnelPlan };

/** Looks at one pipeline. */
export async function inspectPipeline(
  { progress }: Pick<JobDeps, 'progress'>,
  scope: PipelineInWorkspace,
): Promise<PipelineInspection> {
  const [isHoliday, plan] = await Promise.all([loadHolidays(scope.workspace.holidayRegion, scope.at), loadPlan(scope)]);
  progress.plans.set(planKey(scope.tenant.id, scope.pipeline.id, scope.team?.team.id), { at: scope.at, plan });
  return { ...scope, isHoliday, plan };
}
