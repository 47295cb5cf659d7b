import type { DurationMs } from '../core/time/durations.ts';
import type { Instant } from '../core/time/instant.ts';
import { SLACK_CALL_TIMEOUT_MS } from '../platform/clients.ts';
import type { Clock } from '../platform/clock.ts';
import { type Fence, LeaseLostError } from '../slack/web-api/posting-client.ts';

/**
 * A claim, and each renewal of it, holds for so long. Other instances judge its end by their own clocks, so that what is left beyond a
 * call's timeout is how far those may differ.
 */
export const LEASE_MS: DurationMs = 90_000;

/** The ledger of posts as one sender sees it. */
export type Ledger<Claimed> = {
  /** Takes the next post that is due; nobody else gets it until the lease ends. Undefined: nothing is due. */
  readonly claim: (lease: { readonly now: Instant; readonly ms: DurationMs }) => Promise<Claimed | undefined>;
  /** Prolongs the lease; false when the post was settled or is another attempt's. */
  readonly renew: (claimed: Claimed, until: Instant) => Promise<boolean>;
};

type LeaseClock = Pick<Clock, 'wallNow' | 'monotonicNow'>;

/**
 * Sends what is due, one post after the other: a post that waited behind others in a batch would have used up its lease.
 *
 * @param send sends one post and settles it; the fence goes before each of its calls to Slack.
 */
export async function sendAll<Claimed>(
  ledger: Ledger<Claimed>,
  clock: LeaseClock,
  send: (claimed: Claimed, fence: Fence) => Promise<void>,
): Promise<void> {
  for (;;) {
    const claimed = await ledger.claim({ now: clock.wallNow(), ms: LEASE_MS });
    if (claimed === undefined) return;
    await send(
      claimed,
      createFence(clock, (until) => ledger.renew(claimed, until)),
    );
  }
}

/**
 * Fencing: renews the lease before a call, and lets the call begin only while it is sure to end within the lease. The answer to a renewal may
 * come late, or the process may have been frozen meanwhile, so that what is left is counted by the monotonic clock from before the question.
 */
function createFence(clock: LeaseClock, renew: (until: Instant) => Promise<boolean>): Fence {
  return async () => {
    const askedAt = clock.monotonicNow();
    if (!(await renew(clock.wallNow() + LEASE_MS))) throw new LeaseLostError('another sender has this post');
    const leftMs = LEASE_MS - (clock.monotonicNow() - askedAt);
    if (leftMs < SLACK_CALL_TIMEOUT_MS) throw new LeaseLostError('too little of the lease is left for a call');
  };
}
