/** Emscripten's numbers of what a disk answers, by their names. Source: emscripten, system/lib/libc/musl/arch/emscripten/bits/errno.h. */
const ERRNO_NAMES: ReadonlyMap<unknown, string> = new Map([
  [2, 'EACCES'],
  [19, 'EDQUOT'],
  [29, 'EIO'],
  [51, 'ENOSPC'],
  [63, 'EPERM'],
  [69, 'EROFS'],
]);

const readField = (value: unknown, name: string): unknown => (value instanceof Object ? Reflect.get(value, name) : undefined);

/** What a disk answered, for a message: Node's code and words, or the name of the number that PGlite's file system makes of it. */
export function diskReason(error: unknown): string {
  const name = ERRNO_NAMES.get(readField(error, 'errno'));
  if (name !== undefined) return name;
  return error instanceof Error ? error.message : 'unknown';
}

/** The disk is why it failed: it is full, broken or may not be written. */
export const isDiskError = (error: unknown): boolean =>
  ERRNO_NAMES.has(readField(error, 'errno')) || [...ERRNO_NAMES.values()].some((name) => readField(error, 'code') === name);

/**
 * The disk refused a sync, or a write of the log, so that PostgreSQL has stopped. What was being written then may be on the disk or not;
 * everything that was acknowledged is.
 */
export class DiskRefusedError extends Error {
  override readonly name = 'DiskRefusedError';

  constructor(cause: unknown) {
    super(`The disk does not keep what the database writes (${diskReason(cause)})`, { cause });
  }
}

/** The database has stopped because of its disk, and cannot be opened again yet: what was asked was not begun. */
export class DatabaseStoppedError extends Error {
  override readonly name = 'DatabaseStoppedError';

  constructor(cause: unknown) {
    super(`The database waits for its disk (${diskReason(cause)})`, { cause });
  }
}
