import type { Instant } from '../core/time/instant.ts';
import { loadAudience } from '../facts/audience.ts';
import { LEASE_LOST } from '../platform/metrics.ts';
import { isRefusedPerson } from '../slack/request/direct-message-guard.ts';
import { blockIfExternal } from '../slack/request/external-channel-warning.ts';
import { SHARED_EXTERNALLY } from '../slack/views/kit/problem-codes.ts';
import { isClosed } from '../slack/web-api/closed-channel.ts';
import { isChannel, lookUpIsExternal } from '../slack/web-api/external-channels.ts';
import { postOnce, updatePost } from '../slack/web-api/post.ts';
import { type Fence, fenceClient, LeaseLostError } from '../slack/web-api/posting-client.ts';
import type { ClaimedDelivery, Delivery, DeliveryOutcome } from '../store/types/posts.ts';
import { removeIfTokenIsDead } from './dead-token.ts';
import type { JobDeps } from './deps.ts';
import type { JobResult } from './job-result.ts';
import { ALL_POSTS } from './posts/all-posts.ts';
import type { Closed, DeliveryContext, DeliveryDecision, Drop, SendablePost } from './posts/kit/define-post.ts';
import { earliestPostAt } from './posts/kit/quiet-hours.ts';
import { sendAll } from './sender.ts';
import { settleClosed, settleFault, settlePost, settleUnknownKind, settleWait } from './settlement.ts';

/** One run of the sender: its business time, and what it has sent, by workspace and key. */
type Run = { readonly deps: JobDeps; readonly at: Instant; readonly sent: Map<string, Delivery> };

/** A claimed post with what sends it. */
type Sending = DeliveryContext & { readonly delivery: ClaimedDelivery; readonly post: SendablePost };

/** How an attempt ended, and whether it changed a message that was there. */
type Attempt = { readonly outcome: DeliveryOutcome; readonly isUpdate?: boolean };

/** Another company reads along in the channel, and no admin has allowed that. */
const isBlockedAsExternal = async (deps: JobDeps, { client, tenant, delivery, at }: Sending): Promise<boolean> =>
  isChannel(delivery.target) &&
  (await lookUpIsExternal(
    { ...deps, clientFor: async () => client },
    { workspaceId: delivery.workspaceId, channelId: delivery.target },
  )) &&
  blockIfExternal(tenant, delivery.target, at);

/** A post that may not go where it was meant to: another company would read it, or somebody who may not use Lejek. */
async function blockedDecision(deps: JobDeps, sending: Sending): Promise<Drop | Closed | undefined> {
  if (await isBlockedAsExternal(deps, sending)) return { kind: 'closed', code: SHARED_EXTERNALLY };
  const { delivery, at } = sending;
  return (await isRefusedPerson(sending, delivery.target, at))
    ? { kind: 'drop', why: 'this person may not use Lejek' }
    : undefined;
}

/** What its kind does once Slack has the post, or has refused it. */
async function followUp(sending: Sending, outcome: DeliveryOutcome, shownVersion?: number): Promise<void> {
  const { post } = sending;
  if (outcome.state === 'sent') await post.onSent(sending, { channelId: outcome.channelId, ts: outcome.messageTs, shownVersion });
  else if (outcome.state === 'refused' || (outcome.state === 'queued' && isClosed(outcome.error)))
    await post.onRefused(sending, outcome.error);
  else if (outcome.state === 'ambiguous') await post.onRefused(sending, 'unclear');
}

/** Sends one claimed post: what it says is made of the state as it is now. */
async function attemptSend(sending: Sending, prepared: DeliveryDecision | Closed): Promise<Attempt> {
  const { delivery, at, client } = sending;
  switch (prepared.kind) {
    case 'drop':
      return { outcome: { state: 'superseded', error: prepared.why } };
    case 'closed':
      // Whom it concerns was told when the channel was blocked.
      return { outcome: settleClosed(delivery, prepared.code, at) };
    case 'wait':
      return { outcome: settleWait(delivery, { until: at + prepared.ms, why: prepared.why }) };
    case 'update': {
      const outcome = settlePost(await updatePost(client, prepared, prepared.message), { delivery, at });
      await followUp(sending, outcome, prepared.shownVersion);
      return { outcome, isUpdate: true };
    }
    case 'post': {
      const from = await earliestPostAt(sending);
      if (from > at) return { outcome: settleWait(delivery, { until: from, why: 'quiet hours' }) };
      const { key, wasTried, createdAt, firstTryAt } = delivery;
      // Slack's clock may be the business one, as in the demo.
      const sinceMs = Math.min(createdAt, firstTryAt ?? createdAt);
      const outcome = settlePost(await postOnce(client, prepared.post, { key, wasTried, sinceMs }), { delivery, at });
      await followUp(sending, outcome);
      return { outcome: outcome.state === 'sent' ? { ...outcome, named: prepared.named } : outcome };
    }
  }
}

