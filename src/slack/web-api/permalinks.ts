import type { MessageShortcut } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { ChannelId } from '../../core/ids.ts';
import type { DurationMs } from '../../core/time/durations.ts';
import { buildPermalink, parsePermalink } from '../../input/permalink.ts';
import { raceTimeout } from '../../platform/race-timeout.ts';
import { LeaseLostError, type PostingClient } from './posting-client.ts';
import { slackErrorCode } from './slack-error-code.ts';

/** A form is waiting: what Slack has not said by then is put together. */
const PERMALINK_TIMEOUT_MS: DurationMs = 500;

/** The address of the message that a shortcut was used on: Slack's own, or put together where the bot may not see the message. */
export async function fetchPermalink(
  client: WebClient,
  { channel, message, message_ts, team }: MessageShortcut,
): Promise<string | null> {
  const asked = client.chat.getPermalink({ channel: channel.id, message_ts }).then(
    ({ permalink }) => parsePermalink(permalink),
    () => null,
  );
  const said = await raceTimeout(asked, PERMALINK_TIMEOUT_MS);
  if (said !== 'late' && said.done !== null) return said.done;
  const threadTs = typeof message['thread_ts'] === 'string' ? message['thread_ts'] : undefined;
  return buildPermalink(team?.domain ?? '', channel.id, { ts: message_ts, threadTs });
}

export type LinkClient = { readonly chat: Pick<PostingClient['chat'], 'getPermalink'> };

/** What Slack says of a message that somebody deleted, or whose channel is gone. */
const GONE = new Set(['message_not_found', 'channel_not_found']);

/** The permalink of a message of ours. @returns null where Slack does not tell it now. */
export async function fetchMessageLink(
  { chat }: LinkClient,
  { channelId, ts }: { readonly channelId: ChannelId; readonly ts: string },
): Promise<string | 'gone' | null> {
  try {
    return parsePermalink((await chat.getPermalink({ channel: channelId, message_ts: ts })).permalink);
  } catch (error) {
    if (error instanceof LeaseLostError) throw error;
    return GONE.has(slackErrorCode(error) ?? '') ? 'gone' : null;
  }
}
