import type { WorkspaceId } from '../core/ids.ts';
import type { Sql } from './db/sql.ts';
import type { PrismaClient } from './generated/client.ts';
import { WORKSPACE_TABLES } from './workspace-tables.ts';

/** An hour, in ms: a large company has millions of rows. */
const TIMEOUTS_MS = { maxWait: 60_000, timeout: 3_600_000 };

/** Deletes all that is kept of a workspace, or nothing; false where there is none. */
export const deleteWorkspace = (prisma: PrismaClient, workspaceId: WorkspaceId): Promise<boolean> =>
  prisma.$transaction((sql) => deleteRows(sql, workspaceId), TIMEOUTS_MS);

async function deleteRows(sql: Sql, workspaceId: WorkspaceId): Promise<boolean> {
  // The workspace's row is the lock: whoever opens a deal meanwhile waits, and then finds nothing.
  const locked = await sql.$executeRawUnsafe('UPDATE workspace SET name = name WHERE id = $1', workspaceId);
  for (const table of WORKSPACE_TABLES) await sql.$executeRawUnsafe(`DELETE FROM ${table} WHERE workspace_id = $1`, workspaceId);
  await sql.$executeRawUnsafe('DELETE FROM workspace WHERE id = $1', workspaceId);
  return locked > 0;
}
