import type { Webhook, WebhookDelivery, WebhookOff, WebhookSecrets } from '../../core/history/webhook.ts';
import { isWebhookType } from '../../core/history/webhook-type.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { WebhookDelivery as WebhookDeliveryModel, Webhook as WebhookModel } from '../generated/client.ts';

const toNullableMs = (at: Date | null): Instant | null => at?.getTime() ?? null;

const toOffReason = (text: string | null): WebhookOff => (text === 'failing' || text === 'gone' ? text : 'person');

const toSecrets = ({ encryptedSecret, formerSecret, formerUntil }: WebhookModel): WebhookSecrets | null =>
  encryptedSecret === null
    ? null
    : {
        encrypted: encryptedSecret,
        former: formerSecret === null || formerUntil === null ? null : { encrypted: formerSecret, until: formerUntil.getTime() },
      };

export const toWebhook = (row: WebhookModel): Webhook => ({
  id: row.id,
  url: row.url,
  types: row.types.filter(isWebhookType),
  secrets: toSecrets(row),
  createdAt: row.createdAt.getTime(),
  off: row.offAt === null ? null : { at: row.offAt.getTime(), why: toOffReason(row.offWhy) },
  removedAt: toNullableMs(row.removedAt),
  failingSince: toNullableMs(row.failingSince),
  failures: row.failures,
});

const toState = (text: string): WebhookDelivery['state'] => (text === 'sent' || text === 'failed' ? text : 'queued');

export const toWebhookDelivery = (row: WebhookDeliveryModel): WebhookDelivery => ({
  id: row.id,
  type: isWebhookType(row.type) ? row.type : 'webhook.test',
  dealNumber: row.dealNumber,
  state: toState(row.state),
  attempt: row.attempt,
  createdAt: row.createdAt.getTime(),
  sentAt: toNullableMs(row.sentAt),
  status: row.status,
  error: row.error,
});
