import type { DurationMs } from '../../../core/time/durations.ts';
import type { Instant } from '../../../core/time/instant.ts';
import type { PostAddress } from '../../../slack/web-api/post.ts';
import type { Delivery } from '../../../store/types/posts.ts';
import type { DeliveryContext, Drop, Wait } from './define-post.ts';

/** How long a post of a thread waits before it looks again for the one above. */
const PARENT_WAIT_MS: DurationMs = 30_000;

/** How long to wait for another post: as it does, where it is not tried for a while. */
export const waitForMs = ({ notBefore }: Pick<Delivery, 'notBefore'>, at: Instant): DurationMs =>
  Math.max(PARENT_WAIT_MS, notBefore - at);

/** A post that Slack has, and the message that it is. */
export type SentPost = { readonly kind: 'sent'; readonly post: Delivery; readonly channel: string; readonly ts: string };

/** The post of a key as Slack has it, for what is said about it later. */
export async function loadSentPost({ loadPost }: DeliveryContext, key: string): Promise<SentPost | Drop> {
  const post = await loadPost(key);
  return post?.state !== 'sent' || post.channelId === null || post.messageTs === null
    ? { kind: 'drop', why: 'not posted' }
    : { kind: 'sent', post, channel: post.channelId, ts: post.messageTs };
}

/** The thread below the post of a key: waits for that post, and goes with it where it was refused. */
export async function waitForParent(
  { loadPost, at }: DeliveryContext,
  key: string,
): Promise<Wait | Drop | (PostAddress & { readonly kind: 'post' })> {
  const parent = await loadPost(key);
  if (parent === undefined || (parent.state !== 'sent' && parent.state !== 'queued' && parent.state !== 'sending')) {
    return { kind: 'drop', why: 'the post above was not made' };
  }
  if (parent.state !== 'sent' || parent.channelId === null || parent.messageTs === null) {
    return { kind: 'wait', ms: waitForMs(parent, at), why: 'the post above is not made yet' };
  }
  return { kind: 'post', channel: parent.channelId, threadTs: parent.messageTs };
}
