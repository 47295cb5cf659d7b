import type { WorkspaceId } from '../core/ids.ts';
import type { PrismaClient } from './generated/client.ts';
import type { KeptForms } from './types/kept-forms.ts';

/** Forms of one workspace that can be opened again. */
export function createKeptFormStore(prisma: PrismaClient, workspaceId: WorkspaceId): KeptForms {
  return {
    save: async ({ keptAt, ...form }) => {
      await prisma.keptForm.createMany({
        data: [{ workspaceId, ...form, keptAt: new Date(keptAt) }],
        skipDuplicates: true,
      });
    },
    find: async (id, { slackUserId, since }) => {
      const row = await prisma.keptForm.findFirst({
        where: { workspaceId, id, slackUserId, keptAt: { gte: new Date(since) } },
        select: { view: true },
      });
      return row?.view;
    },
  };
}
