import type { WebClient } from '@slack/web-api';
import type { DurationMs } from '../core/time/durations.ts';
import type { Instant } from '../core/time/instant.ts';
import { blockIfExternal } from '../slack/request/external-channel-warning.ts';
import { isChannel, lookUpIsExternal } from '../slack/web-api/external-channels.ts';
import { findPost, type PostOutcome, sendPost, updatePost } from '../slack/web-api/post.ts';
import type { Delivery, DeliveryOutcome } from '../store/types/posts.ts';
import type { JobDeps } from './deps.ts';
import type { JobResult } from './job-result.ts';
import { ALL_POSTS } from './posts/all-posts.ts';
import type { DeliveryContext, DeliveryDecision, SendablePost } from './posts/kit/define-post.ts';
import { earliestPostAt } from './posts/kit/quiet-hours.ts';

/** A lease is at least six times a call's timeout: a sender that lives never loses it. */
const LEASE_MS: DurationMs = 90_000;
/** Posts claimed at once. */
const BATCH = 4;
/** Pauses after failures, by attempt; the last one repeats. */
const BACKOFF_MS = [15_000, 60_000, 120_000, 300_000, 900_000] as const;
/** After so many attempts a post is given up: with the pauses above, most of a day. */
const MAX_ATTEMPTS = 100;

const backoffMs = (attempt: number): DurationMs => BACKOFF_MS[Math.min(attempt, BACKOFF_MS.length) - 1] ?? 900_000;

/** What sends a post; undefined for a kind that this version does not know. */
const postOfKind = ({ kind }: Delivery): SendablePost | undefined => (kind === null ? undefined : ALL_POSTS[kind]);

type SendResult = { readonly outcome: DeliveryOutcome; readonly line: JobResult };

function toRefused(sending: DeliveryContext, code: string): SendResult {
  const { workspaceId, target } = sending.delivery;
  return { outcome: { state: 'refused', error: code }, line: { workspaceId, target, outcome: 'refused', why: code } };
}

/** `doubtful`: the attempt may have posted, so that the next one searches first. */
type Retry = { readonly ms: DurationMs; readonly why: string; readonly doubtful: boolean };

function toRetry(sending: DeliveryContext, { ms, why, doubtful }: Retry): SendResult {
  const { workspaceId, target } = sending.delivery;
  return {
    outcome: { state: 'queued', notBefore: sending.at + ms, error: why, maybePosted: doubtful },
    line: { workspaceId, target, outcome: 'queued', why },
  };
}

async function toOutcome(sending: DeliveryContext, outcome: PostOutcome, shown?: number): Promise<SendResult> {
  const { delivery, at } = sending;
  const post = postOfKind(delivery);
  if (outcome.ok) {
    const { channelId, ts } = outcome;
    await post?.onSent(sending, { channelId, ts, shownVersion: shown });
    return {
      outcome: { state: 'sent', at, channelId, messageTs: ts },
      line: { workspaceId: delivery.workspaceId, target: delivery.target, outcome: 'posted' },
    };
  }
  if (outcome.why === 'later' && delivery.attempt < MAX_ATTEMPTS)
    return toRetry(sending, { ms: outcome.ms, why: outcome.code, doubtful: false });
  if (outcome.why === 'doubtful' && delivery.attempt < MAX_ATTEMPTS) {
    return toRetry(sending, { ms: backoffMs(delivery.attempt), why: outcome.code, doubtful: true });
  }
  await post?.onRefused(sending, outcome.code);
  return toRefused(sending, outcome.code);
}

/** The line of a message that was there before. */
const toUpdated = ({ outcome, line }: SendResult): SendResult => ({
  outcome,
  line: line.outcome === 'posted' ? { ...line, outcome: 'updated' } : line,
});

/** Sends one claimed post. After an attempt of unknown outcome it searches the channel first and adopts what it finds. */
async function attemptSend(sending: DeliveryContext, leaseNow: Instant): Promise<SendResult> {
  const { deps, delivery } = sending;
  const post = postOfKind(delivery);
  if (post === undefined) return toRefused(sending, 'unknown kind');
  const tried = delivery.firstTryAt;
  const isDoubtful = tried !== null && tried < leaseNow;
  let client: WebClient;
  let prepared: DeliveryDecision;
  try {
    client = await deps.clientFor(delivery.workspaceId);
    prepared = (await isBlockedAsExternal(sending)) ? DROP_AS_EXTERNAL : await post.prepare(sending);
  } catch (error) {
    // Nothing was sent yet: this attempt leaves no doubt behind it.
    return onFault(sending, error, isDoubtful);
  }
  switch (prepared.kind) {
    case 'drop':
      return toDropped(sending, prepared.why);
    case 'wait':
      return toRetry(sending, { ms: prepared.ms, why: prepared.why, doubtful: isDoubtful });
    case 'update':
      return toUpdated(await toOutcome(sending, await updatePost(client, prepared, prepared.message), prepared.shownVersion));
    case 'post': {
      const from = await earliestPostAt(sending);
      if (from > sending.at) return toRetry(sending, { ms: from - sending.at, why: 'quiet hours', doubtful: isDoubtful });
      if (tried !== null && isDoubtful) {
        // Slack's clock may be the business one, as in the demo.
        const since = Math.min(tried, delivery.createdAt);
        const found = await findPost(client, prepared.post, { key: delivery.key, sinceMs: since });
        if (found === 'unreadable') return toAmbiguous(sending);
        if (found === 'later') return toRetry(sending, { ms: backoffMs(delivery.attempt), why: 'unreachable', doubtful: true });
        if (found !== 'none') return toOutcome(sending, { ok: true, ...found });
      }
      return toOutcome(sending, await sendPost(client, prepared.post, delivery.key));
    }
  }
}

