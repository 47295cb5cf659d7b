import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';

/**
 * Writes a file that only its owner reads: beside the name first, synced, then renamed into place, so that a file of that name is whole.
 *
 * @returns what `write` gives.
 */
export async function writeWholeFile<T>(
  path: string,
  write: (sink: (bytes: Uint8Array) => Promise<void>) => Promise<T>,
): Promise<T> {
  const draft = `${path}.${process.pid}.part`;
  const file = createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true });
  const done = new Promise<void>((resolve, reject) => file.on('finish', resolve).on('error', reject));
  // What a write fails of is told by `done`.
  done.catch(() => undefined);
  try {
    const result = await write(
      (bytes) => new Promise((resolve, reject) => file.write(bytes, (e) => (e ? reject(e) : resolve()))),
    );
    file.end();
    await done;
    await rename(draft, path);
    return result;
  } catch (error) {
    file.destroy();
    await rm(draft, { force: true });
    throw error;
  }
}
