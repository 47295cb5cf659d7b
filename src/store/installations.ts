import type { PrismaClient } from './generated/client.ts';
import type { Installations } from './types/people.ts';

/** What OAuth gave at each install, encrypted by whoever hands it in. */
export const createInstallationStore = (prisma: PrismaClient): Installations => ({
  save: async ({ workspaceId, enterpriseId, encryptedRecord }, now) => {
    const at = new Date(now);
    const change = { enterpriseId, encryptedRecord, updatedAt: at };
    await prisma.installation.upsert({
      where: { workspaceId },
      create: { workspaceId, installedAt: at, ...change },
      update: change,
    });
  },
  find: async (workspaceId) => (await prisma.installation.findUnique({ where: { workspaceId } }))?.encryptedRecord,
  remove: async (workspaceId) => {
    await prisma.installation.deleteMany({ where: { workspaceId } });
  },
  workspaceIds: async () =>
    (await prisma.installation.findMany({ select: { workspaceId: true }, orderBy: { workspaceId: 'asc' } })).map(
      ({ workspaceId }) => workspaceId,
    ),
});
