import type { ChannelId, WorkspaceId } from '../core/ids.ts';
import type { DurationMs } from '../core/time/durations.ts';
import type { Instant } from '../core/time/instant.ts';
import { jsonb, type Sql } from './db/sql.ts';
import { preparedStatement, statement } from './db/statement.ts';
import type { PrismaClient } from './generated/client.ts';
import { toIso } from './rows/deal-rows.ts';
import { type DeliveryRow, toDelivery, toDeliveryRow } from './rows/delivery-rows.ts';
import { insertRowsSql } from './rows/insert-rows.ts';
import { type PipelineRow, toVisibility } from './rows/model-rows.ts';
import type { ClaimedDelivery, Deliveries, DeliveryDraft, PostBacklog } from './types/posts.ts';

const insertDeliveries = statement<{ rows: string }, { key: string }>(
  `${insertRowsSql('delivery')} ON CONFLICT DO NOTHING RETURNING key`,
);

const selectByKey = statement<{ workspaceId: WorkspaceId; key: string }, { row: DeliveryRow }>(
  'SELECT to_jsonb(d) AS row FROM delivery AS d WHERE d.workspace_id = $workspaceId AND d.key = $key',
);

const selectOfKind = statement<
  { workspaceId: WorkspaceId; kind: string; since: string },
  { row: DeliveryRow }
>(`SELECT to_jsonb(d) AS row FROM delivery AS d
  WHERE d.workspace_id = $workspaceId AND d.kind = $kind AND d.created_at >= $since::timestamptz ORDER BY d.created_at, d.key`);

/** Only the claimant of an attempt ends it: a sender that was frozen past its lease changes nothing. */
const updateSettled = preparedStatement<
  {
    workspaceId: WorkspaceId;
    key: string;
    attempt: number;
    state: string;
    notBefore: string | null;
    sentAt: string | null;
    channelId: ChannelId | null;
    messageTs: string | null;
    error: string | null;
    keepsFirstTry: boolean;
  },
  { key: string }
>(`UPDATE delivery SET state = $state, not_before = coalesce($notBefore::timestamptz, not_before), sent_at = $sentAt::timestamptz,
    channel_id = coalesce($channelId, channel_id), message_ts = coalesce($messageTs, message_ts), error = $error, lease_until = NULL,
    first_try_at = CASE WHEN $keepsFirstTry THEN first_try_at END
  WHERE workspace_id = $workspaceId AND key = $key AND attempt = $attempt AND state = 'sending' RETURNING key`);

/** What a post named is known once it is made; few kinds keep it, so that settling the others writes no payload. */
const updateNamed = statement<{ workspaceId: WorkspaceId; key: string; attempt: number; named: string }, never>(
  `UPDATE delivery SET payload = payload || jsonb_build_object('named', $named::jsonb)
  WHERE workspace_id = $workspaceId AND key = $key AND attempt = $attempt AND state = 'sending'`,
);

/** Only the claimant of an attempt prolongs it, and only until it is settled. */
const updateLease = preparedStatement<
  { workspaceId: WorkspaceId; key: string; attempt: number; until: string },
  { key: string }
>(`UPDATE delivery SET lease_until = $until::timestamptz
  WHERE workspace_id = $workspaceId AND key = $key AND attempt = $attempt AND state = 'sending' RETURNING key`);

const updateClosed = statement<
  { workspaceId: WorkspaceId; channelId: ChannelId; codes: string; at: string },
  never
>(`UPDATE delivery SET not_before = $at::timestamptz
  WHERE workspace_id = $workspaceId AND target = $channelId AND state = 'queued' AND not_before > $at::timestamptz
    AND error IN (SELECT jsonb_array_elements_text($codes::jsonb))`);

/** What posts say by now. */
const updatePayloads = statement<
  { workspaceId: WorkspaceId; posts: string },
  { key: string }
>(`UPDATE delivery AS d SET payload = p.payload FROM jsonb_to_recordset($posts::jsonb) AS p(key text, payload jsonb)
  WHERE d.workspace_id = $workspaceId AND d.key = p.key RETURNING d.key`);

type HidingRow = Pick<PipelineRow, 'id' | 'visibility' | 'shownIn'>;

/**
 * A post is due when it waits, or when its sender's lease ran out. While another post about the same subject is in flight it waits, and
 * while the end of an earlier one's attempt is not known (`first_try_at` is kept): else a card whose answer was lost would be made twice.
 *
 * Materialized: a join that scans the selection again would find the rows locked before gone and lock others, beyond the limit; nobody would
 * send these until their lease ends.
 */
const updateClaimed = preparedStatement<
  { at: string; now: string; until: string; limit: number },
  { row: DeliveryRow; was_tried: boolean; hiding: readonly HidingRow[] | null }
