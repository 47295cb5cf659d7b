import type { WorkspaceId } from '../core/ids.ts';
import type { Sql } from './db/sql.ts';
import { statement } from './db/statement.ts';
import type { PrismaClient } from './generated/client.ts';
import { toIso } from './rows/deal-rows.ts';
import type { Imports, LeftImport } from './types/imports.ts';

const updateProgress = statement<
  { workspaceId: WorkspaceId; id: string; channelId: string | null; ts: string | null; seenAt: string | null },
  never
>(`UPDATE import_run SET progress_channel = $channelId, progress_ts = $ts, progress_seen_at = $seenAt::timestamptz
  WHERE workspace_id = $workspaceId AND id = $id`);

/** SKIP LOCKED: an import that is being written has its row locked until it is through, and its process is at it. */
const claimLeft = statement<{ before: string; now: string; limit: number }, LeftImport>(
  `UPDATE import_run AS r SET progress_seen_at = $now::timestamptz
  WHERE (r.workspace_id, r.id) IN (
    SELECT workspace_id, id FROM import_run WHERE progress_seen_at < $before::timestamptz
    ORDER BY progress_seen_at LIMIT $limit FOR UPDATE SKIP LOCKED)
  RETURNING r.workspace_id AS "workspaceId", r.id AS "runId", r.progress_channel AS "channelId", r.progress_ts AS ts`,
);

/** Messages that are put right at a time. */
const LIMIT = 50;

export const claimLeftImports = (
  sql: Sql,
  { before, now }: { readonly before: number; readonly now: number },
): Promise<readonly LeftImport[]> => claimLeft(sql, { before: toIso(before), now: toIso(now), limit: LIMIT });

/** How far imports of one workspace have come, for the person who waits. */
export const createImportProgressStore = (prisma: PrismaClient, workspaceId: WorkspaceId): Pick<Imports, 'setProgress'> => ({
  setProgress: async (id, message) => {
    const { channelId = null, ts = null, seenAt } = message ?? {};
    await updateProgress(prisma, { workspaceId, id, channelId, ts, seenAt: seenAt === undefined ? null : toIso(seenAt) });
  },
});
