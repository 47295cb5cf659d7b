import fs from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { DatabaseStoppedError } from './disk-errors.ts';
import type { DurablePGlite } from './durable-pglite.ts';
import type { TurnQueue } from './turn-queue.ts';

/** An embedded database that comes back after its disk has refused: the same object, another PostgreSQL behind it. */
export type ReopeningPGlite = {
  readonly pglite: PGlite;
  /** Grows with every opening: what a session had prepared is gone with it. */
  readonly opening: () => number;
  /** @throws DatabaseStoppedError where it has stopped, and the disk still refuses. */
  readonly ensureOpen: () => Promise<void>;
  /** Closes it; what has stopped is not asked to shut down, the next opening recovers from the log. */
  readonly close: () => Promise<void>;
};

/** ms between two looks at a disk that refuses: a look is a small file. */
const PROBE_PAUSE_MS = 1_000;
/** ms after an opening that was in vain although the disk took the small file: an opening costs a second and 200 MB. */
const OPEN_PAUSE_MS = 15_000;
/** What one segment of the log takes, which PostgreSQL may have to begin. */
const PROBE_BYTES = 16 * 1024 * 1024;

/**
 * Wraps a durable database, so that it is opened anew once its disk takes writes again. PostgreSQL itself does the same after a panic: what
 * the kernel has dropped after a refused fsync is read again from the log, never from memory.
 *
 * @param open opens it. @param probePath a file beside the database, on the same disk.
 */
export async function openReopeningPGlite(open: () => Promise<DurablePGlite>, probePath: string): Promise<ReopeningPGlite> {
  let current = await open();
  let openings = 1;
  let [probedAt, openedAt] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let isOpened = true;
  /** It did not open, or opened and kept nothing. */
  const wasInVain = () => !isOpened || !current.hasKept();
  const ensureOpen = async (): Promise<void> => {
    const refusal = current.refusal();
    if (refusal === undefined) return;
    const now = performance.now();
    if (now < probedAt + PROBE_PAUSE_MS || (now < openedAt + OPEN_PAUSE_MS && wasInVain()))
      throw new DatabaseStoppedError(refusal.cause);
    probedAt = now;
    try {
      probeDisk(probePath);
      openedAt = now;
      isOpened = false;
      current = await open();
      isOpened = true;
      openings += 1;
    } catch (error) {
      throw new DatabaseStoppedError(error instanceof Error && error.cause !== undefined ? error.cause : error);
    }
  };
  const pglite = new Proxy(current.pglite, {
    get: (_, name) => {
      const target = current.pglite;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return {
    pglite,
    opening: () => openings,
    ensureOpen,
    close: async () => {
      if (current.refusal() === undefined) await current.pglite.close();
    },
  };
}

/** Puts a file on the disk and takes it away. @throws as the disk does. */
function probeDisk(path: string): void {
  const fd = fs.openSync(path, 'w');
  try {
    fs.writeSync(fd, Buffer.alloc(PROBE_BYTES));
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
    fs.rmSync(path, { force: true });
  }
}

/** A queue that opens the database anew, where it has to, before the next piece of work. */
export const withReopening = (queue: TurnQueue, { ensureOpen }: Pick<ReopeningPGlite, 'ensureOpen'>): TurnQueue => ({
  run: (work) =>
    queue.run(async () => {
      await ensureOpen();
      return work();
    }),
  close: queue.close,
});
