import { ftruncateSync, mkdirSync, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';

/** Another process, or another opener in this one, works on the embedded database. */
export class DatabaseLockedError extends Error {
  override readonly name = 'DatabaseLockedError';
  /** Process id of the holder; null where the lock file could not be read. */
  readonly pid: number | null;
  /** Host of the holder; null where unknown. */
  readonly host: string | null;

  constructor(pid: number | null, host: string | null) {
    super(`Lejek (pid ${pid ?? '?'}) has this database open: stop it, use \`/funnel digest\`, or set DATABASE_URL`);
    this.pid = pid;
    this.host = host;
  }
}

export type DirectoryLock = { readonly release: () => Promise<void> };

/**
 * Takes the one lock on an embedded database: two openers would corrupt it. It is a lock of the operating system, so it is free at
 * once when the holder dies, however it dies, and a live holder never loses it.
 *
 * @param dir the lock file is `<dir>.lock` beside it, with the holder's process id and host for the message.
 * @throws DatabaseLockedError when it is held.
 * @throws Error where this platform has no such lock: in doubt the database is not opened.
 */
export async function lockDirectory(dir: string): Promise<DirectoryLock> {
  const { tryLock, unlock } = await loadNativeLock();
  const path = `${dir}.lock`;
  mkdirSync(dirname(path), { recursive: true });
  const file = await open(path, 'a+');
  if (!tryLock(file.fd)) {
    await file.close();
    throw lockedError(path);
  }
  ftruncateSync(file.fd);
  await file.write(`${process.pid} ${hostname()}\n`);
  return {
    release: async () => {
      // The file stays: removing it would let two openers lock two different files of one name.
      unlock(file.fd);
      await file.close();
    },
  };
}

function lockedError(path: string): DatabaseLockedError {
  try {
    const [pid, host] = readFileSync(path, 'utf8').trim().split(' ');
    return new DatabaseLockedError(pid !== undefined && /^\d+$/.test(pid) ? Number(pid) : null, host ?? null);
  } catch {
    // Windows keeps a locked file from being read.
    return new DatabaseLockedError(null, null);
  }
}

/** Loaded on use: a server database needs no lock, and must not fail for want of one. */
async function loadNativeLock(): Promise<typeof import('fs-native-extensions')> {
  try {
    return await import('fs-native-extensions');
  } catch (cause) {
    const platform = `${process.platform}-${process.arch}`;
    throw new Error(`The embedded database cannot be locked on ${platform}: set DATABASE_URL to a PostgreSQL database`, {
      cause,
    });
  }
}
