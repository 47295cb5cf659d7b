import type { StageGap } from '../core/funnel/stage-gaps.ts';
import { localizePipeline, type StoredPipeline } from '../core/pipeline/stored-pipeline.ts';
import { WEEK_MS } from '../core/time/durations.ts';
import { isWorkingTime, nextStageCheck } from '../core/time/slots.ts';
import { loadGapStart } from '../facts/gap-facts.ts';
import type { StageAlert, Subscription } from '../store/types/channels.ts';
import { notifyChannel, notifyManagers } from './alert-notifications.ts';
import { closeRecoveredAlerts } from './alert-recovery.ts';
import { queueCardChecks } from './card-check.ts';
import { deliver } from './deliver.ts';
import type { JobDeps } from './deps.ts';
import { inspectPipeline, type PipelineInspection } from './inspect-pipeline.ts';
import type { JobResult } from './job-result.ts';
import type { PipelineInWorkspace } from './stage-measures.ts';

/** Grace period after a recovery: a stage that still holds what was enough raises no new alert. */
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

/** Opens an alert for each stage that fell below its need; at most one alert is open per stage. @returns the open alerts. */
async function openAlerts(inspection: PipelineInspection, open: readonly StageAlert[]): Promise<readonly StageAlert[]> {
  const { tenant, pipeline, gaps, at } = inspection;
  const begun: StageAlert[] = [];
  for (const gap of gaps) {
    if (open.some(({ stageId }) => stageId === gap.stage.id) || (await isRecentlyRecovered(inspection, gap))) continue;
    const since = Math.min((await loadGapStart(inspection, gap)) ?? at, at);
    const draft = { pipelineId: pipeline.id, stageId: gap.stage.id, drySince: since, seenAt: at, needed: gap.needed };
    const alert = await tenant.stageAlerts.begin(draft);
    if (alert !== undefined) begun.push(alert);
  }
  return [...open, ...begun];
}

/** @param due subscriptions whose daily check is due. */
async function checkPipeline(
  deps: JobDeps,
  scope: PipelineInWorkspace & { readonly stored: StoredPipeline },
  due: readonly Subscription[],
) {
  const { tenant, pipeline, at } = scope;
  const before = await tenant.stageAlerts.open(pipeline.id);
  const inspection = await inspectPipeline(deps, scope, { open: before, isCheck: due.length > 0 });
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
 * Opens and closes the alerts of every pipeline's stages, and queues what is to be said about them.
 *
 * @param checkAll also tells the channels whose daily check is not due yet: the job run by hand.
 */
export async function checkStages(deps: JobDeps, at: number, checkAll = false): Promise<void> {
  const subscriptions = await deps.store.subscriptions();
  for (const workspace of await deps.store.workspaces()) {
    const { id } = workspace;
    const tenant = deps.store.tenant(id);
    for (const stored of await tenant.pipelines()) {
      const pipeline = localizePipeline(stored, workspace.language);
      const own = subscriptions.filter((each) => each.workspaceId === id && each.pipelineId === pipeline.id);
      const due = own.filter(({ nextCheckAt }) => checkAll || nextCheckAt <= at);
      await checkPipeline(deps, { stored, tenant, workspace, pipeline, at, timeZone: workspace.timeZone }, due);
    }
  }
}

/** Stage alerts now, as the daily check would tell them, posted once however often this runs. @returns a line per post. */
export async function postStageAlerts(deps: JobDeps, at: number): Promise<readonly JobResult[]> {
  await checkStages(deps, at, true);
  return deliver(deps, at);
}
