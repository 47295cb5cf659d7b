import { everything } from '../core/people/viewer.ts';
import { localizePipeline } from '../core/pipeline/stored-pipeline.ts';
import { dateAt } from '../core/time/calendar.ts';
import type { Instant } from '../core/time/instant.ts';
import { isWorkingTime, nextStageCheck } from '../core/time/slots.ts';
import { narrowToTeam } from '../facts/team-scope.ts';
import type { StageAlert, Subscription } from '../store/types/channels.ts';
import { notifyChannel, notifyManagers } from './alert-notifications.ts';
import { closeRecoveredAlerts } from './alert-recovery.ts';
import { refreshOpenAlerts } from './alert-refresh.ts';
import { queueCardChecks } from './card-check.ts';
import { deliver } from './deliver.ts';
import type { JobDeps } from './deps.ts';
import { inspectPipeline, type PipelineInspection, type PipelineInWorkspace } from './inspect-pipeline.ts';
import { planKey } from './job-progress.ts';
import type { JobResult } from './job-result.ts';

/** Opens an alert for each stage that the plan finds short; at most one alert is open per stage. @returns the open alerts. */
async function openAlerts(
  { tenant, pipeline, plan, at }: PipelineInspection,
  open: readonly StageAlert[],
): Promise<readonly StageAlert[]> {
  const begun: StageAlert[] = [];
  for (const { stageId, need, emptySince } of plan.stages) {
    if (need === null || open.some((alert) => alert.stageId === stageId)) continue;
    const draft = {
      pipelineId: pipeline.id,
      stageId,
      drySince: Math.min(emptySince ?? at, at),
      seenAt: at,
      needed: need.required,
    };
    const alert = await tenant.stageAlerts.begin(draft);
    if (alert !== undefined) begun.push(alert);
  }
  return [...open, ...begun];
}

/** A pipeline, or a team's part of it, and the subscriptions of its channels; of these, those whose daily check is due. */
type PipelineCheck = {
  readonly scope: PipelineInWorkspace;
  readonly due: readonly Subscription[];
  readonly hasChannel: boolean;
};

/** Open alerts are brought up to date with the daily check of a channel, before its digest leads to them; where there is none, when work begins. */
async function checkPipeline(deps: JobDeps, { scope, due, hasChannel }: PipelineCheck) {
  const { tenant, pipeline, at } = scope;
  const before = await tenant.stageAlerts.open(pipeline.id);
  const inspection = await inspectPipeline(deps, scope);
  const open = await openAlerts(inspection, await closeRecoveredAlerts(inspection, before));
  await notifyManagers(inspection, open);
  let heard = open;
  for (const subscription of due) {
    if (isWorkingTime(at, subscription.timeZone, inspection.isHoliday))
      heard = await notifyChannel(inspection, subscription, heard);
    const { id, nextCheckAt } = subscription;
    if (nextCheckAt > at) continue;
    await queueCardChecks(tenant, subscription, at);
    await tenant.subscriptions.claimCheckSlot(id, { seen: nextCheckAt, next: nextStageCheck(subscription, at) });
  }
  if (due.length > 0 || (!hasChannel && isFirstLook(deps, inspection))) await refreshOpenAlerts(inspection, open);
}

/** Whether it is the first look at a pipeline in the working time of a day. */
function isFirstLook({ progress }: JobDeps, inspection: PipelineInspection): boolean {
  const { tenant, pipeline, team, at, timeZone, isHoliday } = inspection;
  const [key, today] = [planKey(tenant.id, pipeline.id, team?.team.id), dateAt(at, timeZone)];
  if (progress.alertDays.get(key) === today || !isWorkingTime(at, timeZone, isHoliday)) return false;
  progress.alertDays.set(key, today);
  return true;
}

/**
 * Opens and closes the alerts of every pipeline's stages, and queues what is to be said about them.
 *
 * @param checkAll also tells the channels whose daily check is not due yet: the job run by hand.
 */
export async function checkStages(deps: JobDeps, at: Instant, checkAll = false): Promise<void> {
  const subscriptions = await deps.store.subscriptions();
  for (const workspace of await deps.store.workspaces()) {
    const { id } = workspace;
    const tenant = deps.store.tenant(id);
    for (const stored of await tenant.pipelines()) {
      const pipeline = localizePipeline(stored, workspace.language);
      const own = subscriptions.filter((each) => each.workspaceId === id && each.pipelineId === pipeline.id);
      const isDue = ({ nextCheckAt }: Subscription) => checkAll || nextCheckAt <= at;
      const whole = { stored, tenant, viewer: everything('decides'), workspace, pipeline, at, timeZone: workspace.timeZone };
      const ofAll = own.filter(({ teamId }) => teamId === null);
      await checkPipeline(deps, { scope: whole, due: ofAll.filter(isDue), hasChannel: ofAll.length > 0 });
      // A team with a channel of its own has alerts of its own.
      for (const teamId of new Set(own.flatMap((each) => each.teamId ?? []))) {
        const scope = await narrowToTeam(whole, teamId);
        const due = own.filter((each) => each.teamId === teamId && isDue(each));
        if (scope !== undefined) await checkPipeline(deps, { scope, due, hasChannel: true });
      }
    }
  }
}

/** Stage alerts now, as the daily check would tell them, posted once however often this runs. @returns a line per post. */
export async function postStageAlerts(deps: JobDeps, at: Instant): Promise<readonly JobResult[]> {
  await checkStages(deps, at, true);
  return deliver(deps, at);
}
