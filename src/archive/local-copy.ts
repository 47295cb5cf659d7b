import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalCommand } from '../platform/local-socket.ts';

/** How the folders of copies begin, beside the database: on the same disk, where a copy may share its blocks. */
const COPY_PREFIX = 'copy-';

/**
 * Copies the embedded database that the bot has open, and keeps the copy as long as whoever asked for it stays connected: the bot goes on after
 * a moment, and reading all of it is the other process's work. It says the folder, which opens as a data directory.
 */
export function localCopy(dataDir: string, copyFiles: (to: string) => Promise<void>): LocalCommand {
  return {
    maxBytes: 0,
    run: async (_, output, left) => {
      const dir = await mkdtemp(join(dataDir, COPY_PREFIX));
      try {
        await copyFiles(join(dir, 'database'));
        output.out(dir);
        await left;
        return 0;
      } finally {
        await rm(dir, { recursive: true, force: true });
      }
    },
  };
}

/** Removes copies that a bot has left behind which was killed. */
export async function removeOldCopies(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir))
    if (name.startsWith(COPY_PREFIX)) await rm(join(dataDir, name), { recursive: true, force: true });
}
