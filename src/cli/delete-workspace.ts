/** `npm run -s delete-workspace -- T0123ABC --yes`: deletes all that is kept of a workspace, at once. Without `--yes` it says what that is. */

import { parseArgs } from 'node:util';
import { everything } from '../core/people/viewer.ts';
import { errorMessage } from '../platform/error-message.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/types/store.ts';
import { dataConfig, printError, printOut, runTool } from './tool.ts';

const USAGE = 'npm run -s delete-workspace -- <id of the workspace, T…> [--yes]';
const EXIT_USAGE = 2;

type DeleteRequest = { readonly workspaceId: string; readonly isSure: boolean };

/** What was asked for, or a sentence about what was not understood. */
function parseDeleteRequest(args: readonly string[]): DeleteRequest | string {
  try {
    const { positionals, values } = parseArgs({ args: [...args], options: { yes: { type: 'boolean' } }, allowPositionals: true });
    const [workspaceId, ...more] = positionals;
    if (workspaceId === undefined || more.length > 0) return 'Which workspace?';
    return { workspaceId, isSure: values.yes === true };
  } catch (error) {
    return errorMessage(error);
  }
}

async function deleteWorkspace(store: Store, { workspaceId, isSure }: DeleteRequest): Promise<number> {
  const tenant = store.tenant(workspaceId);
  const workspace = await tenant.workspace();
  if (workspace === undefined) {
    printError(`Nothing is kept of a workspace ${workspaceId}.`);
    return 1;
  }
  const members = (await tenant.members.all()).length;
  const { total } = await tenant
    .deals(everything('operator'))
    .list({}, { order: 'newest', today: '2000-01-01', limit: 1, offset: 0 });
  const what = `${workspace.name} (${workspaceId}): ${members} people, ${total} open deals, and their whole history`;
  if (!isSure) {
    printOut(`${what} would be deleted. It cannot be undone; to do it, add --yes.`);
    return 0;
  }
  await store.installations.deleteWorkspace(workspaceId);
  printOut(`${what} are deleted.`);
  return 0;
}

async function main(): Promise<number> {
  const request = parseDeleteRequest(process.argv.slice(2));
  if (typeof request === 'string') {
    printError(`${request}\n${USAGE}`);
    return EXIT_USAGE;
  }
  const store = await openStore(dataConfig().database);
  try {
    return await deleteWorkspace(store, request);
  } finally {
    await store.close();
  }
}

await runTool(main);
