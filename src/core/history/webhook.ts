import type { Instant } from '../time/instant.ts';
import type { WebhookType } from './webhook-type.ts';

/** Why nothing is sent: an admin switched it off, nothing came through for days, or the receiver said that it is gone for good. */
export type WebhookOff = 'person' | 'failing' | 'gone';

/** What signs, encrypted by whoever hands it in. `former`: the one before, which signs beside it until an instant. */
export type WebhookSecrets = {
  readonly encrypted: string;
  readonly former: { readonly encrypted: string; readonly until: Instant } | null;
};

/** An address that is told of events. */
export type Webhook = {
  readonly id: string;
  readonly url: string;
  readonly types: readonly WebhookType[];
  /** Null: restored from an archive, which holds none; nothing is queued or sent. */
  readonly secrets: WebhookSecrets | null;
  readonly createdAt: Instant;
  readonly off: { readonly at: Instant; readonly why: WebhookOff } | null;
  /** Null: it is there. A day later the row goes. */
  readonly removedAt: Instant | null;
  /** Since when nothing came through; null where the last attempt did, or none was made. */
  readonly failingSince: Instant | null;
  /** Attempts since then. */
  readonly failures: number;
};

/** A message on its way, or where it ended. */
export type WebhookDelivery = {
  /** The same at each attempt. */
  readonly id: string;
  readonly type: WebhookType | 'webhook.test';
  readonly dealNumber: number | null;
  readonly state: 'queued' | 'sent' | 'failed';
  readonly attempt: number;
  readonly createdAt: Instant;
  readonly sentAt: Instant | null;
  /** HTTP status of the last answer; null where none came. */
  readonly status: number | null;
  readonly error: string | null;
};
