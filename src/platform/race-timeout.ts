import type { DurationMs } from '../core/time/durations.ts';

/** Races a promise against a timeout. The promise is not cancelled. */
export async function raceTimeout<T>(work: Promise<T>, limitMs: DurationMs): Promise<{ readonly done: T } | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), limitMs);
  });
  try {
    return await Promise.race([work.then((done) => ({ done })), late]);
  } finally {
    clearTimeout(timer);
  }
}
