import type { WebClient } from '@slack/web-api';
import { isChannel, isExternal } from '../slack/external-channels.ts';
import { findPost, type PostOutcome, post, repost } from '../slack/post.ts';
import { sharedOut } from '../slack/shared-out.ts';
import type { Delivery, DeliveryOutcome } from '../store/types/posts.ts';
import type { Prepared, Sending } from './delivery-kind.ts';
import { DELIVERY_KINDS } from './delivery-kinds.ts';
import type { JobDeps } from './deps.ts';
import type { JobLine } from './job-line.ts';
import { mayPostAt } from './quiet.ts';

/** A lease is at least six times a call's timeout: a sender that lives never loses it. */
const LEASE_MS = 90_000;
/** Posts claimed at once. */
const BATCH = 4;
/** Pauses after failures, by attempt; the last one repeats. */
const BACKOFF_MS = [15_000, 60_000, 120_000, 300_000, 900_000] as const;
/** After so many attempts a post is given up: with the pauses above, most of a day. */
const MOST_ATTEMPTS = 100;

const pauseAfter = (attempt: number): number => BACKOFF_MS[Math.min(attempt, BACKOFF_MS.length) - 1] ?? 900_000;

type Settled = { readonly outcome: DeliveryOutcome; readonly line: JobLine };

function refused(sending: Sending, code: string): Settled {
  const { workspaceId, target } = sending.delivery;
  return { outcome: { state: 'refused', error: code }, line: { workspaceId, target, outcome: 'refused', why: code } };
}

function later(sending: Sending, ms: number, why: string, doubtful: boolean): Settled {
  const { workspaceId, target } = sending.delivery;
  return {
    outcome: { state: 'queued', notBefore: sending.at + ms, error: why, doubtful },
    line: { workspaceId, target, outcome: 'queued', why },
  };
}

async function settled(sending: Sending, outcome: PostOutcome, shown?: number): Promise<Settled> {
  const { delivery, at } = sending;
  const kind = DELIVERY_KINDS[delivery.kind];
  if (outcome.ok) {
    const { channelId, ts } = outcome;
    await kind?.sent?.(sending, { channelId, ts }, shown);
    return {
      outcome: { state: 'sent', at, channelId, messageTs: ts },
      line: { workspaceId: delivery.workspaceId, target: delivery.target, outcome: 'posted' },
    };
  }
  if (outcome.why === 'later' && delivery.attempt < MOST_ATTEMPTS) return later(sending, outcome.ms, outcome.code, false);
  if (outcome.why === 'doubtful' && delivery.attempt < MOST_ATTEMPTS) {
    return later(sending, pauseAfter(delivery.attempt), outcome.code, true);
  }
  await kind?.refused?.(sending, outcome.code);
  return refused(sending, outcome.code);
}

/** Sends one claimed post. An attempt after a doubtful one looks first, and adopts what it finds. */
async function send(sending: Sending, leaseNow: number): Promise<Settled> {
  const { deps, delivery } = sending;
  const kind = DELIVERY_KINDS[delivery.kind];
  if (kind === undefined) return refused(sending, `unknown kind ${delivery.kind}`);
  const tried = delivery.firstTryAt;
  const isDoubtful = tried !== null && tried < leaseNow;
  let client: WebClient;
  let prepared: Prepared;
  try {
    client = await deps.clientFor(delivery.workspaceId);
    prepared = (await isClosed(sending)) ? CLOSED : await kind.prepare(sending);
  } catch (error) {
    // Nothing was sent yet: this attempt leaves no doubt behind it.
    return faulty(sending, error, isDoubtful);
  }
  switch (prepared.do) {
    case 'drop':
      return dropped(sending, prepared.why);
    case 'wait':
      return later(sending, prepared.ms, prepared.why, isDoubtful);
    case 'update':
      return settled(sending, await repost(client, prepared, prepared.message), prepared.shown);
    case 'post': {
      const from = await mayPostAt(sending);
      if (from > sending.at) return later(sending, from - sending.at, 'quiet hours', isDoubtful);
      if (tried !== null && isDoubtful) {
        // Slack's clock may be the business one, as in the demo.
        const since = Math.min(tried, delivery.createdAt);
        const found = await findPost(client, prepared.post, delivery.key, since);
        if (found === 'unreadable') return ambiguous(sending);
        if (found === 'later') return later(sending, pauseAfter(delivery.attempt), 'unreachable', true);
        if (found !== 'none') return settled(sending, { ok: true, ...found });
      }
      return settled(sending, await post(client, prepared.post, delivery.key));
    }
  }
}

function dropped({ delivery }: Sending, why: string): Settled {
  const { workspaceId, target } = delivery;
  return { outcome: { state: 'superseded', error: why }, line: { workspaceId, target, outcome: 'refused', why } };
}

const CLOSED: Prepared = { do: 'drop', why: 'the channel is shared with another company' };

/** A fault of ours, or a look that failed: tried again later. */
function faulty(sending: Sending, error: unknown, doubtful: boolean): Settled {
  const { deps, delivery } = sending;
  deps.log.error({ err: error, key: delivery.key }, 'a post could not be sent');
  return delivery.attempt < MOST_ATTEMPTS
    ? later(sending, pauseAfter(delivery.attempt), 'fault', doubtful)
    : refused(sending, 'fault');
}

/** Another company reads along in the channel, and no admin has allowed that. */
const isClosed = async ({ deps, tenant, delivery, at }: Sending): Promise<boolean> =>
  isChannel(delivery.target) &&
  (await isExternal(deps, delivery.workspaceId, delivery.target)) &&
  sharedOut(tenant, delivery.target, at);

/** It may be posted, and Slack does not let us look: posting twice would be worse than asking a person. */
async function ambiguous(sending: Sending): Promise<Settled> {
  const { workspaceId, target } = sending.delivery;
  await DELIVERY_KINDS[sending.delivery.kind]?.refused?.(sending, 'unclear');
  return {
    outcome: { state: 'ambiguous', error: 'it may have been posted, and the history cannot be read' },
    line: { workspaceId, target, outcome: 'refused', why: 'it may have been posted already; the history cannot be read' },
  };
}

async function one(deps: JobDeps, delivery: Delivery, at: number, leaseNow: number): Promise<JobLine> {
  const tenant = deps.store.of(delivery.workspaceId);
  const sending: Sending = { deps, tenant, delivery, at };
  let result: Settled;
  try {
    result = await send(sending, leaseNow);
  } catch (error) {
    result = faulty(sending, error, true);
  }
  const kept = await tenant.deliveries.settle(delivery.key, delivery.attempt, result.outcome);
  if (!kept) deps.log.warn({ key: delivery.key, attempt: delivery.attempt }, 'a lease was lost; another sender has this post');
  return result.line;
}

/**
 * Sends what is due, each post at most once per key: claimed under a lease, found again in the channel where an attempt's end is not known.
 *
 * @param at business time, by which posts fall due. @param realNow ms of the wall clock, for leases.
 * @returns a line per attempt.
 */
export async function deliver(deps: JobDeps, at: number, realNow: () => number = Date.now): Promise<readonly JobLine[]> {
  const lines: JobLine[] = [];
  for (;;) {
    const now = realNow();
    const claimed = await deps.store.claimDeliveries(at, { now, ms: LEASE_MS }, BATCH);
    for (const delivery of claimed) lines.push(await one(deps, delivery, at, now));
    if (claimed.length === 0) return lines;
  }
}
