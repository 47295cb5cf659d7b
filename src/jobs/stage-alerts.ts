import { isWorkingTime, nextCheck } from '../core/slots.ts';
import type { Pipeline } from '../core/stage.ts';
import type { StageGap } from '../core/stage-gaps.ts';
import { drySince } from '../facts/gap-facts.ts';
import type { StageAlert, Subscription } from '../store/types/channels.ts';
import type { Workspace } from '../store/types/people.ts';
import type { Tenant } from '../store/types/store.ts';
import { recover } from './alert-recovery.ts';
import { tellChannel, tellManagers } from './alert-telling.ts';
import { checkCards } from './card-check.ts';
import { deliver } from './deliver.ts';
import type { JobDeps } from './deps.ts';
import type { JobLine } from './job-line.ts';
import type { Reads } from './reads.ts';
import { type Look, look } from './stage-look.ts';

/** What filled a stage is enough for so long. */
const CALM_MS = 7 * 86_400_000;

/**
 * Whether a stage recovered lately and still holds what was said to be enough. The deals that filled it count towards its flow, and so towards
 * what it needs from now on: that alone is no new alarm.
 */
async function isFilled({ tenant, pipeline, at }: Look, { stage, count }: StageGap): Promise<boolean> {
  if (count < stage.minimum) return false;
  const last = await tenant.alerts.lastRecovered(pipeline.id, stage.id, at);
  return last !== undefined && at - (last.recoveredAt ?? 0) < CALM_MS && count >= last.needed;
}

/** Begins an episode for each stage that ran dry; one episode is open per stage. @returns those that are open then. */
async function begin(now: Look, open: readonly StageAlert[]): Promise<readonly StageAlert[]> {
  const { tenant, pipeline, gaps, at } = now;
  const begun: StageAlert[] = [];
  for (const gap of gaps) {
    if (open.some(({ stageId }) => stageId === gap.stage.id) || (await isFilled(now, gap))) continue;
    const since = Math.min((await drySince(tenant, pipeline, gap, at)) ?? at, at);
    const draft = { pipelineId: pipeline.id, stageId: gap.stage.id, drySince: since, seenAt: at, needed: gap.needed };
    const alert = await tenant.alerts.begin(draft);
    if (alert !== undefined) begun.push(alert);
  }
  return [...open, ...begun];
}

async function watchPipeline(
  deps: JobDeps,
  tenant: Tenant,
  workspace: Workspace,
  pipeline: Pipeline,
  due: readonly Subscription[],
  at: number,
) {
  const before = await tenant.alerts.open(pipeline.id);
  const now = await look(deps, { tenant, workspace, pipeline, at }, before, due.length > 0);
  const open = await begin(now, await recover(now, before));
  await tellManagers(now, open);
  for (const subscription of due) {
    if (isWorkingTime(at, subscription.timeZone, now.isHoliday)) await tellChannel(now, subscription, open);
    const { id, nextCheckAt } = subscription;
    if (nextCheckAt > at) continue;
    await checkCards(tenant, subscription, at);
    await tenant.subscriptions.settleCheck(id, nextCheckAt, nextCheck(subscription, at));
  }
}

/**
 * Looks at every pipeline for stages that ran dry or recovered, and queues what is to be said about them.
 *
 * @param checkAll also tells the channels whose daily check is not due yet: the job run by hand.
 */
export async function watchStages(deps: JobDeps, at: number, checkAll = false, reads: Reads = deps.store): Promise<void> {
  const subscriptions = await reads.subscriptions();
  for (const workspace of await reads.workspaces()) {
    const { id } = workspace;
    const tenant = deps.store.of(id);
    for (const pipeline of await tenant.pipelines()) {
      const own = subscriptions.filter((each) => each.workspaceId === id && each.pipelineId === pipeline.id);
      const due = own.filter(({ nextCheckAt }) => checkAll || nextCheckAt <= at);
      await watchPipeline(deps, tenant, workspace, pipeline, due, at);
    }
  }
}

/** Stage alerts now, as the daily check would tell them, posted once however often this runs. @returns a line per post. */
export async function stageAlerts(deps: JobDeps, at: number, realNow: () => number = Date.now): Promise<readonly JobLine[]> {
  await watchStages(deps, at, true);
  return deliver(deps, at, realNow);
}
