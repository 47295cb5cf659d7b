import { dateAt, daysBetween } from '../core/calendar.ts';
import { type IsHoliday, isWorkingTime, nextCheck } from '../core/slots.ts';
import { type Pipeline, stageById } from '../core/stage.ts';
import { stageGaps } from '../core/stage-gaps.ts';
import { gapLine } from '../facts/gap-facts.ts';
import { holidaysOf } from '../holidays.ts';
import { ALERT_KINDS, type AlertPayload, alertOf } from '../posts/alert-post.ts';
import { alertKey, allClearKey, managerAlertKey } from '../posts/keys.ts';
import type { AlertLine, RecoveryFacts } from '../slack/views/stage-alert.ts';
import type { Delivery, DeliveryDraft, StageAlert, Subscription, Tenant, Workspace } from '../store/store-types.ts';
import { deliver } from './deliver.ts';
import type { JobDeps } from './deps.ts';
import type { JobLine } from './job-line.ts';
import { managersOf, peopleOf, workspaceOf } from './people.ts';

/** A stage that is short for less than this may be in the middle of somebody's work. */
const DRY_MS = 30 * 60_000;

/** One look at one pipeline. */
type Look = {
  readonly tenant: Tenant;
  readonly workspace: Workspace;
  readonly pipeline: Pipeline;
  readonly at: number;
  readonly isHoliday: IsHoliday;
  /** Stages that are short now. */
  readonly gaps: ReturnType<typeof stageGaps>;
  readonly counts: ReadonlyMap<string, number>;
};

async function look(tenant: Tenant, workspace: Workspace, pipeline: Pipeline, at: number): Promise<Look> {
  const [stock, used] = [await tenant.funnel.stock(pipeline.id), await tenant.funnel.usedStages(pipeline.id)];
  return {
    tenant,
    workspace,
    pipeline,
    at,
    isHoliday: await holidaysOf(workspace.holidayRegion, at),
    gaps: stageGaps(pipeline, stock, used),
    counts: new Map(stock.map(({ stageId, count }) => [stageId, count])),
  };
}

/** Begins an episode for each stage that ran dry; one episode is open per stage. */
async function begin({ tenant, pipeline, gaps, at }: Look, open: readonly StageAlert[]): Promise<void> {
  for (const gap of gaps) {
    if (open.some(({ stageId }) => stageId === gap.stage.id)) continue;
    const { since } = await gapLine(tenant, pipeline, gap);
    const drySince = Math.min(since ?? at, at);
    await tenant.alerts.begin({ pipelineId: pipeline.id, stageId: gap.stage.id, drySince, seenAt: at, needed: gap.needed });
  }
}

/** Posts that told of an episode. */
async function tellings(tenant: Tenant, alert: StageAlert): Promise<readonly Delivery[]> {
  const posts = await Promise.all(
    [ALERT_KINDS.channel, ALERT_KINDS.manager].map((kind) => tenant.deliveries.ofKind(kind, alert.seenAt)),
  );
  return posts.flat().filter((post) => alertOf(post).facts.lines.some(({ alertId }) => alertId === alert.id));
}

/** How many of the deals that an alert named have since reached the stage that they were to reach. */
async function movesMade(tenant: Tenant, pipeline: Pipeline, line: AlertLine): Promise<number> {
  let made = 0;
  for (const { number, toStageId } of line.candidates) {
    const file = await tenant.deals.file(number);
    if (file === undefined) continue;
    const [here, to] = [stageById(pipeline, file.deal.stageId), stageById(pipeline, toStageId)];
    if (file.deal.outcome === 'won' || (here !== undefined && to !== undefined && here.position >= to.position)) made += 1;
  }
  return made;
}

/** Ends the episodes of stages that hold enough again, with an all-clear below every post that told of them. */
async function recover(now: Look, open: readonly StageAlert[]): Promise<void> {
  const { tenant, pipeline, gaps, counts, at, workspace } = now;
  const short = new Set(gaps.map(({ stage }) => stage.id));
  for (const alert of open) {
    if (short.has(alert.stageId)) continue;
    const stage = stageById(pipeline, alert.stageId);
    const drafts: DeliveryDraft[] = [];
    // A stage that is no longer in use, or needs nothing any more, has not recovered.
    const count = counts.get(alert.stageId) ?? 0;
    const told = stage === undefined || count < alert.needed ? [] : await tellings(tenant, alert);
    for (const post of told) {
      const line = alertOf(post).facts.lines.find(({ alertId }) => alertId === alert.id);
      if (line === undefined || stage === undefined) continue;
      const days = daysBetween(dateAt(alert.drySince, workspace.timeZone), dateAt(at, workspace.timeZone));
      const made = await movesMade(tenant, pipeline, line);
      const facts: RecoveryFacts[] = [{ shortName: stage.shortName, count, days, named: line.candidates.length, made }];
      drafts.push({
        key: allClearKey(post.key, [alert.id]),
        kind: ALERT_KINDS.clear,
        target: post.target,
        subject: post.key,
        payload: { facts, alertKey: post.key },
        notBefore: at,
      });
    }
    await tenant.alerts.recover([alert.id], at, drafts);
  }
}

