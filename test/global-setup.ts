import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import type {} from 'vitest';
import type { TestProject } from 'vitest/node';
import { type EmbeddedTemplates, embeddedTemplates } from './support/store/embedded-templates.ts';
import { createRunTemplate, dropRunDatabases, type TestServer } from './support/store/server-databases.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where `testDatabase()` gets its databases from. */
    embeddedTemplates: EmbeddedTemplates;
    testServer: TestServer | null;
  }
}

const MEMORY = '/dev/shm';
const ROOM_BYTES = 2 ** 31;

/**
 * Temporary files of the tests stand in memory where the machine has such a folder with room: databases and browsers write, sync and
 * remove thousands of small files. What a program does when a disk is full or refuses is made by its own tests, on any disk.
 *
 * @returns removes what is left of them.
 */
function temporaryFilesInMemory(): () => void {
  const folder = makeMemoryFolder();
  if (folder === undefined) return () => {};
  process.env['TMPDIR'] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

function makeMemoryFolder(): string | undefined {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize < ROOM_BYTES ? undefined : mkdtempSync(join(MEMORY, 'lejek-test-'));
  } catch {
    // Not Linux, or no such folder for us.
    return undefined;
  }
}

/** Once per run: the migrated databases that every test file copies. `TEST_DATABASE_URL` runs the store's suites on that server. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const removeTemporaryFiles = temporaryFilesInMemory();
  const url = process.env['TEST_DATABASE_URL'];
  const server = url === undefined || url === '' ? null : await createRunTemplate(url);
  project.provide('embeddedTemplates', await embeddedTemplates());
  project.provide('testServer', server);
  return async () => {
    if (server !== null) await dropRunDatabases(server);
    removeTemporaryFiles();
  };
}
