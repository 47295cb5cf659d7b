import type { ChannelId } from '../../core/ids.ts';
import { type DurationMs, MINUTE_MS } from '../../core/time/durations.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { PostContent } from '../views/kit/post-content.ts';
import type { PostingClient } from './posting-client.ts';
import { rateLimitMs, slackErrorCode } from './slack-error-code.ts';

/** Where a post goes: a channel, a thread of it, or a person (by Slack user id). */
export type PostAddress = { readonly channel: string; readonly threadTs?: string };

/** A post, best form first: the next one is made and sent where Slack refuses the blocks of the one before. */
export type Post = PostAddress & { readonly variants: readonly (PostContent | (() => Promise<PostContent | undefined>))[] };

/** How a call to Slack ended. */
export type PostOutcome =
  | { readonly ok: true; readonly channelId: ChannelId; readonly ts: string }
  /** Not posted, and trying again is right after `ms`. */
  | { readonly ok: false; readonly why: 'later'; readonly ms: DurationMs; readonly code: string }
  /** No answer, or one that does not tell: it may have been posted. */
  | { readonly ok: false; readonly why: 'doubtful'; readonly code: string }
  /** It may be posted already, and Slack does not let us look. */
  | { readonly ok: false; readonly why: 'unreadable'; readonly code: string }
  /** Not posted, and no second try would help. */
  | { readonly ok: false; readonly why: 'refused'; readonly code: string };

/** Event type of the metadata by which a post is found again. */
export const METADATA_TYPE = 'lejek_post';
/** Slack's clock and ours may differ by so much: beyond it, the signatures of its requests are refused. */
const CLOCK_SKEW_S = 300;
const PAGE_SIZE = 200;
/** A look for a post reads no further: beyond it the answer is that it cannot be known. */
const MAX_PAGES = 25;

const DOUBTFUL = new Set(['unreachable', 'internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']);
const BLOCKS_REFUSED = new Set(['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long']);
const RETRY_MS: DurationMs = 60_000;
/** The app was removed, or its token was changed: somebody has to act, and may. */
const AUTH_FAILED = new Set(['invalid_auth', 'not_authed', 'token_revoked', 'token_expired', 'account_inactive']);
const AUTH_RETRY_MS: DurationMs = 15 * MINUTE_MS;

/** Node's and undici's codes of a connection that was never made: nothing can have been posted. */
const NEVER_ARRIVED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function neverArrived(error: unknown): boolean {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 5; depth += 1) {
    if ('code' in cause && typeof cause.code === 'string' && NEVER_ARRIVED.has(cause.code)) return true;
    cause = cause.cause;
  }
  return false;
}

/** What a call that failed means for trying again. @throws an error that is not about Slack. */
export function toFailure(error: unknown): Extract<PostOutcome, { ok: false }> {
  const code = slackErrorCode(error);
  if (code === undefined) throw error;
  const ms = rateLimitMs(error);
  if (ms !== undefined) return { ok: false, why: 'later', ms, code };
  if (code === 'unreachable' && neverArrived(error)) return { ok: false, why: 'later', ms: RETRY_MS, code };
  if (AUTH_FAILED.has(code)) return { ok: false, why: 'later', ms: AUTH_RETRY_MS, code };
  return { ok: false, why: DOUBTFUL.has(code) ? 'doubtful' : 'refused', code };
}

/** Posts once. `key` goes with the message as metadata, so that {@link postOnce} finds it. */
async function sendPost(client: PostingClient, to: Post, key: string): Promise<PostOutcome> {
  let outcome: PostOutcome = { ok: false, why: 'refused', code: 'no_text' };
  for (const each of to.variants) {
    const form = typeof each === 'function' ? await each() : each;
    if (form === undefined) continue;
    try {
      const { channel, ts } = await client.chat.postMessage({
        channel: to.channel,
        text: form.text,
        blocks: [...form.blocks],
        unfurl_links: false,
        unfurl_media: false,
        metadata: { event_type: METADATA_TYPE, event_payload: { key } },
        ...(to.threadTs === undefined ? {} : { thread_ts: to.threadTs }),
      });
      return channel === undefined || ts === undefined
        ? { ok: false, why: 'doubtful', code: 'no_ts' }
        : { ok: true, channelId: channel, ts };
    } catch (error) {
      outcome = toFailure(error);
      if (!BLOCKS_REFUSED.has(outcome.code)) return outcome;
    }
  }
  return outcome;
}

