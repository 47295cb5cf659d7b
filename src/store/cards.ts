import { query } from './db/sql.ts';
import type { PrismaClient } from './generated/client.ts';
import type { Cards } from './types/posts.ts';

/** An older picture never takes the place of a newer one; a card that was made anew has the last word. */
const SAVE = `INSERT INTO deal_card AS c (workspace_id, deal_number, channel_id, message_ts, shown_version, updated_at)
  VALUES ($1, $2::integer, $3, $4, $5::integer, $6::timestamptz)
  ON CONFLICT (workspace_id, deal_number, channel_id) DO UPDATE
    SET message_ts = excluded.message_ts, shown_version = excluded.shown_version, updated_at = excluded.updated_at
    WHERE c.message_ts <> excluded.message_ts OR c.shown_version <= excluded.shown_version
  RETURNING deal_number`;

/** Which message of which channel is the card of which deal, in one workspace. */
export function createCardStore(prisma: PrismaClient, workspaceId: string): Cards {
  return {
    find: async (dealNumber, channelId) => {
      const row = await prisma.dealCard.findUnique({
        where: { workspaceId_dealNumber_channelId: { workspaceId, dealNumber, channelId } },
      });
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
    save: async ({ dealNumber, channelId, messageTs, shownVersion }, at) => {
      const rows = await query(
        prisma,
        SAVE,
        workspaceId,
        dealNumber,
        channelId,
        messageTs,
        shownVersion,
        new Date(at).toISOString(),
      );
      return rows.length > 0;
    },
    remove: async (dealNumber, channelId, messageTs) => {
      await prisma.dealCard.deleteMany({ where: { workspaceId, dealNumber, channelId, messageTs } });
    },
  };
}
