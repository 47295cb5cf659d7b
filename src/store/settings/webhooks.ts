import type { WebhookSecrets } from '../../core/history/webhook.ts';
import type { WorkspaceId } from '../../core/ids.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { NewId } from '../db/ids.ts';
import { statement } from '../db/statement.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { type EventRow, toDealEvent, toIso } from '../rows/deal-rows.ts';
import { toWebhook, toWebhookDelivery } from '../rows/webhook-rows.ts';
import type { AllWebhooks, WebhookChange, WebhookOutcome, Webhooks } from '../types/webhooks.ts';

type Place = { workspaceId: WorkspaceId; webhookId: string };

/**
 * What is next: the oldest message that is due. One of a deal whose older message waits is not due, so that a deal's events come in their
 * order.
 */
const selectNext = statement<Place & { at: string }, { id: string }>(`SELECT d.id FROM webhook_delivery AS d
  WHERE d.workspace_id = $workspaceId AND d.webhook_id = $webhookId AND d.state = 'queued' AND d.not_before <= $at::timestamptz
    AND NOT EXISTS (SELECT FROM webhook_delivery AS o WHERE o.workspace_id = d.workspace_id AND o.webhook_id = d.webhook_id
      AND o.deal_number = d.deal_number AND o.version < d.version AND o.state = 'queued')
  ORDER BY d.created_at, d.deal_number, d.version, d.id LIMIT 1`);

const selectEvent = statement<{ workspaceId: WorkspaceId; dealNumber: number; version: number }, { row: EventRow }>(
  `SELECT to_jsonb(e) AS row FROM deal_event AS e
  WHERE e.workspace_id = $workspaceId AND e.deal_number = $dealNumber AND e.version = $version`,
);

/** The webhook's row is the mutex: whoever locks it first has it, and others pass it by. Who was claimed least comes first. */
const updateClaimed = statement<{ at: string; now: string; until: string }, { workspace_id: string; id: string }>(
  `WITH due AS MATERIALIZED (
    SELECT w.workspace_id, w.id FROM webhook AS w
    WHERE w.off_at IS NULL AND w.removed_at IS NULL AND w.encrypted_secret IS NOT NULL
      AND (w.retry_at IS NULL OR w.retry_at <= $at::timestamptz) AND (w.lease_until IS NULL OR w.lease_until <= $now::timestamptz)
      AND EXISTS (SELECT FROM webhook_delivery AS d WHERE d.workspace_id = w.workspace_id AND d.webhook_id = w.id AND d.state = 'queued'
        AND d.not_before <= $at::timestamptz AND NOT EXISTS (
          SELECT FROM webhook_delivery AS o WHERE o.workspace_id = d.workspace_id AND o.webhook_id = d.webhook_id
            AND o.deal_number = d.deal_number AND o.version < d.version AND o.state = 'queued'))
      AND NOT EXISTS (SELECT FROM workspace AS t WHERE t.id = w.workspace_id AND t.uninstalled_at IS NOT NULL)
    ORDER BY w.lease, w.workspace_id, w.id LIMIT 1 FOR UPDATE OF w SKIP LOCKED
  )
  UPDATE webhook AS w SET lease = w.lease + 1, lease_until = $until::timestamptz FROM due
  WHERE w.workspace_id = due.workspace_id AND w.id = due.id RETURNING w.workspace_id, w.id`,
);

const selectBacklog = statement<Record<string, never>, { waiting: number; oldest: string | null }>(
  `SELECT count(*)::integer AS waiting, to_jsonb(min(d.created_at)) #>> '{}' AS oldest FROM webhook AS w
  JOIN webhook_delivery AS d ON d.workspace_id = w.workspace_id AND d.webhook_id = w.id AND d.state = 'queued'
  WHERE w.off_at IS NULL AND w.removed_at IS NULL AND w.encrypted_secret IS NOT NULL`,
);

/** Claims over all workspaces, and what a change of the key goes through. */
export function createAllWebhooks(prisma: PrismaClient): AllWebhooks {
  return {
    claim: async (at, { now, ms }) => {
      const [found] = await updateClaimed(prisma, { at: toIso(at), now: toIso(now), until: toIso(now + ms) });
      if (found === undefined) return undefined;
      const { workspace_id: workspaceId, id } = found;
      const row = await prisma.webhook.findFirst({ where: { workspaceId, id } });
      return row === null ? undefined : { workspaceId, webhook: toWebhook(row), lease: row.lease };
    },
    backlog: async () => {
      const [found] = await selectBacklog(prisma, {});
      return { waiting: found?.waiting ?? 0, oldestAt: found?.oldest == null ? null : Date.parse(found.oldest) };
    },
    withSecrets: async () =>
      (await prisma.webhook.findMany({ where: { encryptedSecret: { not: null } } })).map((row) => ({
        workspaceId: row.workspaceId,
        webhook: toWebhook(row),
      })),
  };
}

/** What is forgotten: messages of so long ago, and webhooks that were removed so long ago. */
export async function deleteOldWebhooks(
  prisma: PrismaClient,
  before: { readonly deliveries: Instant; readonly removed: Instant },
): Promise<void> {
  await prisma.webhookDelivery.deleteMany({ where: { createdAt: { lt: new Date(before.deliveries) } } });
  await prisma.webhook.deleteMany({ where: { removedAt: { lt: new Date(before.removed) } } });
}