>(`WITH due AS MATERIALIZED (
    SELECT c.workspace_id, c.key, c.first_try_at IS NOT NULL AS was_tried FROM delivery AS c
    WHERE (c.state = 'queued' AND c.not_before <= $at::timestamptz OR c.state = 'sending' AND c.lease_until <= $now::timestamptz)
      AND NOT EXISTS (SELECT FROM workspace AS w WHERE w.id = c.workspace_id AND w.uninstalled_at IS NOT NULL)
      AND NOT EXISTS (
        SELECT 1 FROM delivery AS o WHERE o.workspace_id = c.workspace_id AND o.subject = c.subject AND o.key <> c.key
          AND (o.state = 'sending' AND o.lease_until > $now::timestamptz
            OR (o.state = 'sending' OR o.state = 'queued' AND (o.not_before <= $at::timestamptz OR o.first_try_at IS NOT NULL))
              AND (o.created_at, o.key) < (c.created_at, c.key)))
    ORDER BY c.not_before, c.created_at, c.key LIMIT $limit FOR UPDATE SKIP LOCKED
  )
  UPDATE delivery AS d SET state = 'sending', attempt = d.attempt + 1, lease_until = $until::timestamptz,
    first_try_at = coalesce(d.first_try_at, $now::timestamptz)
  FROM due
  WHERE d.workspace_id = due.workspace_id AND d.key = due.key RETURNING to_jsonb(d) AS row, due.was_tried,
    (SELECT jsonb_agg(jsonb_build_object('id', p.id, 'visibility', p.visibility, 'shownIn', p.shown_in)) FROM pipeline AS p
      WHERE p.workspace_id = d.workspace_id AND p.visibility <> 'everybody') AS hiding`);

/** Claims posts of every workspace; nobody else gets them until the lease ends. */
export async function claimDeliveries(
  prisma: PrismaClient,
  due: { readonly at: Instant; readonly limit: number },
  lease: { readonly now: Instant; readonly ms: DurationMs },
): Promise<readonly ClaimedDelivery[]> {
  const until = toIso(lease.now + lease.ms);
  const rows = await updateClaimed(prisma, { at: toIso(due.at), now: toIso(lease.now), until, limit: due.limit });
  const claimed = rows.map(({ row, was_tried, hiding }) => ({
    ...toDelivery(row),
    wasTried: was_tried,
    hiding: (hiding ?? []).map(({ id, ...kept }) => ({ id, ...toVisibility(kept) })),
  }));
  return claimed.toSorted((a, b) => a.notBefore - b.notBefore || (a.key < b.key ? -1 : 1));
}

/** Of every workspace; a post in flight counts, so that one that is stuck there is seen. */
export async function loadPostBacklog(prisma: PrismaClient, at: Instant): Promise<PostBacklog> {
  const { _count, _min } = await prisma.delivery.aggregate({
    where: { state: { in: ['queued', 'sending'] }, notBefore: { lte: new Date(at) } },
    _count: true,
    _min: { notBefore: true },
  });
  return { waiting: _count, oldestDueAt: _min.notBefore?.getTime() ?? null };
}

/** Queues posts, also inside a transaction; those that are known already stay as they are. @returns the keys that are new. */
export async function queueDeliveries(
  sql: Sql,
  workspaceId: WorkspaceId,
  { drafts, at }: { readonly drafts: readonly DeliveryDraft[]; readonly at: Instant },
): Promise<readonly string[]> {
  if (drafts.length === 0) return [];
  const rows = await insertDeliveries(sql, { rows: jsonb(drafts.map((draft) => toDeliveryRow(workspaceId, draft, at))) });
  return rows.map(({ key }) => key);
}

/** The ledger of one workspace: what is posted, once. */
export function createDeliveryStore(prisma: PrismaClient, workspaceId: WorkspaceId): Deliveries {
  return {
    queue: (drafts, at) => queueDeliveries(prisma, workspaceId, { drafts, at }),
    byKey: async (key) => {
      const [found] = await selectByKey(prisma, { workspaceId, key });
      return found === undefined ? undefined : toDelivery(found.row);
    },
    ofKind: async (kind, since) =>
      (await selectOfKind(prisma, { workspaceId, kind, since: toIso(since) })).map(({ row }) => toDelivery(row)),
    revise: async (posts, { at, deliveries }) => {
      await prisma.$transaction(async (sql) => {
        await updatePayloads(sql, { workspaceId, posts: jsonb(posts) });
        await queueDeliveries(sql, workspaceId, { drafts: deliveries, at });
      });
    },
    renewLease: async (key, attempt, until) =>
      (await updateLease(prisma, { workspaceId, key, attempt, until: toIso(until) })).length > 0,
    retryClosed: async (channelId, codes, at) => {
      await updateClosed(prisma, { workspaceId, channelId, codes: jsonb(codes), at: toIso(at) });
    },
    settle: async (key, attempt, outcome) => {
      const sent = outcome.state === 'sent' ? outcome : undefined;
      if (sent?.named !== undefined) await updateNamed(prisma, { workspaceId, key, attempt, named: jsonb(sent.named) });
      const rows = await updateSettled(prisma, {
        ...{ workspaceId, key, attempt, state: outcome.state },
        notBefore: outcome.state === 'queued' ? toIso(outcome.notBefore) : null,
        sentAt: sent === undefined ? null : toIso(sent.at),
        channelId: sent?.channelId ?? null,
        messageTs: sent?.messageTs ?? null,
        error: outcome.state === 'sent' ? null : outcome.error,
        keepsFirstTry: outcome.state !== 'queued' || outcome.maybePosted,
      });
      return rows.length > 0;
    },
  };
}