/** Puts a message in the place of one of ours. */
export async function updatePost(
  client: PostingClient,
  { channel, ts }: { readonly channel: string; readonly ts: string },
  message: PostContent,
): Promise<PostOutcome> {
  try {
    await client.chat.update({ channel, ts, text: message.text, blocks: [...message.blocks] });
    return { ok: true, channelId: channel, ts };
  } catch (error) {
    return toFailure(error);
  }
}

/** What is known of a post before it is sent: whether an earlier attempt may have posted it, and since when to look for it. */
type Tried = { readonly key: string; readonly wasTried: boolean; readonly sinceMs: Instant };

/** Posts, unless an earlier attempt of unknown end has: that one's message is looked for first, and adopted. */
export async function postOnce(client: PostingClient, to: Post, { key, wasTried, sinceMs }: Tried): Promise<PostOutcome> {
  if (!wasTried) return sendPost(client, to, key);
  const found = await findPost(client, to, { key, sinceMs });
  if (found === 'none') return sendPost(client, to, key);
  if (found === 'unreadable') return { ok: false, why: 'unreadable', code: 'unclear' };
  if (found === 'later') return { ok: false, why: 'doubtful', code: 'unreachable' };
  return { ok: true, ...found };
}

/** What a look for a post came to: where it is, `none`, `unreadable` (Slack does not let us look) or `later` (Slack is away). */
type PostSearchResult = { readonly channelId: ChannelId; readonly ts: string } | 'none' | 'unreadable' | 'later';

/** Looks for the post of that key in its channel. */
async function findPost(
  client: PostingClient,
  to: PostAddress,
  { key, sinceMs }: Omit<Tried, 'wasTried'>,
): Promise<PostSearchResult> {
  try {
    const channel = await resolveChannelId(client, to.channel);
    const read = createPageReader(client, { ...to, channel }, String(Math.floor(sinceMs / 1000) - CLOCK_SKEW_S));
    let cursor: string | undefined;
    for (let pages = 0; pages < MAX_PAGES; pages += 1) {
      const { messages, response_metadata } = await read(cursor);
      const found = messages?.find(
        ({ metadata }) => metadata?.event_type === METADATA_TYPE && Object.values(metadata.event_payload ?? {}).includes(key),
      );
      if (found?.ts !== undefined) return { channelId: channel, ts: found.ts };
      cursor = response_metadata?.next_cursor || undefined;
      if (cursor === undefined) return 'none';
    }
    return 'unreadable';
  } catch (error) {
    return toFailure(error).why === 'refused' ? 'unreadable' : 'later';
  }
}

/** Reads a channel, or a thread of it, page by page. */
function createPageReader(client: PostingClient, { channel, threadTs }: PostAddress, oldest: string) {
  return (cursor: string | undefined) =>
    threadTs === undefined
      ? client.conversations.history({
          channel,
          oldest,
          include_all_metadata: true,
          limit: PAGE_SIZE,
          ...(cursor === undefined ? {} : { cursor }),
        })
      : client.conversations.replies({
          channel,
          oldest,
          ts: threadTs,
          include_all_metadata: true,
          limit: PAGE_SIZE,
          ...(cursor === undefined ? {} : { cursor }),
        });
}

/** The channel of a direct message where a person is addressed. */
async function resolveChannelId(client: PostingClient, target: string): Promise<string> {
  if (!/^[UW]/.test(target)) return target;
  const { channel } = await client.conversations.open({ users: target });
  return channel?.id ?? target;
}
