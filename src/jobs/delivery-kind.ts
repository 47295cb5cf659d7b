import type { Form, Post } from '../slack/post.ts';
import type { Delivery } from '../store/types/posts.ts';
import type { Tenant } from '../store/types/store.ts';
import type { JobDeps } from './deps.ts';

/** What sending starts from. */
export type Sending = {
  readonly deps: JobDeps;
  readonly tenant: Tenant;
  readonly delivery: Delivery;
  /** Business time, ms. */
  readonly at: number;
};

/** What is to be done about a queued post, decided from fresh state when its turn comes. */
export type Prepared =
  | { readonly do: 'post'; readonly post: Post }
  /** `shown`: the version that the message shows afterwards, for `sent`. */
  | { readonly do: 'update'; readonly channel: string; readonly ts: string; readonly message: Form; readonly shown?: number }
  /** Something else has to come first. */
  | { readonly do: 'wait'; readonly ms: number; readonly why: string }
  /** Nobody wants it any more. */
  | { readonly do: 'drop'; readonly why: string };

/** A post that no version of Lejek wrote so: it is not made, and the log says so. */
export function unreadable({ deps, delivery: { key, kind } }: Sending): Prepared {
  deps.log.error({ key, kind }, 'a post cannot be read; it is not made');
  return { do: 'drop', why: 'it cannot be read' };
}

/** One kind of post. */
export type DeliveryKind = {
  readonly prepare: (sending: Sending) => Promise<Prepared>;
  /** Once Slack has it, before it is marked as sent; has to bear being called again. */
  readonly sent?: (
    sending: Sending,
    where: { readonly channelId: string; readonly ts: string },
    shown: number | undefined,
  ) => Promise<void>;
  /** Slack refuses it for good. */
  readonly refused?: (sending: Sending, code: string) => Promise<void>;
};
