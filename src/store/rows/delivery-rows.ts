import type { WorkspaceId } from '../../core/ids.ts';
import type { Instant } from '../../core/time/instant.ts';
import { type Delivery, type DeliveryDraft, POST_KINDS } from '../types/posts.ts';
import { toIso } from './deal-rows.ts';

/** A row of `delivery` as `to_jsonb` gives it. */
export type DeliveryRow = {
  readonly workspace_id: string;
  readonly key: string;
  readonly kind: string;
  readonly target: string;
  readonly subject: string | null;
  readonly payload: unknown;
  readonly state: Delivery['state'];
  readonly not_before: string;
  readonly attempt: number;
  readonly lease_until: string | null;
  readonly first_try_at: string | null;
  readonly sent_at: string | null;
  readonly channel_id: string | null;
  readonly message_ts: string | null;
  readonly error: string | null;
  readonly created_at: string;
};

/** A post that waits to be sent, as `jsonb_populate_record` takes it. */
export const toDeliveryRow = (workspaceId: WorkspaceId, draft: DeliveryDraft, at: Instant): Partial<DeliveryRow> => ({
  workspace_id: workspaceId,
  key: draft.key,
  kind: draft.kind,
  target: draft.target,
  subject: draft.subject,
  payload: draft.payload,
  state: 'queued',
  not_before: toIso(draft.notBefore),
  attempt: 0,
  created_at: toIso(at),
});

const parseNullableInstant = (at: string | null): Instant | null => (at === null ? null : Date.parse(at));

export const toDelivery = (row: DeliveryRow): Delivery => ({
  workspaceId: row.workspace_id,
  key: row.key,
  kind: POST_KINDS.find((kind) => kind === row.kind) ?? null,
  target: row.target,
  subject: row.subject,
  payload: row.payload,
  notBefore: Date.parse(row.not_before),
  state: row.state,
  attempt: row.attempt,
  createdAt: Date.parse(row.created_at),
  firstTryAt: parseNullableInstant(row.first_try_at),
  sentAt: parseNullableInstant(row.sent_at),
  channelId: row.channel_id,
  messageTs: row.message_ts,
  error: row.error,
});
