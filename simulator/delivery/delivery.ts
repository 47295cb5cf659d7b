import type { DeliveryType } from '../journal.ts';
import type { Fields } from '../read-json.ts';

/** Something for the app: a command, an interaction or an event, before it is put into an envelope or a request. */
export type Delivery = {
  readonly id: string;
  readonly type: DeliveryType;
  /** The command, the event's type or the interaction's type: for people who read the journal. */
  readonly name: string;
  readonly payload: Fields;
  /** Set on the second and later attempts of an event. */
  readonly retry?: { readonly attempt: number; readonly reason: RetryReason };
};

export type RetryReason = 'http_timeout' | 'http_error' | 'connection_failed';

/** What became of a delivery. `body` is what the app sent with its acknowledgement: an object, text, or nothing. */
export type AckReceipt =
  | { readonly acked: true; readonly body?: unknown }
  | { readonly acked: false; readonly failure: AckFailure; readonly wantsNoRetry?: boolean };

/** Too late, a status other than 2xx, nobody there, or a body that is not the JSON it claims to be. */
export type AckFailure = 'timeout' | 'http_status' | 'connection_failed' | 'malformed';

export type Transport = (delivery: Delivery) => Promise<AckReceipt>;
