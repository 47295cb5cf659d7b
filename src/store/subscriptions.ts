import type { WorkspaceId } from '../core/ids.ts';
import type { NewId } from './db/ids.ts';
import { queueDeliveries } from './deliveries.ts';
import type { PrismaClient } from './generated/client.ts';
import { toSubscription } from './rows/model-rows.ts';
import type { Subscriptions } from './types/channels.ts';

/** Which channels of one workspace get what, and when. */
export function createSubscriptionStore(prisma: PrismaClient, workspaceId: WorkspaceId, newId: NewId): Subscriptions {
  return {
    save: async (draft) => {
      const { channelId, pipelineId, nextDueAt, nextCheckAt, createdAt, ...rest } = draft;
      const data = { ...rest, nextDueAt: new Date(nextDueAt), nextCheckAt: new Date(nextCheckAt), problem: null, endedAt: null };
      const row = await prisma.subscription.upsert({
        where: { workspaceId_channelId_pipelineId: { workspaceId, channelId, pipelineId } },
        update: data,
        create: { workspaceId, id: newId(), channelId, pipelineId, createdAt: new Date(createdAt), ...data },
      });
      return toSubscription(row);
    },
    all: async () =>
      (await prisma.subscription.findMany({ where: { workspaceId, endedAt: null }, orderBy: { createdAt: 'asc' } })).map(
        toSubscription,
      ),
    claimDigestSlot: async (id, { seen, next }, { at, deliveries }) =>
      prisma.$transaction(async (sql) => {
        const { count } = await sql.subscription.updateMany({
          where: { workspaceId, id, nextDueAt: new Date(seen) },
          data: { nextDueAt: new Date(next) },
        });
        if (count === 0) return false;
        await queueDeliveries(sql, workspaceId, { drafts: deliveries, at });
        return true;
      }),
    claimCheckSlot: async (id, { seen, next }) => {
      const { count } = await prisma.subscription.updateMany({
        where: { workspaceId, id, nextCheckAt: new Date(seen) },
        data: { nextCheckAt: new Date(next) },
      });
      return count > 0;
    },
    end: async (id, at) => {
      await prisma.subscription.updateMany({ where: { workspaceId, id }, data: { endedAt: new Date(at) } });
    },
    setProblem: async (id, problem) => {
      await prisma.subscription.updateMany({ where: { workspaceId, id }, data: { problem } });
    },
  };
}
