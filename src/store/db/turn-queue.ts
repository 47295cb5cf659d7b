import { setImmediate, setTimeout } from 'node:timers/promises';

/** A queue that one piece of work at a time passes, with a turn of the event loop after each. */
export type TurnQueue = {
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
  /** Lets what is queued finish, within a second and a half; then refuses what has not begun and what comes later. */
  readonly close: () => Promise<void>;
};

/** How long {@link TurnQueue.close} waits for what is queued and for callers that keep coming: they should have been stopped before. */
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
      const result = last.then(() => {
        if (closed) throw new Error('The database is closed.');
        return work();
      });
      last = result.then(loopTurn, loopTurn);
      return result;
    },
    close: async () => {
      const drain = async (): Promise<void> => {
        let seen: Promise<unknown>;
        do {
          seen = last;
          await seen;
          // A caller between two statements, or inside Prisma, gets the time to come back.
          await loopTurn();
        } while (seen !== last && !closed);
      };
      await Promise.race([drain(), setTimeout(CLOSE_TIMEOUT_MS, undefined, { ref: false })]);
      closed = true;
      await last;
    },
  };
}
