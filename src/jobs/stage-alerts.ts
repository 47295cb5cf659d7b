import { dateAt, daysBetween } from '../core/calendar.ts';
import { managersOf } from '../core/member.ts';
import type { StageNeed } from '../core/numbers/stage-needs.ts';
import { type IsHoliday, isWorkingTime, nextCheck } from '../core/slots.ts';
import { type Pipeline, stageById } from '../core/stage.ts';
import { askedOnce, type StageGap, stageGaps } from '../core/stage-gaps.ts';
import { drySince, gapLine } from '../facts/gap-facts.ts';
import { type NeedFacts, needFacts, needsOf } from '../facts/need-facts.ts';
import { movedBy } from '../facts/promise-facts.ts';
import { holidaysOf } from '../holidays.ts';
import { ALERT_KINDS, type AlertPayload, alertOf } from '../posts/alert-post.ts';
import { alertKey, allClearKey, managerAlertKey } from '../posts/keys.ts';
import type { AlertLine, RecoveryFacts } from '../slack/views/stage-alert.ts';
import type { StageAlert, Subscription } from '../store/types/channels.ts';
import type { Workspace } from '../store/types/people.ts';
import type { Delivery, DeliveryDraft } from '../store/types/posts.ts';
import type { Tenant } from '../store/types/store.ts';
import { checkCards } from './card-check.ts';
import { deliver } from './deliver.ts';
import type { JobDeps } from './deps.ts';
import type { JobLine } from './job-line.ts';
import { measuredStages } from './measured-stages.ts';
import { peopleOf } from './people.ts';
import type { Reads } from './reads.ts';

/** A stage that is short for less than this may be in the middle of somebody's work. */
const DRY_MS = 30 * 60_000;
/** What filled a stage is enough for so long. */
const CALM_MS = 7 * 86_400_000;

/** One look at one pipeline. */
type Look = {
  readonly tenant: Tenant;
  readonly workspace: Workspace;
  readonly pipeline: Pipeline;
  readonly at: number;
  readonly isHoliday: IsHoliday;
  readonly needs: readonly StageNeed[];
  /** Stages that are short now. */
  readonly gaps: readonly StageGap[];
  /** The same with all that is told of it: read once, and only when something is told. */
  readonly facts: () => Promise<NeedFacts>;
};

async function look(
  { store }: JobDeps,
  tenant: Tenant,
  workspace: Workspace,
  pipeline: Pipeline,
  open: readonly StageAlert[],
  at: number,
  isCheck: boolean,
): Promise<Look> {
  const stock = await tenant.funnel.stockEver(pipeline.id);
  const used = new Set(stock.flatMap((each) => (each.used ? [each.stageId] : [])));
  const needs = needsOf(await measuredStages(store, tenant, workspace, pipeline, stock, at, isCheck), stock, used);
  let facts: Promise<NeedFacts> | undefined;
  return {
    tenant,
    workspace,
    pipeline,
    at,
    isHoliday: await holidaysOf(workspace.holidayRegion, at),
    needs,
    gaps: stageGaps(pipeline, needs, open),
    facts: () => {
      facts ??= needFacts(tenant, pipeline, at, workspace.timeZone, { workspace, stock });
      return facts;
    },
  };
}

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

/** Posts that told of an episode. */
async function tellings(tenant: Tenant, alert: StageAlert): Promise<readonly Delivery[]> {
  const posts = await Promise.all(
    [ALERT_KINDS.channel, ALERT_KINDS.manager].map((kind) => tenant.deliveries.ofKind(kind, alert.seenAt)),
  );
  return posts.flat().filter((post) => alertOf(post)?.facts.lines.some(({ alertId }) => alertId === alert.id) === true);
}

/** How many of the deals that an alert named have since reached the stage that they were to reach. */
async function movesMade({ tenant, pipeline, at }: Look, line: AlertLine): Promise<number> {
  const reached = await Promise.all(
    line.candidates.map(({ number, toStageId }) => movedBy(tenant, pipeline, number, toStageId, at)),
  );
  return reached.filter((each) => each?.done === true).length;
}

