/** `npm run -s backup`: every workspace in one file, while the bot runs; `npm run -s restore -- FILE` reads it back. */

import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeBackup } from '../archive/write-archive.ts';
import { systemClock } from '../platform/clock.ts';
import { errorMessage } from '../platform/error-message.ts';
import { openStoreOrCopy } from './open-store-or-copy.ts';
import { dataConfig, printError, printOut, runTool } from './tool.ts';
import { writeWholeFile } from './write-whole-file.ts';

const USAGE = 'npm run -s backup -- [--to FOLDER] [--keep N]';
const EXIT_USAGE = 2;
/** The names that backups are given, by which old ones are known; they sort by time. */
const BACKUP_NAME = /^lejek-backup-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z\.zip$/;

const backupName = (at: string): string => `lejek-backup-${at.replaceAll(/[:.]/g, '-')}.zip`;

type BackupRequest = { readonly folder: string; readonly keep: number };

function parseBackupRequest(args: readonly string[]): BackupRequest | string {
  try {
    const { values } = parseArgs({ args: [...args], options: { to: { type: 'string' }, keep: { type: 'string' } } });
    if (values.keep !== undefined && !/^[1-9]\d{0,5}$/.test(values.keep))
      return `--keep is how many backups stay, at least 1, not ${values.keep}`;
    return { folder: values.to ?? '.', keep: Number(values.keep ?? Number.POSITIVE_INFINITY) };
  } catch (error) {
    return errorMessage(error);
  }
}

/** Removes the oldest backups of a folder beyond so many, once the new one is whole. */
async function removeOldBackups({ folder, keep }: BackupRequest): Promise<void> {
  const backups = (await readdir(folder)).filter((name) => BACKUP_NAME.test(name)).toSorted();
  const old = backups.slice(0, Math.max(0, backups.length - keep));
  for (const name of old) await rm(join(folder, name));
  if (old.length > 0) printOut(`Removed ${old.length} older than the latest ${keep}.`);
}

async function main(): Promise<number> {
  const request = parseBackupRequest(process.argv.slice(2));
  if (typeof request === 'string') {
    printError(`${request}\n${USAGE}`);
    return EXIT_USAGE;
  }
  const { store, isCopy, close } = await openStoreOrCopy(dataConfig().database);
  try {
    const at = new Date(systemClock().now()).toISOString();
    const path = join(request.folder, backupName(at));
    const { workspaces, rows } = await writeWholeFile(path, (sink) => writeBackup(store.archives, at, sink));
    printOut(
      `${path}: ${workspaces} ${workspaces === 1 ? 'workspace' : 'workspaces'}, ${rows} rows${isCopy ? '; the bot ran on' : ''}.`,
    );
    await removeOldBackups(request);
    return 0;
  } finally {
    await close();
  }
}

await runTool(main);
