import type { WorkspaceId } from '../core/ids.ts';
import { type DurationMs, SECOND_MS } from '../core/time/durations.ts';
import type { Instant } from '../core/time/instant.ts';
import { deleteWorkspace } from './delete-workspace.ts';
import type { PrismaClient } from './generated/client.ts';
import type { Installations } from './types/people.ts';

/** Slack dates its events in whole seconds. */
const EVENT_CLOCK_STEP_MS: DurationMs = SECOND_MS;

/** What OAuth gave at each install, encrypted by whoever hands it in, and what becomes of workspaces that go. */
export function createInstallationStore(prisma: PrismaClient): Installations {
  const restore = async (workspaceId: WorkspaceId): Promise<void> => {
    const data = { uninstalledAt: null, deleteAfter: null };
    await prisma.workspace.updateMany({ where: { id: workspaceId, uninstalledAt: { not: null } }, data });
  };
  const isInstalledAfter = async (workspaceId: WorkspaceId, at: Instant): Promise<boolean> => {
    const installation = await prisma.installation.findUnique({ where: { workspaceId } });
    return installation !== null && installation.updatedAt.getTime() >= at + EVENT_CLOCK_STEP_MS;
  };
  return {
    save: async ({ workspaceId, enterpriseId, encryptedRecord }, now) => {
      const at = new Date(now);
      const change = { enterpriseId, encryptedRecord, updatedAt: at };
      await prisma.installation.upsert({
        where: { workspaceId },
        create: { workspaceId, installedAt: at, ...change },
        update: change,
      });
      await restore(workspaceId);
    },
    restore,
    find: async (workspaceId) => (await prisma.installation.findUnique({ where: { workspaceId } }))?.encryptedRecord,
    remove: async (workspaceId, { at, deleteAfter }) => {
      if (await isInstalledAfter(workspaceId, at)) return false;
      const data = { uninstalledAt: new Date(at), deleteAfter: deleteAfter === null ? null : new Date(deleteAfter) };
      const [{ count }] = await prisma.$transaction([
        // Told twice, by two events: the first one counts.
        prisma.workspace.updateMany({ where: { id: workspaceId, uninstalledAt: null }, data }),
        prisma.installation.deleteMany({ where: { workspaceId } }),
        prisma.delivery.updateMany({
          where: { workspaceId, state: { in: ['queued', 'sending'] } },
          data: { state: 'superseded', error: 'the app was removed', leaseUntil: null },
        }),
      ]);
      return count > 0;
    },
    deleteExpired: async (at) => {
      const expired = await prisma.workspace.findMany({
        where: { uninstalledAt: { not: null }, deleteAfter: { lte: new Date(at) } },
        select: { id: true },
      });
      for (const { id } of expired) await deleteWorkspace(prisma, id);
      return expired.map(({ id }) => id);
    },
    deleteWorkspace: (workspaceId) => deleteWorkspace(prisma, workspaceId),
    workspaceIds: async () =>
      (await prisma.installation.findMany({ select: { workspaceId: true }, orderBy: { workspaceId: 'asc' } })).map(
        ({ workspaceId }) => workspaceId,
      ),
  };
}