function toDropped({ delivery }: DeliveryContext, why: string): SendResult {
  const { workspaceId, target } = delivery;
  return { outcome: { state: 'superseded', error: why }, line: { workspaceId, target, outcome: 'refused', why } };
}

const DROP_AS_EXTERNAL: DeliveryDecision = { kind: 'drop', why: 'the channel is shared with another company' };

/** A fault of ours, or a failed search: retried with backoff. */
function onFault(sending: DeliveryContext, error: unknown, doubtful: boolean): SendResult {
  const { deps, delivery } = sending;
  deps.log.error({ err: error, key: delivery.key }, 'a post could not be sent');
  return delivery.attempt < MAX_ATTEMPTS
    ? toRetry(sending, { ms: backoffMs(delivery.attempt), why: 'fault', doubtful })
    : toRefused(sending, 'fault');
}

/** Another company reads along in the channel, and no admin has allowed that. */
const isBlockedAsExternal = async ({ deps, tenant, delivery, at }: DeliveryContext): Promise<boolean> =>
  isChannel(delivery.target) &&
  (await lookUpIsExternal(deps, { workspaceId: delivery.workspaceId, channelId: delivery.target })) &&
  blockIfExternal(tenant, delivery.target, at);

/** It may be posted and the history is unreadable: at-most-once wins, an admin is asked. */
async function toAmbiguous(sending: DeliveryContext): Promise<SendResult> {
  const { workspaceId, target } = sending.delivery;
  await postOfKind(sending.delivery)?.onRefused(sending, 'unclear');
  return {
    outcome: { state: 'ambiguous', error: 'it may have been posted, and the history cannot be read' },
    line: { workspaceId, target, outcome: 'refused', why: 'it may have been posted already; the history cannot be read' },
  };
}

/** One run of the sender: its business time, and what it has sent, by workspace and key. */
type Run = { readonly at: Instant; readonly sent: Map<string, Delivery> };

const runKey = ({ workspaceId, key }: Pick<Delivery, 'workspaceId' | 'key'>): string => `${workspaceId} ${key}`;

async function sendOne(
  deps: JobDeps,
  delivery: Delivery,
  { at, sent, leaseNow }: Run & { readonly leaseNow: Instant },
): Promise<JobResult> {
  const { workspaceId } = delivery;
  const tenant = deps.store.tenant(workspaceId);
  const loadPost = async (key: string) => sent.get(runKey({ workspaceId, key })) ?? tenant.deliveries.byKey(key);
  const sending: DeliveryContext = { deps, tenant, delivery, at, loadPost };
  let result: SendResult;
  try {
    result = await attemptSend(sending, leaseNow);
  } catch (error) {
    result = onFault(sending, error, true);
  }
  const kept = await tenant.deliveries.settle(delivery.key, delivery.attempt, result.outcome);
  const { outcome } = result;
  if (kept && outcome.state === 'sent') {
    const { channelId, messageTs } = outcome;
    sent.set(runKey(delivery), { ...delivery, state: 'sent', sentAt: at, channelId, messageTs });
  }
  if (!kept) deps.log.warn({ key: delivery.key, attempt: delivery.attempt }, 'a lease was lost; another sender has this post');
  return delivery.kind === null ? result.line : { ...result.line, what: delivery.kind };
}

/**
 * Sends what is due, each post at most once per key: claimed under a lease, found again in the channel where an attempt's end is not known.
 *
 * @param at business time, by which posts fall due; leases go by the wall clock.
 * @returns a line per attempt.
 */
export async function deliver(deps: JobDeps, at: Instant): Promise<readonly JobResult[]> {
  const lines: JobResult[] = [];
  const sent = new Map<string, Delivery>();
  for (;;) {
    const now = deps.clock.wallNow();
    const claimed = await deps.store.claimDeliveries(at, { now, ms: LEASE_MS }, BATCH);
    for (const delivery of claimed) lines.push(await sendOne(deps, delivery, { at, sent, leaseNow: now }));
    if (claimed.length === 0) return lines;
  }
}
