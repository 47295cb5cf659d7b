import { setTimeout as pause } from 'node:timers/promises';
import type { DurationMs } from '../../core/time/durations.ts';
import type { Clock } from '../../platform/clock.ts';

/** Wraps a listener, so that its requests count as in flight until they are answered. */
export type CountInFlight = <Args>(listener: (args: Args) => Promise<void>) => (args: Args) => Promise<void>;

/** Counts the requests that are being answered, so that stopping can wait for them. */
export function createInFlightCounter({ monotonicNow }: Clock): {
  readonly countInFlight: CountInFlight;
  readonly inFlight: () => number;
  readonly waitUntilIdle: (timeoutMs: DurationMs) => Promise<void>;
} {
  let inFlight = 0;
  return {
    countInFlight: (listener) => async (args) => {
      inFlight += 1;
      try {
        await listener(args);
      } finally {
        inFlight -= 1;
      }
    },
    inFlight: () => inFlight,
    waitUntilIdle: async (timeoutMs) => {
      const giveUpAt = monotonicNow() + timeoutMs;
      while (inFlight > 0 && monotonicNow() < giveUpAt) await pause(10);
    },
  };
}
