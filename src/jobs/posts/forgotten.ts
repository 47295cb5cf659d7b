import { z } from 'zod';
import type { ChannelId, MemberId, SlackUserId } from '../../core/ids.ts';
import { MINUTE_MS } from '../../core/time/durations.ts';
import type { Instant } from '../../core/time/instant.ts';
import { loadMembersById, loadWorkspace } from '../../facts/tenant-reads.ts';
import { messagesFor } from '../../locale/languages.ts';
import { forgottenMessage } from '../../slack/views/workspace/forget.ts';
import { METADATA_TYPE } from '../../slack/web-api/post.ts';
import type { PostingClient } from '../../slack/web-api/posting-client.ts';
import { rateLimitMs, slackErrorCode } from '../../slack/web-api/slack-error-code.ts';
import type { PostedMessage } from '../../store/types/contacts.ts';
import { definePost } from './kit/define-post.ts';

const posted = z.object({ channelId: z.string(), ts: z.string() });
/** `keptIn`: channels with posts that name the person beside others, such as a digest. */
const schema = z.object({
  memberId: z.string(),
  deals: z.number(),
  threads: z.array(posted),
  posts: z.array(posted),
  keptIn: z.array(z.string()),
});
type Payload = z.infer<typeof schema>;

const key = ({ memberId, at }: { readonly memberId: MemberId; readonly at: Instant }): string => `forgotten/${memberId}/${at}`;

type ForgottenDraft = Omit<Payload, 'memberId'> & {
  readonly memberId: MemberId;
  readonly slackUserId: SlackUserId;
  readonly at: Instant;
};

/** Messages that one turn deletes: Slack takes some fifty a minute, and a turn has a lease to end within. */
const MOST_AT_ONCE = 30;
const PAGE_SIZE = 200;
/** The message is not there any more, which is what was wanted. */
const GONE: ReadonlySet<string> = new Set(['message_not_found', 'thread_not_found']);

/** Our own replies in the thread of a card. */
async function findReplies(client: PostingClient, { channelId, ts }: PostedMessage): Promise<readonly PostedMessage[]> {
  const found: PostedMessage[] = [];
  let cursor: string | undefined;
  do {
    const { messages, response_metadata } = await client.conversations.replies({
      channel: channelId,
      ts,
      include_all_metadata: true,
      limit: PAGE_SIZE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const message of messages ?? [])
      if (message.ts !== undefined && message.ts !== ts && message.metadata?.event_type === METADATA_TYPE)
        found.push({ channelId, ts: message.ts });
    cursor = response_metadata?.next_cursor || undefined;
  } while (cursor !== undefined);
  return found;
}

/** Does it, or tells that Slack does not let us: anything but a refusal is tried again by the sender. */
async function unlessRefused<T>(work: () => Promise<T>, gone: T): Promise<T | 'refused'> {
  try {
    return await work();
  } catch (error) {
    const code = slackErrorCode(error);
    if (code === undefined || code === 'unreachable' || rateLimitMs(error) !== undefined) throw error;
    return GONE.has(code) ? gone : 'refused';
  }
}

/** Deletes what is still there. @returns channels where it may not; undefined: there is more to do. */
async function deleteMessages(client: PostingClient, { threads, posts }: Payload): Promise<readonly ChannelId[] | undefined> {
  const left = new Set<ChannelId>();
  let room = MOST_AT_ONCE;
  const remove = async (message: PostedMessage): Promise<void> => {
    room -= 1;
    const done = await unlessRefused(() => client.chat.delete({ channel: message.channelId, ts: message.ts }), undefined);
    if (done === 'refused') left.add(message.channelId);
  };
  for (const thread of threads) {
    const replies = await unlessRefused(() => findReplies(client, thread), []);
    if (replies === 'refused') left.add(thread.channelId);
    else if (!left.has(thread.channelId))
      for (const reply of replies) {
        if (room === 0) return undefined;
        await remove(reply);
      }
  }
  for (const post of posts) {
    if (room === 0) return undefined;
    if (!left.has(post.channelId)) await remove(post);
  }
  return [...left];
}

/**
 * Deletes our messages about a person who was forgotten, some at each turn, and tells the admin at the end. A second time it finds them gone: no
 * turn needs to know what an earlier one has done.
 */
export const forgottenPost = definePost({
  kind: 'forgotten',
  schema,
  key,
  draft: ({ slackUserId, memberId, at, ...payload }: ForgottenDraft) => ({
    key: key({ memberId, at }),
    target: slackUserId,
    subject: null,
    payload: { memberId, ...payload },
    notBefore: at,
  }),
  prepare: async ({ client, tenant, delivery }, payload) => {
    const left = await deleteMessages(client, payload).catch((error: unknown) => {
      const ms = rateLimitMs(error);
      if (ms === undefined) throw error;
      return { ms };
    });
    if (left === undefined) return { kind: 'wait', ms: MINUTE_MS, why: 'more messages to delete' };
    if ('ms' in left) return { kind: 'wait', ms: left.ms, why: 'Slack wants no more for a while' };
    const [workspace, members] = await Promise.all([loadWorkspace(tenant), loadMembersById(tenant)]);
    const admin = members.get(payload.memberId);
    if (admin === undefined) return { kind: 'drop', why: 'nobody to tell' };
    const names = new Map((await tenant.subscriptions.all()).map(({ channelId, channelName }) => [channelId, channelName]));
    const channels = [...new Set([...left, ...payload.keptIn])].map((id) => names.get(id) ?? id);
    const shown = { deals: payload.deals, left: channels };
    return { kind: 'post', channel: delivery.target, m: messagesFor(admin, workspace), shown };
  },
  view: (m, shown) => [forgottenMessage(m, shown)],
});