/** The new deals that somebody took on about an alert, and how many of them are there. */
async function newMade({ tenant, pipeline, at }: Look, alert: StageAlert): Promise<Pick<RecoveryFacts, 'newDeals' | 'newMade'>> {
  const promised = (await tenant.commitments.ofAlerts([alert.id])).find(({ newDeals }) => newDeals !== null);
  const newDeals = promised?.newDeals ?? 0;
  if (promised === undefined) return { newDeals, newMade: 0 };
  const made = await tenant.funnel.madeBy(pipeline.id, promised.memberId, promised.madeAt, at);
  return { newDeals, newMade: Math.min(made, newDeals) };
}

/** Ends the episodes of stages that hold enough again, with an all-clear below every post that told of them. @returns those still open. */
async function recover(now: Look, open: readonly StageAlert[]): Promise<readonly StageAlert[]> {
  const { tenant, pipeline, gaps, needs, at, workspace } = now;
  const short = new Set(gaps.map(({ stage }) => stage.id));
  const over = open.filter(({ stageId }) => !short.has(stageId));
  for (const alert of over) {
    const stage = stageById(pipeline, alert.stageId);
    const need = needs.find(({ stageId }) => stageId === alert.stageId);
    const drafts: DeliveryDraft[] = [];
    // A stage that is no longer in use, or needs nothing any more, has not recovered.
    const told = stage === undefined || stage.minimum <= 0 || need === undefined ? [] : await tellings(tenant, alert);
    for (const post of told) {
      const line = alertOf(post)?.facts.lines.find(({ alertId }) => alertId === alert.id);
      if (line === undefined || stage === undefined || need === undefined) continue;
      const facts: RecoveryFacts[] = [
        {
          shortName: stage.shortName,
          count: need.current,
          days: daysBetween(dateAt(alert.drySince, workspace.timeZone), dateAt(at, workspace.timeZone)),
          named: line.candidates.length,
          made: await movesMade(now, line),
          needed: alert.needed,
          needsNow: need.required,
          ...(await newMade(now, alert)),
        },
      ];
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
  return open.filter((alert) => !over.includes(alert));
}

/** The lines of an alert, fresh; the stage nearest to the order first. */
async function linesOf({ tenant, pipeline, facts }: Look, alerts: readonly StageAlert[]): Promise<readonly AlertLine[]> {
  const fresh = await facts();
  const lines = await Promise.all(
    stageGaps(pipeline, fresh.needs, alerts).map(async (gap) => {
      const alert = alerts.find(({ stageId }) => stageId === gap.stage.id);
      if (alert === undefined) return [];
      return [{ ...(await gapLine(tenant, pipeline, gap, fresh)), since: alert.drySince, alertId: alert.id }];
    }),
  );
  return askedOnce(lines.flat());
}

/** Tells the managers, by direct message, of what has been dry for half an hour. */
async function tellManagers(now: Look, open: readonly StageAlert[]): Promise<void> {
  const { tenant, workspace, pipeline, at, isHoliday } = now;
  const due = open.filter(({ managersToldAt, drySince }) => managersToldAt === null && at - drySince >= DRY_MS);
  if (due.length === 0 || !isWorkingTime(at, workspace.timeZone, isHoliday)) return;
  const managers = managersOf((await peopleOf(tenant)).values());
  const lines = managers.length === 0 ? [] : await linesOf(now, due);
  if (lines.length === 0) return;
  const ids = lines.map(({ alertId }) => alertId);
  const facts = { timeZone: workspace.timeZone, lines, pipelineId: pipeline.id, at };
  const drafts = managers.map((manager): DeliveryDraft => {
    const key = managerAlertKey(manager.slackUserId, ids);
    const payload: AlertPayload = { facts, language: workspace.language, memberId: manager.id };
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
  const lines = await linesOf(now, due);
  if (lines.length === 0) return;
  const facts = { timeZone, lines, pipelineId: pipeline.id, at };
  const payload: AlertPayload = { facts, language, memberId: null };
  const draft = { key, kind: ALERT_KINDS.channel, target: channelId, subject: key, payload, notBefore: at };
  const told = new Set(lines.map(({ alertId }) => alertId));
  const fresh = due.filter(({ id, channelToldAt }) => channelToldAt === null && told.has(id)).map(({ id }) => id);
  if (fresh.length > 0) await tenant.alerts.tell(fresh, 'channel', at, [draft]);
  else await tenant.deliveries.queue([draft], at);
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
  const now = await look(deps, tenant, workspace, pipeline, before, at, due.length > 0);
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
