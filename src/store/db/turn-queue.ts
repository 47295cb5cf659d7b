import { setImmediate } from 'node:timers/promises';

/** A queue that one piece of work at a time passes, with a turn of the event loop after each. */
export type TurnQueue = {
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
  /** Lets what is queued finish, then refuses what comes later. */
  readonly close: () => Promise<void>;
};

/** How long {@link TurnQueue.close} waits for callers that keep coming: they should have been stopped before. */
const CLOSE_TIMEOUT_MS = 1_500;

/**
 * PGlite answers within micro-tasks, so a loop of awaited queries never lets a timer, a socket or a health check run. Here the next
 * piece of work starts only after the event loop has turned once.
 */
export function createTurnQueue(): TurnQueue {
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;
  const loopTurn = () => setImmediate();

  return {
    run: <T>(work: () => Promise<T>): Promise<T> => {
      if (closed) return Promise.reject(new Error('The database is closed.'));
      const result = last.then(work);
      last = result.then(loopTurn, loopTurn);
      return result;
    },
    close: async () => {
      const giveUpAt = performance.now() + CLOSE_TIMEOUT_MS;
      let seen: Promise<unknown>;
      do {
        seen = last;
        await seen;
        // A caller between two statements, or inside Prisma, gets the time to come back.
        await loopTurn();
      } while (seen !== last && performance.now() < giveUpAt);
      closed = true;
      await last;
    },
  };
}
