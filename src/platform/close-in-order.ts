import type { DurationMs } from '../core/time/durations.ts';
import { errorMessage } from './error-message.ts';
import type { Log } from './log-types.ts';
import { raceTimeout } from './race-timeout.ts';

/** Something that was opened, and how long closing it may take. */
export type OpenResource = { readonly name: string; readonly close: () => Promise<void>; readonly withinMs: DurationMs };

/**
 * Closes everything, the last opened first. What does not end within its time is left behind: the next one is not kept waiting by it, and
 * the process ends in the time that its supervisor gives it.
 *
 * @param open is emptied on the way. @returns names of what was left behind.
 */
export async function closeInOrder(open: OpenResource[], log: Log): Promise<readonly string[]> {
  const left: string[] = [];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { name, close, withinMs } = next;
    const ended = await raceTimeout(
      close().catch((err: unknown) => log.warn({ err, what: name, why: errorMessage(err) }, 'it could not be closed')),
      withinMs,
    );
    if (ended !== 'late') continue;
    log.warn({ what: name, withinMs }, 'it did not close in its time and is left behind');
    left.push(name);
  }
  return left;
}