/** The lines of an alert, fresh; the stage nearest to the order first. */
async function linesOf({ tenant, pipeline, gaps }: Look, alerts: readonly StageAlert[]): Promise<readonly AlertLine[]> {
  const lines = await Promise.all(
    gaps.map(async (gap) => {
      const alert = alerts.find(({ stageId }) => stageId === gap.stage.id);
      if (alert === undefined) return [];
      return [{ ...(await gapLine(tenant, pipeline, gap)), since: alert.drySince, alertId: alert.id }];
    }),
  );
  return lines.flat();
}

/** Tells the managers, by direct message, of what has been dry for half an hour. */
async function tellManagers(now: Look, open: readonly StageAlert[]): Promise<void> {
  const { tenant, workspace, pipeline, at, isHoliday } = now;
  const due = open.filter(({ managersToldAt, drySince }) => managersToldAt === null && at - drySince >= DRY_MS);
  if (due.length === 0 || !isWorkingTime(at, workspace.timeZone, isHoliday)) return;
  const managers = managersOf((await peopleOf(tenant)).values());
  if (managers.length === 0) return;
  const ids = due.map(({ id }) => id);
  const facts = { timeZone: workspace.timeZone, lines: await linesOf(now, due) };
  const drafts = managers.map((manager): DeliveryDraft => {
    const key = managerAlertKey(manager.slackUserId, ids);
    const payload: AlertPayload = { facts, pipelineId: pipeline.id, language: workspace.language, memberId: manager.id };
    return { key, kind: ALERT_KINDS.manager, target: manager.slackUserId, subject: key, payload, notBefore: at };
  });
  await tenant.alerts.tell(ids, 'managers', at, drafts);
}

/** Tells a channel at its daily check: one message for every stage that it has not heard of. */
async function tellChannel(now: Look, subscription: Subscription, open: readonly StageAlert[]): Promise<void> {
  const { tenant, pipeline, at } = now;
  const { timeZone, channelId, language } = subscription;
  const today = dateAt(at, timeZone);
  // Another channel may have heard of it today already.
  const unheard = ({ channelToldAt }: StageAlert) => channelToldAt === null || dateAt(channelToldAt, timeZone) === today;
  const due = open.filter((alert) => unheard(alert) && at - alert.drySince >= DRY_MS);
  if (due.length === 0) return;
  const key = alertKey(channelId, pipeline.id, today);
  const facts = { timeZone, lines: await linesOf(now, due) };
  const payload: AlertPayload = { facts, pipelineId: pipeline.id, language, memberId: null };
  const draft = { key, kind: ALERT_KINDS.channel, target: channelId, subject: key, payload, notBefore: at };
  const fresh = due.filter(({ channelToldAt }) => channelToldAt === null).map(({ id }) => id);
  if (fresh.length > 0) await tenant.alerts.tell(fresh, 'channel', at, [draft]);
  else await tenant.deliveries.queue([draft], at);
}

async function watchPipeline(tenant: Tenant, workspace: Workspace, pipeline: Pipeline, due: readonly Subscription[], at: number) {
  const now = await look(tenant, workspace, pipeline, at);
  await recover(now, await tenant.alerts.open(pipeline.id));
  await begin(now, await tenant.alerts.open(pipeline.id));
  const open = await tenant.alerts.open(pipeline.id);
  await tellManagers(now, open);
  for (const subscription of due) {
    if (isWorkingTime(at, subscription.timeZone, now.isHoliday)) await tellChannel(now, subscription, open);
    const { id, nextCheckAt } = subscription;
    if (nextCheckAt <= at) await tenant.subscriptions.settleCheck(id, nextCheckAt, nextCheck(subscription, at));
  }
}

/**
 * Looks at every pipeline for stages that ran dry or recovered, and queues what is to be said about them.
 *
 * @param checkAll also tells the channels whose daily check is not due yet: the job run by hand.
 */
export async function watchStages(deps: JobDeps, at: number, checkAll = false): Promise<void> {
  const subscriptions = await deps.store.subscriptions();
  for (const { id } of await deps.store.workspaces()) {
    const tenant = deps.store.of(id);
    const workspace = await workspaceOf(tenant);
    for (const pipeline of await tenant.pipelines()) {
      const own = subscriptions.filter((each) => each.workspaceId === id && each.pipelineId === pipeline.id);
      const due = own.filter(({ nextCheckAt }) => checkAll || nextCheckAt <= at);
      await watchPipeline(tenant, workspace, pipeline, due, at);
    }
  }
}

/** Stage alerts now, as the daily check would tell them, posted once however often this runs. @returns a line per post. */
export async function stageAlerts(deps: JobDeps, at: number, realNow: () => number = Date.now): Promise<readonly JobLine[]> {
  await watchStages(deps, at, true);
  return deliver(deps, at, realNow);
}
