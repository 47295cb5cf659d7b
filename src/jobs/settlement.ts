import { DAY_MS, type DurationMs, HOUR_MS } from '../core/time/durations.ts';
import type { Instant } from '../core/time/instant.ts';
import { isClosed } from '../slack/web-api/closed-channel.ts';
import type { PostOutcome } from '../slack/web-api/post.ts';
import type { ClaimedDelivery, DeliveryOutcome } from '../store/types/posts.ts';

/** Pauses after failures, by attempt; the last one repeats. */
const BACKOFF_MS = [15_000, 60_000, 120_000, 300_000, 900_000] as const;
/** After so many attempts a post is given up: with the pauses above, most of a day. */
const MAX_ATTEMPTS = 100;

const backoffMs = (attempt: number): DurationMs => BACKOFF_MS[Math.min(attempt, BACKOFF_MS.length) - 1] ?? 900_000;

/** How often a place is tried that takes no posts. */
const CLOSED_RETRY_MS: DurationMs = HOUR_MS;
/** After so long its news are old. */
const CLOSED_WAIT_MS: DurationMs = 7 * DAY_MS;

/** A kind of post that this version does not know. */
export const settleUnknownKind: DeliveryOutcome = { state: 'refused', error: 'unknown kind' };

/** Nothing was sent: it waits, and whether an earlier attempt has posted it is as unknown as before. */
export const settleWait = (
  { wasTried }: Pick<ClaimedDelivery, 'wasTried'>,
  { until, why }: { readonly until: Instant; readonly why: string },
): DeliveryOutcome => ({ state: 'queued', notBefore: until, error: why, maybePosted: wasTried });

/** A fault of ours: tried again with growing pauses. */
export const settleFault = (
  { attempt }: Pick<ClaimedDelivery, 'attempt'>,
  { at, maybePosted }: { readonly at: Instant; readonly maybePosted: boolean },
): DeliveryOutcome =>
  attempt < MAX_ATTEMPTS
    ? { state: 'queued', notBefore: at + backoffMs(attempt), error: 'fault', maybePosted }
    : { state: 'refused', error: 'fault' };

/** What becomes of a post by how its call ended. */
export function settlePost(
  outcome: PostOutcome,
  {
    delivery: { attempt, createdAt },
    at,
  }: { readonly delivery: Pick<ClaimedDelivery, 'attempt' | 'createdAt'>; readonly at: Instant },
): DeliveryOutcome {
  if (outcome.ok) return { state: 'sent', at, channelId: outcome.channelId, messageTs: outcome.ts };
  const { why, code } = outcome;
  // At most once wins over at least once where nobody can look; an admin is asked.
  if (why === 'unreadable')
    return { state: 'ambiguous', error: 'it may have been posted already, and the history cannot be read' };
  if (why === 'later' && attempt < MAX_ATTEMPTS)
    return { state: 'queued', notBefore: at + outcome.ms, error: code, maybePosted: false };
  if (why === 'doubtful' && attempt < MAX_ATTEMPTS)
    return { state: 'queued', notBefore: at + backoffMs(attempt), error: code, maybePosted: true };
  if (isClosed(code) && at < createdAt + CLOSED_WAIT_MS)
    return { state: 'queued', notBefore: at + CLOSED_RETRY_MS, error: code, maybePosted: false };
  return { state: 'refused', error: code };
}

/** Nothing may be posted in the channel for now: tried again each hour of the post's week, as where Slack says so. */
export const settleClosed = (
  delivery: Pick<ClaimedDelivery, 'attempt' | 'createdAt'>,
  code: string,
  at: Instant,
): DeliveryOutcome => settlePost({ ok: false, why: 'refused', code }, { delivery, at });
