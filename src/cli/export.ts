/** `npm run -s export -- --to FILE.zip`: everything that is kept of a workspace, in one file. */

import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { dealCount, writeArchive } from '../archive/write-archive.ts';
import { localizePipeline } from '../core/pipeline/stored-pipeline.ts';
import { systemClock } from '../platform/clock.ts';
import { errorMessage } from '../platform/error-message.ts';
import { openStore } from '../store/open-store.ts';
import { archiveOf } from '../store/types/archives.ts';
import type { Workspace } from '../store/types/people.ts';
import type { Store } from '../store/types/store.ts';
import { dataConfig, printError, printOut, runTool } from './tool.ts';

const USAGE = 'npm run -s export -- [--workspace T…] [--to FILE.zip]';
const EXIT_USAGE = 2;

type ExportRequest = { readonly workspace: string | undefined; readonly to: string | undefined };

function parseExportRequest(args: readonly string[]): ExportRequest | string {
  try {
    const { values } = parseArgs({ args: [...args], options: { workspace: { type: 'string' }, to: { type: 'string' } } });
    return { workspace: values.workspace, to: values.to };
  } catch (error) {
    return errorMessage(error);
  }
}

/** The workspace that is meant, or a sentence about why none is. */
async function findWorkspace(store: Store, id: string | undefined): Promise<Workspace | string> {
  if (id !== undefined) return (await store.tenant(id).workspace()) ?? `Nothing is kept of a workspace ${id}.`;
  const [only, ...more] = await store.workspaces();
  if (only === undefined) return 'There is no workspace yet, so there is nothing to export.';
  return more.length === 0 ? only : `Which workspace? --workspace ${[only, ...more].map((each) => each.id).join(' or ')}`;
}

/** Writes beside the file and renames it into place: a file of that name is whole. */
async function writeFile(path: string, write: (sink: (bytes: Uint8Array) => Promise<void>) => Promise<number>): Promise<number> {
  const draft = `${path}.${process.pid}.part`;
  const file = createWriteStream(draft, { flags: 'wx', mode: 0o600 });
  const done = new Promise<void>((resolve, reject) => file.on('finish', resolve).on('error', reject));
  // What a write fails of is told by `done`.
  done.catch(() => undefined);
  try {
    const rows = await write((bytes) => new Promise((resolve, reject) => file.write(bytes, (e) => (e ? reject(e) : resolve()))));
    file.end();
    await done;
    await rename(draft, path);
    return rows;
  } catch (error) {
    file.destroy();
    await rm(draft, { force: true });
    throw error;
  }
}

async function exportWorkspace(store: Store, { workspace: id, to }: ExportRequest): Promise<number> {
  const workspace = await findWorkspace(store, id);
  if (typeof workspace === 'string') {
    printError(workspace);
    return 1;
  }
  const exportedAt = new Date(systemClock().now()).toISOString();
  const path = to ?? `lejek-${workspace.id}-${exportedAt.slice(0, 10)}.zip`;
  const stored = await store.tenant(workspace.id).allPipelines();
  const pipelines = stored.map((pipeline) => localizePipeline(pipeline, workspace.language));
  const rows = await writeFile(path, async (sink) => {
    const source = archiveOf(store.archives, workspace.id);
    return dealCount(await writeArchive({ source, workspace, pipelines, exportedAt }, sink));
  });
  printOut(`${path}: ${workspace.name} (${workspace.id}), ${rows} deals and all that belongs to them.`);
  return 0;
}

async function main(): Promise<number> {
  const request = parseExportRequest(process.argv.slice(2));
  if (typeof request === 'string') {
    printError(`${request}\n${USAGE}`);
    return EXIT_USAGE;
  }
  const store = await openStore(dataConfig().database);
  try {
    return await exportWorkspace(store, request);
  } finally {
    await store.close();
  }
}

await runTool(main);
