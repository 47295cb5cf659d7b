import type { Pipeline } from '../core/deal/stage.ts';
import type { StageGap } from '../core/funnel/stage-gaps.ts';
import { WEEK_MS } from '../core/time/durations.ts';
import { isWorkingTime, nextStageCheck } from '../core/time/slots.ts';
import { loadGapStart } from '../facts/gap-facts.ts';
import type { StageAlert, Subscription } from '../store/types/channels.ts';
import type { Workspace } from '../store/types/people.ts';
import type { Tenant } from '../store/types/store.ts';
import { notifyChannel, notifyManagers } from './alert-notifications.ts';
import { closeRecoveredAlerts } from './alert-recovery.ts';
import { queueCardChecks } from './card-check.ts';
import { deliver } from './deliver.ts';
import type { JobDeps } from './deps.ts';
import { inspectPipeline, type PipelineInspection } from './inspect-pipeline.ts';
import type { JobResult } from './job-result.ts';

/** What filled a stage is enough for so long. */
const RECOVERED_GRACE_MS = WEEK_MS;

/**
 * Whether a stage recovered lately and still holds what was said to be enough. The deals that filled it count towards its flow, and so towards
 * what it needs from now on: that alone is no new alarm.
 */
async function isRecentlyRecovered({ tenant, pipeline, at }: PipelineInspection, { stage, count }: StageGap): Promise<boolean> {
  if (count < stage.minimum) return false;
  const last = await tenant.stageAlerts.lastRecovered(pipeline.id, stage.id, at);
  return last !== undefined && at - (last.recoveredAt ?? 0) < RECOVERED_GRACE_MS && count >= last.needed;
}

/** Begins an episode for each stage that ran dry; one episode is open per stage. @returns those that are open then. */
async function openAlerts(inspection: PipelineInspection, open: readonly StageAlert[]): Promise<readonly StageAlert[]> {
  const { tenant, pipeline, gaps, at } = inspection;
  const begun: StageAlert[] = [];
  for (const gap of gaps) {
    if (open.some(({ stageId }) => stageId === gap.stage.id) || (await isRecentlyRecovered(inspection, gap))) continue;
    const since = Math.min((await loadGapStart(tenant, pipeline, gap, at)) ?? at, at);
    const draft = { pipelineId: pipeline.id, stageId: gap.stage.id, drySince: since, seenAt: at, needed: gap.needed };
    const alert = await tenant.stageAlerts.begin(draft);
    if (alert !== undefined) begun.push(alert);
  }
  return [...open, ...begun];
}

async function checkPipeline(
  deps: JobDeps,
  tenant: Tenant,
  workspace: Workspace,
  pipeline: Pipeline,
  due: readonly Subscription[],
  at: number,
) {
  const before = await tenant.stageAlerts.open(pipeline.id);
  const inspection = await inspectPipeline(deps, { tenant, workspace, pipeline, at }, before, due.length > 0);
  const open = await openAlerts(inspection, await closeRecoveredAlerts(inspection, before));
  await notifyManagers(inspection, open);
  for (const subscription of due) {
    if (isWorkingTime(at, subscription.timeZone, inspection.isHoliday)) await notifyChannel(inspection, subscription, open);
    const { id, nextCheckAt } = subscription;
    if (nextCheckAt > at) continue;
    await queueCardChecks(tenant, subscription, at);
    await tenant.subscriptions.claimCheckSlot(id, { seen: nextCheckAt, next: nextStageCheck(subscription, at) });
  }
}

/**
 * Looks at every pipeline for stages that ran dry or recovered, and queues what is to be said about them.
 *
 * @param checkAll also tells the channels whose daily check is not due yet: the job run by hand.
 */
export async function checkStages(deps: JobDeps, at: number, checkAll = false): Promise<void> {
  const subscriptions = await deps.store.subscriptions();
  for (const workspace of await deps.store.workspaces()) {
    const { id } = workspace;
    const tenant = deps.store.tenant(id);
    for (const pipeline of await tenant.pipelines()) {
      const own = subscriptions.filter((each) => each.workspaceId === id && each.pipelineId === pipeline.id);
      const due = own.filter(({ nextCheckAt }) => checkAll || nextCheckAt <= at);
      await checkPipeline(deps, tenant, workspace, pipeline, due, at);
    }
  }
}

/** Stage alerts now, as the daily check would tell them, posted once however often this runs. @returns a line per post. */
export async function postStageAlerts(deps: JobDeps, at: number): Promise<readonly JobResult[]> {
  await checkStages(deps, at, true);
  return deliver(deps, at);
}
