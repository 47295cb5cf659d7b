import type { DealEvent } from '../../core/deal/deal-event.ts';
import type { Webhook, WebhookDelivery, WebhookOff, WebhookSecrets } from '../../core/history/webhook.ts';
import type { WorkspaceId } from '../../core/ids.ts';
import type { DurationMs } from '../../core/time/durations.ts';
import type { Instant } from '../../core/time/instant.ts';

/** What may be changed of one. With another address, or switched on again, what failed before is forgotten and it is tried at once. */
export type WebhookChange = Partial<Pick<Webhook, 'url' | 'types' | 'off' | 'removedAt'>> & { readonly secrets?: WebhookSecrets };

/** A webhook as its sender has it, until its lease ends. */
export type ClaimedWebhook = { readonly workspaceId: WorkspaceId; readonly webhook: Webhook; readonly lease: number };

/** The next message, with the event that it tells; null: a test. */
export type DueWebhookDelivery = WebhookDelivery & { readonly event: DealEvent | null };

/** How an attempt ended. */
export type WebhookOutcome = { readonly status: number | null } & (
  | { readonly state: 'sent' }
  /** This message was refused: it is tried again at `notBefore`, or given up; the deal's later ones wait behind it until then. */
  | { readonly state: 'queued' | 'failed'; readonly notBefore: Instant; readonly error: string }
  /** The receiver is away: nothing is sent to it before `retryAt`. */
  | { readonly state: 'away'; readonly retryAt: Instant; readonly error: string; readonly off: WebhookOff | null }
);

/** Addresses of one workspace. */
export type Webhooks = {
  /** Those that are not removed, the oldest first. */
  readonly all: () => Promise<readonly Webhook[]>;
  /** Also a removed one. */
  readonly byId: (id: string) => Promise<Webhook | undefined>;
  readonly add: (webhook: Pick<Webhook, 'url' | 'types'> & { readonly secrets: WebhookSecrets }, at: Instant) => Promise<Webhook>;
  /** False where there is none of that id. */
  readonly change: (id: string, change: WebhookChange) => Promise<boolean>;
  /** The latest messages, the latest first. */
  readonly log: (id: string, limit: number) => Promise<readonly WebhookDelivery[]>;
  /** Queues a message that was sent or given up once more, under its id; false where there is none, or it waits already. */
  readonly sendAgain: (id: string, deliveryId: string, at: Instant) => Promise<boolean>;
  /** Queues a message that tells of nothing. */
  readonly sendTest: (id: string, at: Instant) => Promise<void>;
  /** The message that is next at an instant: of each deal only its oldest that waits. Undefined: none is due. */
  readonly next: (id: string, at: Instant) => Promise<DueWebhookDelivery | undefined>;
  /** Prolongs a lease (real time); false where another sender has it. */
  readonly renewLease: (id: string, lease: number, until: Instant) => Promise<boolean>;
  /** Lets another sender have it. */
  readonly release: (id: string, lease: number) => Promise<void>;
  /** Ends an attempt; false where the lease was lost, and nothing is written. */
  readonly settle: (
    of: { readonly id: string; readonly lease: number; readonly deliveryId: string },
    outcome: WebhookOutcome,
    at: Instant,
  ) => Promise<boolean>;
};

export type WebhookBacklog = { readonly waiting: number; readonly oldestAt: Instant | null };

/** Webhooks of all workspaces, for the sender and for a change of the key. */
export type AllWebhooks = {
  /** Claims one that has something due, or undefined; at most one sender has each. @param lease real time. */
  readonly claim: (at: Instant, lease: { readonly now: Instant; readonly ms: DurationMs }) => Promise<ClaimedWebhook | undefined>;
  /** Messages that wait for receivers which are on, and since when the oldest of them does; null: none waits. */
  readonly backlog: () => Promise<WebhookBacklog>;
  /** Those that have a secret, removed ones too. */
  readonly withSecrets: () => Promise<readonly { readonly workspaceId: WorkspaceId; readonly webhook: Webhook }[]>;
};
