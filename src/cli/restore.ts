/** `npm run -s restore -- FILE.zip`: reads an export back into a database without its workspace, or a backup into an empty one. */

import { createReadStream } from 'node:fs';
import { isBackup, RestoreRefusal, restoreArchive } from '../archive/restore-archive.ts';
import { openStore } from '../store/open-store.ts';
import { dataConfig, printError, printOut, runTool } from './tool.ts';

const USAGE = 'npm run -s restore -- FILE.zip';
const EXIT_USAGE = 2;

async function main(): Promise<number> {
  const [file, ...more] = process.argv.slice(2);
  if (file === undefined || file.startsWith('-') || more.length > 0) {
    printError(`Which file?\n${USAGE}`);
    return EXIT_USAGE;
  }
  const store = await openStore(dataConfig().database);
  try {
    const { manifest, rows } = await restoreArchive(store, createReadStream(file));
    printOut(
      isBackup(manifest)
        ? `${manifest.workspaces.length} workspaces are here again as of ${manifest.backedUpAt}: ${rows} rows, counters checked.`
        : `${manifest.workspaceName} (${manifest.workspaceId}) is here again as of ${manifest.exportedAt}: ${rows} rows, counters checked.`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof RestoreRefusal)) throw error;
    printError(`${error.message} Nothing was changed.`);
    return 1;
  } finally {
    await store.close();
  }
}

await runTool(main);
