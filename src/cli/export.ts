/** `npm run -s export -- --to FILE.zip`: everything that is kept of a workspace, in one file. */

import { parseArgs } from 'node:util';
import { dealCount, writeArchive } from '../archive/write-archive.ts';
import { localizePipeline } from '../core/pipeline/stored-pipeline.ts';
import { systemClock } from '../platform/clock.ts';
import { errorMessage } from '../platform/error-message.ts';
import { archiveOf } from '../store/types/archives.ts';
import type { Workspace } from '../store/types/people.ts';
import type { Store } from '../store/types/store.ts';
import { openStoreOrCopy } from './open-store-or-copy.ts';
import { dataConfig, printError, printOut, runTool } from './tool.ts';
import { writeWholeFile } from './write-whole-file.ts';

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
  const rows = await writeWholeFile(path, async (sink) => {
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
  const { store, close } = await openStoreOrCopy(dataConfig().database);
  try {
    return await exportWorkspace(store, request);
  } finally {
    await close();
  }
}

await runTool(main);
