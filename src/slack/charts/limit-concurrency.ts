/** Runs a task when its turn comes, and settles as the task settles. */
export type Limiter = <T>(task: () => Promise<T>) => Promise<T>;

/**
 * A queue that runs at most `limit` tasks at once, in the order in which they came. A task that fails gives up its turn like any
 * other.
 *
 * @param limit a whole number >= 1.
 */
export function limitConcurrency(limit: number): Limiter {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (task) => {
    // A turn is handed over, not given back, when somebody waits: a newcomer cannot slip in between.
    if (running < limit) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
