import { jsonb, query } from './db/sql.ts';
import type { PrismaClient } from './generated/client.ts';
import { toIso } from './rows/deal-rows.ts';
import { type DeliveryRow, toDelivery, toDeliveryRow } from './rows/delivery-rows.ts';
import type { Deliveries, Delivery } from './types/posts.ts';

const QUEUE = `INSERT INTO delivery SELECT r.* FROM jsonb_populate_recordset(NULL::delivery, $1::jsonb) AS r
  ON CONFLICT DO NOTHING RETURNING key`;

const BY_KEY = 'SELECT to_jsonb(d) AS row FROM delivery AS d WHERE d.workspace_id = $1 AND d.key = $2';

const OF_KIND = `SELECT to_jsonb(d) AS row FROM delivery AS d
  WHERE d.workspace_id = $1 AND d.kind = $2 AND d.created_at >= $3::timestamptz ORDER BY d.created_at, d.key`;

/** Only the claimant of an attempt ends it: a sender that was frozen past its lease changes nothing. */
const SETTLE = `UPDATE delivery SET state = $4, not_before = coalesce($5::timestamptz, not_before), sent_at = $6::timestamptz,
    channel_id = coalesce($7, channel_id), message_ts = coalesce($8, message_ts), error = $9, lease_until = NULL,
    first_try_at = CASE WHEN $10 THEN first_try_at END
  WHERE workspace_id = $1 AND key = $2 AND attempt = $3 AND state = 'sending' RETURNING key`;

/**
 * A post is due when it waits, or when its sender's lease ran out. While another post about the same subject is in flight it waits, and
 * while the end of an earlier one's attempt is not known (`first_try_at` is kept): else a card whose answer was lost would be made twice.
 */
const CLAIM = `UPDATE delivery AS d SET state = 'sending', attempt = d.attempt + 1, lease_until = $4::timestamptz,
    first_try_at = coalesce(d.first_try_at, $2::timestamptz)
  FROM (
    SELECT c.workspace_id, c.key FROM delivery AS c
    WHERE (c.state = 'queued' AND c.not_before <= $1::timestamptz OR c.state = 'sending' AND c.lease_until <= $2::timestamptz)
      AND NOT EXISTS (
        SELECT 1 FROM delivery AS o WHERE o.workspace_id = c.workspace_id AND o.subject = c.subject AND o.key <> c.key
          AND (o.state = 'sending' AND o.lease_until > $2::timestamptz
            OR (o.state = 'sending' OR o.state = 'queued' AND (o.not_before <= $1::timestamptz OR o.first_try_at IS NOT NULL))
              AND (o.created_at, o.key) < (c.created_at, c.key)))
    ORDER BY c.not_before, c.created_at, c.key LIMIT $3 FOR UPDATE SKIP LOCKED
  ) AS due
  WHERE d.workspace_id = due.workspace_id AND d.key = due.key RETURNING to_jsonb(d) AS row`;

/** Claims posts of every workspace; nobody else gets them until the lease ends. */
export async function claimDeliveries(
  prisma: PrismaClient,
  at: number,
  lease: { readonly now: number; readonly ms: number },
  limit: number,
): Promise<readonly Delivery[]> {
  const until = toIso(lease.now + lease.ms);
  const rows = await query<{ row: DeliveryRow }>(prisma, CLAIM, toIso(at), toIso(lease.now), limit, until);
  const claimed = rows.map(({ row }) => toDelivery(row));
  return claimed.toSorted((a, b) => a.notBefore - b.notBefore || (a.key < b.key ? -1 : 1));
}

/** The ledger of one workspace: what is posted, once. */
export function createDeliveryStore(prisma: PrismaClient, workspaceId: string): Deliveries {
  return {
    queue: async (drafts, at) => {
      if (drafts.length === 0) return [];
      const rows = await query<{ key: string }>(
        prisma,
        QUEUE,
        jsonb(drafts.map((draft) => toDeliveryRow(workspaceId, draft, at))),
      );
      return rows.map((row) => row.key);
    },
    byKey: async (key) => {
      const [found] = await query<{ row: DeliveryRow }>(prisma, BY_KEY, workspaceId, key);
      return found === undefined ? undefined : toDelivery(found.row);
    },
    ofKind: async (kind, since) =>
      (await query<{ row: DeliveryRow }>(prisma, OF_KIND, workspaceId, kind, toIso(since))).map(({ row }) => toDelivery(row)),
    settle: async (key, attempt, outcome) => {
      const sent = outcome.state === 'sent' ? outcome : undefined;
      const rows = await query<{ key: string }>(
        prisma,
        SETTLE,
        workspaceId,
        key,
        attempt,
        outcome.state,
        outcome.state === 'queued' ? toIso(outcome.notBefore) : null,
        sent === undefined ? null : toIso(sent.at),
        sent?.channelId ?? null,
        sent?.messageTs ?? null,
        outcome.state === 'sent' ? null : outcome.error,
        outcome.state !== 'queued' || outcome.maybePosted,
      );
      return rows.length > 0;
    },
  };
}
