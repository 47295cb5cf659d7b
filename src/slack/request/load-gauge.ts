import type { DurationMs } from '../../core/time/durations.ts';
import type { Clock } from '../../platform/clock.ts';

/** Measures the queue of requests, so that one that could not be answered in time is told so at once. */
export type LoadGauge = {
  /** A request is begun. @returns ends it; a second call does nothing. */
  readonly begin: () => () => void;
  readonly inFlight: () => number;
  /**
   * Whether one more would not be answered in time, or nothing more is taken because the bot stops. A write is told so earlier: what people look
   * up is still answered while nothing more can be saved.
   */
  readonly isOverloaded: (asked: 'read' | 'write') => boolean;
  /** Takes requests, as it does from the beginning: an app starts. */
  readonly open: () => void;
  /** From now on every further request is told to come again: the app stops. */
  readonly close: () => void;
};

/** Time within which a request has to be answered: what is left of Slack's three seconds once it came, and went back. */
const ANSWER_WITHIN_MS: DurationMs = 2000;
/** The part of that time which writes may fill; the rest is for reads. */
const WRITE_SHARE = 0.6;
/** So few are always let in: a single slow one says nothing of the next. */
const ALWAYS_LET_IN = 8;
/** Nothing has been answered for so long while several wait: whatever was measured before no longer holds. */
const STALLED_MS: DurationMs = 1000;
/** Weight of the newest measurement in the moving average. */
const NEWEST = 0.2;

/**
 * Expects a request to be answered after (requests in flight + 1) x busy time, where the busy time is the mean time between two answers
 * while there is work: what one request costs, however many are worked on side by side. Source: Little's law, L = λW.
 */
export function createLoadGauge({ monotonicNow }: Pick<Clock, 'monotonicNow'>): LoadGauge {
  let inFlight = 0;
  let busyMs = 0;
  let lastProgressAt = 0;
  let isClosed = false;
  return {
    begin: () => {
      if (inFlight === 0) lastProgressAt = monotonicNow();
      inFlight += 1;
      let isEnded = false;
      return () => {
        if (isEnded) return;
        isEnded = true;
        inFlight -= 1;
        const now = monotonicNow();
        const measured = now - lastProgressAt;
        busyMs = busyMs === 0 ? measured : busyMs + NEWEST * (measured - busyMs);
        lastProgressAt = now;
      };
    },
    inFlight: () => inFlight,
    isOverloaded: (asked) => {
      const withinMs = asked === 'read' ? ANSWER_WITHIN_MS : ANSWER_WITHIN_MS * WRITE_SHARE;
      const isStalled = monotonicNow() - lastProgressAt > STALLED_MS;
      return isClosed || (inFlight >= ALWAYS_LET_IN && ((inFlight + 1) * busyMs > withinMs || isStalled));
    },
    open: () => {
      isClosed = false;
    },
    close: () => {
      isClosed = true;
    },
  };
}