const secretColumns = ({ encrypted, former }: WebhookSecrets) => ({
  encryptedSecret: encrypted,
  formerSecret: former?.encrypted ?? null,
  formerUntil: former === null ? null : new Date(former.until),
});

/** Nothing that failed before counts any longer. */
const FRESH = { failingSince: null, failures: 0, retryAt: null } as const;

const changedColumns = ({ url, types, off, removedAt, secrets }: WebhookChange) => ({
  ...(url === undefined ? {} : { url, ...FRESH }),
  ...(types === undefined ? {} : { types: [...types] }),
  ...(secrets === undefined ? {} : secretColumns(secrets)),
  ...(off === undefined
    ? {}
    : off === null
      ? { offAt: null, offWhy: null, ...FRESH }
      : { offAt: new Date(off.at), offWhy: off.why }),
  ...(removedAt === undefined ? {} : { removedAt: removedAt === null ? null : new Date(removedAt) }),
});

function outcomeColumns(outcome: WebhookOutcome, at: Instant): Prisma.WebhookDeliveryUpdateManyMutationInput {
  const { status } = outcome;
  if (outcome.state === 'sent') return { state: 'sent', sentAt: new Date(at), status, error: null };
  if (outcome.state === 'away') return { status, error: outcome.error };
  return { state: outcome.state, notBefore: new Date(outcome.notBefore), status, error: outcome.error };
}

/** The addresses of one workspace. */
export function createWebhookStore(prisma: PrismaClient, workspaceId: WorkspaceId, newId: NewId): Webhooks {
  const queueAgain = { state: 'queued' as const, attempt: 0, error: null, status: null };
  /** Whoever asks for something to be sent wants it tried now. */
  const tryNow = (id: string) => prisma.webhook.updateMany({ where: { workspaceId, id, offAt: null }, data: { retryAt: null } });
  return {
    all: async () =>
      (
        await prisma.webhook.findMany({ where: { workspaceId, removedAt: null }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })
      ).map(toWebhook),
    byId: async (id) => {
      const row = await prisma.webhook.findFirst({ where: { workspaceId, id } });
      return row === null ? undefined : toWebhook(row);
    },
    add: async ({ url, types, secrets }, at) =>
      toWebhook(
        await prisma.webhook.create({
          data: { workspaceId, id: newId(), url, types: [...types], ...secretColumns(secrets), createdAt: new Date(at) },
        }),
      ),
    change: async (id, change) =>
      (await prisma.webhook.updateMany({ where: { workspaceId, id }, data: changedColumns(change) })).count > 0,
    log: async (webhookId, limit) =>
      (
        await prisma.webhookDelivery.findMany({
          where: { workspaceId, webhookId },
          orderBy: [{ createdAt: 'desc' }, { version: 'desc' }, { id: 'desc' }],
          take: limit,
        })
      ).map(toWebhookDelivery),
    sendAgain: async (webhookId, id, at) => {
      const { count } = await prisma.webhookDelivery.updateMany({
        where: { workspaceId, webhookId, id, state: { not: 'queued' } },
        data: { ...queueAgain, notBefore: new Date(at) },
      });
      await tryNow(webhookId);
      return count > 0;
    },
    sendTest: async (webhookId, at) => {
      if ((await prisma.webhook.count({ where: { workspaceId, id: webhookId } })) === 0) return;
      const data = { workspaceId, webhookId, id: `test_${newId()}`, type: 'webhook.test', ...queueAgain };
      await prisma.webhookDelivery.create({ data: { ...data, notBefore: new Date(at), createdAt: new Date(at) } });
      await tryNow(webhookId);
    },
    next: async (webhookId, at) => {
      const [found] = await selectNext(prisma, { workspaceId, webhookId, at: toIso(at) });
      if (found === undefined) return undefined;
      const row = await prisma.webhookDelivery.findFirst({ where: { workspaceId, webhookId, id: found.id } });
      if (row === null) return undefined;
      const { dealNumber, version } = row;
      const [told] =
        dealNumber === null || version === null ? [] : await selectEvent(prisma, { workspaceId, dealNumber, version });
      return { ...toWebhookDelivery(row), event: told === undefined ? null : toDealEvent(told.row) };
    },
    renewLease: async (id, lease, until) =>
      (await prisma.webhook.updateMany({ where: { workspaceId, id, lease }, data: { leaseUntil: new Date(until) } })).count > 0,
    release: async (id, lease) => {
      await prisma.webhook.updateMany({ where: { workspaceId, id, lease }, data: { leaseUntil: null } });
    },
    settle: ({ id, lease, deliveryId }, outcome, at) =>
      prisma.$transaction(async (sql) => {
        const away = outcome.state === 'away' ? outcome : undefined;
        const known = await sql.webhook.findFirst({ where: { workspaceId, id, lease }, select: { failingSince: true } });
        if (known === null) return false;
        const state =
          away === undefined
            ? outcome.state === 'sent'
              ? FRESH
              : {}
            : {
                failingSince: known.failingSince ?? new Date(at),
                failures: { increment: 1 },
                retryAt: new Date(away.retryAt),
                ...(away.off === null ? {} : { offAt: new Date(at), offWhy: away.off }),
              };
        await sql.webhook.updateMany({ where: { workspaceId, id, lease }, data: state });
        await sql.webhookDelivery.updateMany({
          where: { workspaceId, webhookId: id, id: deliveryId },
          data: { attempt: { increment: 1 }, ...outcomeColumns(outcome, at) },
        });
        return true;
      }),
  };
}
