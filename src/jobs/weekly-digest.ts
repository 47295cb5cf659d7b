import { dateAt } from '../core/time/calendar.ts';
import type { Instant } from '../core/time/instant.ts';
import { latestSlot, nextSlot, slotState } from '../core/time/slots.ts';
import { loadAudience } from '../facts/audience.ts';
import { loadDigestFacts } from '../facts/digest/week-facts.ts';
import { loadPipeline } from '../facts/load-pipeline.ts';
import { narrowToTeam } from '../facts/team-scope.ts';
import { loadWorkspace } from '../facts/tenant-reads.ts';
import { loadHolidays } from '../platform/holidays.ts';
import { isClosed } from '../slack/web-api/closed-channel.ts';
import { isChannel } from '../slack/web-api/external-channels.ts';
import type { Subscription } from '../store/types/channels.ts';
import type { Delivery, DeliveryDraft } from '../store/types/posts.ts';
import { deliver } from './deliver.ts';
import type { JobDeps } from './deps.ts';
import { planKey } from './job-progress.ts';
import type { JobResult } from './job-result.ts';
import { digestDrafts, digestPost } from './posts/digest/digest.ts';
import { loadDigestExtras } from './posts/digest/digest-extras.ts';
import { managerNoteDrafts } from './posts/manager-note.ts';

const toJobResult = (subscription: Subscription, outcome: JobResult['outcome'], why?: string): JobResult => ({
  workspaceId: subscription.workspaceId,
  target: `#${subscription.channelName}`,
  outcome,
  ...(why === undefined ? {} : { why }),
});

/** The key of a subscription's digest of an hour. */
const slotKey = ({ channelId, pipelineId, timeZone }: Subscription, slot: Instant): string =>
  digestPost.key({ channel: channelId, pipelineId, slotOn: dateAt(slot, timeZone) });

/** Moves a due subscription on to its next slot and queues the posts of this one; false where it is not due, or another instance was faster. */
async function claimDueSlot(
  { store }: JobDeps,
  subscription: Subscription,
  { drafts, at }: { readonly drafts: readonly DeliveryDraft[]; readonly at: Instant },
): Promise<boolean> {
  const { id, workspaceId, nextDueAt } = subscription;
  if (nextDueAt > at) return false;
  const slot = { seen: nextDueAt, next: nextSlot(subscription, at) };
  return store.tenant(workspaceId).subscriptions.claimDigestSlot(id, slot, { at, deliveries: drafts });
}

/** Queues the digest of a subscription's latest hour, where it is due and not queued yet. */
export async function queueDigest(deps: JobDeps, subscription: Subscription, at: Instant): Promise<JobResult> {
  const tenant = deps.store.tenant(subscription.workspaceId);
  const workspace = await loadWorkspace(tenant);
  const isHoliday = await loadHolidays(workspace.holidayRegion, at);
  const slot = latestSlot(subscription, at);
  const key = slotKey(subscription, slot);
  const known = await tenant.deliveries.byKey(key);
  if (known !== undefined) {
    await claimDueSlot(deps, subscription, { drafts: [], at });
    return resultFromDelivery(subscription, known);
  }
  const state = slotState(subscription, { slot, at }, isHoliday);
  if (state === 'early') return toJobResult(subscription, 'not due', 'a day off, or the night');
  const pipeline = state === 'gone' ? undefined : await loadPipeline(tenant, subscription.language, subscription.pipelineId);
  if (pipeline === undefined) {
    await claimDueSlot(deps, subscription, { drafts: [], at });
    return toJobResult(subscription, 'not due', 'the last hour is too long ago');
  }
  const looked = deps.progress.plans.get(planKey(workspace.id, pipeline.id, subscription.teamId));
  const isToChannel = isChannel(subscription.channelId);
  const viewer = await loadAudience(tenant, [pipeline], { target: subscription.channelId, isChannel: isToChannel, at });
  const whole = { tenant, viewer, workspace, pipeline, at: slot, timeZone: subscription.timeZone };
  const scope = await narrowToTeam(whole, subscription.teamId);
  if (scope === undefined) {
    await claimDueSlot(deps, subscription, { drafts: [], at });
    return toJobResult(subscription, 'not due', 'its team is gone');
  }
  const facts = await loadDigestFacts(scope, {
    plan: looked?.at === slot ? looked.plan : undefined,
    schedule: subscription,
    thread: true,
  });
  const payload = {
    facts,
    ...(await loadDigestExtras(scope, subscription, facts)),
    language: subscription.language,
    subscriptionId: subscription.id,
    slot,
    weekday: subscription.weekday,
    holiday: isHoliday(dateAt(slot, subscription.timeZone)),
  };
  const managerNotes = await managerNoteDrafts(tenant, {
    pipelineId: pipeline.id,
    teamId: subscription.teamId,
    schedule: subscription,
    slot,
    at,
  });
  const drafts = [...digestDrafts({ channel: subscription.channelId, payload, notBefore: at }), ...managerNotes];
  if (!(await claimDueSlot(deps, subscription, { drafts, at }))) await tenant.deliveries.queue(drafts, at);
  return toJobResult(subscription, 'queued');
}

function resultFromDelivery(subscription: Subscription, { state, error }: Delivery): JobResult {
  if (state === 'sent') return toJobResult(subscription, 'already posted');
  if ((state === 'queued' && !isClosed(error)) || state === 'sending')
    return toJobResult(subscription, 'queued', error ?? undefined);
  return toJobResult(subscription, 'refused', error ?? state);
}

/**
 * The weekly digest of every subscription whose hour fell earlier that day or is overdue, posted once however often this runs.
 *
 * @param at the job's clock: facts are as of the hour, or of `at` where it is later.
 * @returns a line per subscription.
 */
export async function postWeeklyDigest(deps: JobDeps, at: Instant): Promise<readonly JobResult[]> {
  const subscriptions = await deps.store.subscriptions();
  const lines: JobResult[] = [];
  for (const subscription of subscriptions) lines.push(await queueDigest(deps, subscription, at));
  await deliver(deps, at);
  return Promise.all(
    lines.map(async (line, index) => {
      const subscription = subscriptions[index];
      if (line.outcome !== 'queued' || subscription === undefined) return line;
      const key = slotKey(subscription, latestSlot(subscription, at));
      const now = await deps.store.tenant(subscription.workspaceId).deliveries.byKey(key);
      return now?.state === 'sent'
        ? toJobResult(subscription, 'posted')
        : now === undefined
          ? line
          : resultFromDelivery(subscription, now);
    }),
  );
}