/** Prepares and sends one claimed post. @throws LeaseLostError */
async function attempt({ deps, at, sent }: Run, delivery: ClaimedDelivery, fence: Fence): Promise<Attempt> {
  const post = delivery.kind === null ? undefined : ALL_POSTS[delivery.kind];
  if (post === undefined) return { outcome: settleUnknownKind };
  const { workspaceId, wasTried } = delivery;
  const tenant = deps.store.tenant(workspaceId);
  const loadPost = async (key: string) => sent.get(runKey({ workspaceId, key })) ?? tenant.deliveries.byKey(key);
  // Until something may have been sent, an attempt that fails leaves no doubt behind it.
  let maybePosted = wasTried;
  try {
    const client = fenceClient(await deps.clientFor(workspaceId), fence);
    const { target, hiding } = delivery;
    const viewer = await loadAudience(tenant, hiding, { target, isChannel: isChannel(target), at });
    const sending: Sending = { deps, client, tenant, viewer, deals: tenant.deals(viewer), delivery, at, loadPost, post };
    const prepared = (await blockedDecision(deps, sending)) ?? (await post.prepare(sending));
    maybePosted = true;
    return await attemptSend(sending, prepared);
  } catch (error) {
    if (error instanceof LeaseLostError) throw error;
    deps.log.error({ err: error, key: delivery.key }, 'a post could not be sent');
    return { outcome: settleFault(delivery, { at, maybePosted }) };
  }
}

const runKey = ({ workspaceId, key }: Pick<Delivery, 'workspaceId' | 'key'>): string => `${workspaceId} ${key}`;

async function sendOne(run: Run, delivery: ClaimedDelivery, fence: Fence): Promise<JobResult> {
  const { deps, at, sent } = run;
  try {
    const ended = await attempt(run, delivery, fence);
    const { outcome } = ended;
    const deliveries = deps.store.tenant(delivery.workspaceId).deliveries;
    if (!(await deliveries.settle(delivery.key, delivery.attempt, outcome))) throw new LeaseLostError('it ended after its lease');
    if (outcome.state === 'sent') {
      const { channelId, messageTs } = outcome;
      sent.set(runKey(delivery), { ...delivery, state: 'sent', sentAt: at, channelId, messageTs });
    }
    if (outcome.state === 'refused' || outcome.state === 'ambiguous')
      deps.log.warn({ key: delivery.key, error: outcome.error }, 'a post is given up');
    await removeIfTokenIsDead(deps, { workspaceId: delivery.workspaceId, outcome }, at);
    return toLine(delivery, ended);
  } catch (error) {
    if (!(error instanceof LeaseLostError)) throw error;
    deps.log.warn({ err: error, key: delivery.key, attempt: delivery.attempt }, 'a lease was lost; another sender has this post');
    return toLine(delivery, { outcome: settleWait(delivery, { until: at, why: LEASE_LOST }) });
  }
}

/** A line of `npm run job`. */
function toLine({ workspaceId, target, kind }: Delivery, { outcome, isUpdate = false }: Attempt): JobResult {
  const line = { workspaceId, target, ...(kind === null ? {} : { what: kind }) };
  if (outcome.state === 'sent') return { ...line, outcome: isUpdate ? 'updated' : 'posted' };
  const isWaiting = outcome.state === 'queued' && !isClosed(outcome.error);
  return { ...line, outcome: isWaiting ? 'queued' : 'refused', why: outcome.error };
}

/**
 * Sends what is due, each post at most once per key: claimed under a lease, found again in the channel where an attempt's end is not
 * known. Within a process one run follows the other.
 *
 * @param at business time, by which posts fall due; leases go by the wall clock.
 * @returns a line per attempt.
 */
export function deliver(deps: JobDeps, at: Instant): Promise<readonly JobResult[]> {
  return deps.progress.sending(async () => {
    const lines: JobResult[] = [];
    const run: Run = { deps, at, sent: new Map() };
    const ledger = {
      claim: async (lease: { readonly now: Instant; readonly ms: number }) =>
        deps.progress.isStopping ? undefined : (await deps.store.claimDeliveries(at, lease, 1))[0],
      renew: ({ workspaceId, key, attempt: mine }: ClaimedDelivery, until: Instant) =>
        deps.store.tenant(workspaceId).deliveries.renewLease(key, mine, until),
    };
    await sendAll(ledger, deps.clock, async (delivery, fence) => {
      const line = await sendOne(run, delivery, fence);
      lines.push(line);
      deps.observePosts?.([line]);
    });
    return lines;
  });
}
