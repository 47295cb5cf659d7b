import type { WorkspaceId } from '../core/ids.ts';
import { loadAlertTallies } from './alert-tallies.ts';
import type { NewId } from './db/ids.ts';
import { jsonb } from './db/sql.ts';
import { statement } from './db/statement.ts';
import type { PrismaClient } from './generated/client.ts';
import { toIso } from './rows/deal-rows.ts';
import { toDeliveryRow } from './rows/delivery-rows.ts';
import { insertRowsSql } from './rows/insert-rows.ts';
import { toSubscription } from './rows/subscription-rows.ts';
import type { Subscriptions } from './types/channels.ts';

/** The posts are queued only by the instance that moved the slot. */
const claimSlot = statement<{ workspaceId: string; id: string; seen: string; next: string; rows: string }, { id: string }>(
  `WITH slot AS (
    UPDATE subscription SET next_due_at = $next::timestamptz
    WHERE workspace_id = $workspaceId AND id = $id AND next_due_at = $seen::timestamptz RETURNING id),
  queued AS (${insertRowsSql('delivery')} WHERE EXISTS (SELECT FROM slot) ON CONFLICT DO NOTHING)
  SELECT id FROM slot`,
);

/** Which channels of one workspace get what, and when. */
export function createSubscriptionStore(prisma: PrismaClient, workspaceId: WorkspaceId, newId: NewId): Subscriptions {
  return {
    save: async (draft) => {
      const { channelId, pipelineId, nextDueAt, nextCheckAt, createdAt, ...rest } = draft;
      const data = { ...rest, nextDueAt: new Date(nextDueAt), nextCheckAt: new Date(nextCheckAt), problem: null, endedAt: null };
      const row = await prisma.subscription.upsert({
        where: { workspaceId_channelId_pipelineId: { workspaceId, channelId, pipelineId } },
        update: data,
        create: { workspaceId, id: newId(), channelId, pipelineId, createdAt: new Date(createdAt), alerts: {}, ...data },
      });
      return toSubscription(row);
    },
    all: async () =>
      (await prisma.subscription.findMany({ where: { workspaceId, endedAt: null }, orderBy: { createdAt: 'asc' } })).map(
        toSubscription,
      ),
    claimDigestSlot: async (id, { seen, next }, { at, deliveries }) => {
      const rows = jsonb(deliveries.map((draft) => toDeliveryRow(workspaceId, draft, at)));
      const claimed = await claimSlot(prisma, { workspaceId, id, seen: toIso(seen), next: toIso(next), rows });
      return claimed.length > 0;
    },
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
    setAlerts: async (id, alerts) => {
      await prisma.subscription.updateMany({ where: { workspaceId, id }, data: { alerts } });
    },
    alertTallies: ({ timeZone, channelId, pipelineId, teamId }, at) =>
      loadAlertTallies(prisma, { workspaceId, channelId, pipelineId, teamId }, { at, timeZone }),
    setProblem: async (id, problem) => {
      await prisma.subscription.updateMany({ where: { workspaceId, id }, data: { problem } });
    },
  };
}
