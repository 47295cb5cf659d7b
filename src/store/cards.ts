import type { ChannelId, DealNumber, WorkspaceId } from '../core/ids.ts';
import { statement } from './db/statement.ts';
import type { PrismaClient } from './generated/client.ts';
import { toIso } from './rows/deal-rows.ts';
import type { Cards } from './types/posts.ts';

/** An older picture never takes the place of a newer one; a card that was made anew has the last word. */
const upsertCard = statement<
  {
    workspaceId: WorkspaceId;
    dealNumber: DealNumber;
    channelId: ChannelId;
    messageTs: string;
    shownVersion: number;
    at: string;
  },
  { deal_number: number }
>(`INSERT INTO deal_card AS c (workspace_id, deal_number, channel_id, message_ts, shown_version, updated_at)
  VALUES ($workspaceId, $dealNumber::integer, $channelId, $messageTs, $shownVersion::integer, $at::timestamptz)
  ON CONFLICT (workspace_id, deal_number, channel_id) DO UPDATE
    SET message_ts = excluded.message_ts, shown_version = excluded.shown_version, updated_at = excluded.updated_at
    WHERE c.message_ts <> excluded.message_ts OR c.shown_version <= excluded.shown_version
  RETURNING deal_number`);

/** Which message of which channel is the card of which deal, in one workspace. */
export function createCardStore(prisma: PrismaClient, workspaceId: WorkspaceId): Cards {
  return {
    find: async (dealNumber, channelId) => {
      const row = await prisma.dealCard.findFirst({ where: { workspaceId, dealNumber, channelId } });
      if (row === null) return undefined;
      const { messageTs, shownVersion } = row;
      return { dealNumber, channelId, messageTs, shownVersion };
    },
    byMessage: async (channelId, messageTs) => {
      const row = await prisma.dealCard.findFirst({ where: { workspaceId, channelId, messageTs } });
      return row === null ? undefined : { dealNumber: row.dealNumber, channelId, messageTs, shownVersion: row.shownVersion };
    },
    leastRecentlyUpdated: async (pipelineId, channelId, limit) => {
      const rows = await prisma.dealCard.findMany({
        where: { workspaceId, channelId, deal: { pipelineId, outcome: 'open' } },
        orderBy: [{ updatedAt: 'asc' }, { dealNumber: 'asc' }],
        take: limit,
      });
      return rows.map(({ dealNumber, messageTs, shownVersion }) => ({ dealNumber, channelId, messageTs, shownVersion }));
    },
    save: async (card, at) => (await upsertCard(prisma, { workspaceId, ...card, at: toIso(at) })).length > 0,
    remove: async (dealNumber, channelId, messageTs) => {
      await prisma.dealCard.deleteMany({ where: { workspaceId, dealNumber, channelId, messageTs } });
    },
  };
}
