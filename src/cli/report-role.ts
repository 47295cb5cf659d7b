/** `npm run -s report-role -- --workspace T0123ABC`: makes a log-in of PostgreSQL that reads the reports of one workspace, and nothing else. */

import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { systemClock } from '../platform/clock.ts';
import type { ToolConfig } from '../platform/config.ts';
import { errorMessage } from '../platform/error-message.ts';
import { openStore } from '../store/open-store.ts';
import { REPORT_VIEWS } from '../store/report-roles.ts';
import type { ReportRoleProblem } from '../store/types/report-roles.ts';
import { dataConfig, printError, printOut, runTool } from './tool.ts';

const USAGE = 'npm run -s report-role -- --workspace T0123ABC [--name report_sales] [--remove]';
const EXIT_USAGE = 2;
const PASSWORD_BYTES = 24;

type RoleRequest = { readonly workspaceId: string; readonly name: string; readonly remove: boolean };

/** What was asked for, or a sentence about what was not understood. */
function parseRoleRequest(args: readonly string[]): RoleRequest | string {
  try {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ args: [...args], options: { workspace: text, name: text, remove: { type: 'boolean' } } });
    const { workspace: workspaceId, name = `report_${workspaceId?.toLowerCase()}`, remove = false } = values;
    if (workspaceId === undefined) return 'Which workspace?';
    if (!/^[a-z][a-z0-9_]{0,62}$/.test(name)) return `"${name}" is no name for a role: small letters, digits and _, at most 63.`;
    return { workspaceId, name, remove };
  } catch (error) {
    return errorMessage(error);
  }
}

const PROBLEMS: Readonly<Record<ReportRoleProblem, (role: RoleRequest) => string>> = {
  embedded: () => 'The embedded database has no log-in: reports need PostgreSQL (DATABASE_URL).',
  noWorkspace: ({ workspaceId }) => `Nothing is kept of a workspace ${workspaceId}.`,
  taken: ({ name }) => `A role ${name} is there already, and is not one of this workspace's reports: choose another --name.`,
  noRight: () =>
    'The role of DATABASE_URL may make no roles: ALTER ROLE … CREATEROLE, by an administrator of the database, lets it.',
  noRole: ({ name, workspaceId }) => `${name} is no role of the reports of ${workspaceId}.`,
};

/** The same database as seen by the role. */
function addressFor(database: ToolConfig['database'], name: string, password: string): string {
  const url = new URL('databaseUrl' in database ? database.databaseUrl : 'postgresql://localhost');
  url.username = name;
  url.password = password;
  url.searchParams.delete('options');
  return url.href;
}

async function main(): Promise<number> {
  const request = parseRoleRequest(process.argv.slice(2));
  if (typeof request === 'string') {
    printError(`${request}\n${USAGE}`);
    return EXIT_USAGE;
  }
  const { database } = dataConfig();
  const { name, workspaceId, remove } = request;
  const password = randomBytes(PASSWORD_BYTES).toString('base64url');
  const store = await openStore(database);
  try {
    const problem = remove
      ? await store.reportRoles.remove({ name, workspaceId })
      : await store.reportRoles.save({ name, workspaceId, password }, systemClock().wallNow());
    if (problem !== undefined) {
      printError(PROBLEMS[problem](request));
      return 1;
    }
    if (remove) printOut(`${name} is gone.`);
    else
      printOut(
        `${addressFor(database, name, password)}\nreads ${REPORT_VIEWS.join(', ')} of ${workspaceId}; its password is shown only now.`,
      );
    return 0;
  } finally {
    await store.close();
  }
}

await runTool(main);
