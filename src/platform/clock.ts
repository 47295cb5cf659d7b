import type { Instant } from '../core/time/instant.ts';

/** The one place that tells the time; three kinds of it, which a demo or a test moves apart. */
export type Clock = {
  /** Business time, ms since the epoch: what deals, digests and reminders go by. The demo moves it ahead. */
  readonly now: () => Instant;
  /** Wall-clock time, ms since the epoch: leases, signatures and tokens, which run in real time whatever business time says. */
  readonly wallNow: () => number;
  /** Monotonic time, ms since the process began: durations, and the age of what is cached. */
  readonly monotonicNow: () => number;
};

/** The machine's clock. @param now business time where it is not the wall clock's. */
export const systemClock = (now: () => Instant = () => Date.now()): Clock => ({
  now,
  wallNow: () => Date.now(),
  monotonicNow: () => performance.now(),
});
