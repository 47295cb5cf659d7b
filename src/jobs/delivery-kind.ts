import type { PostContent } from '../slack/views/kit/post-content.ts';
import type { Post } from '../slack/web-api/post.ts';
import type { Delivery } from '../store/types/posts.ts';
import type { Tenant } from '../store/types/store.ts';
import type { JobDeps } from './deps.ts';

/** What sending starts from. */
export type DeliveryContext = {
  readonly deps: JobDeps;
  readonly tenant: Tenant;
  readonly delivery: Delivery;
  /** Business time, ms. */
  readonly at: number;
};

/** What is to be done about a queued post, decided from fresh state when its turn comes. */
export type DeliveryDecision =
  | { readonly kind: 'post'; readonly post: Post }
  /** `shown`: the version that the message shows afterwards, for `sent`. */
  | {
      readonly kind: 'update';
      readonly channel: string;
      readonly ts: string;
      readonly message: PostContent;
      readonly shownVersion?: number;
    }
  /** Something else has to come first. */
  | { readonly kind: 'wait'; readonly ms: number; readonly why: string }
  /** Nobody wants it any more. */
  | { readonly kind: 'drop'; readonly why: string };

/** A post that no version of Lejek wrote so: it is not made, and the log says so. */
export function dropUnreadable({ deps, delivery: { key, kind } }: DeliveryContext): DeliveryDecision {
  deps.log.error({ key, kind }, 'a post cannot be read; it is not made');
  return { kind: 'drop', why: 'it cannot be read' };
}

/** One kind of post. */
export type DeliveryKind = {
  readonly prepare: (sending: DeliveryContext) => Promise<DeliveryDecision>;
  /** Once Slack has it, before it is marked as sent; has to bear being called again. */
  readonly onSent?: (
    sending: DeliveryContext,
    where: { readonly channelId: string; readonly ts: string },
    shown: number | undefined,
  ) => Promise<void>;
  /** Slack refuses it for good. */
  readonly onRefused?: (sending: DeliveryContext, code: string) => Promise<void>;
};
