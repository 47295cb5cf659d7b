import type { WebClient } from '@slack/web-api';
import type { ChannelId } from '../../core/ids.ts';
import { isSharedExternally } from './external-channels.ts';
import { slackErrorCode } from './slack-error-code.ts';

/** What Slack says of a channel that is to get posts. */
export type ChannelLookup =
  | { readonly ok: true; readonly id: string; readonly name: string; readonly isShared: boolean }
  | { readonly ok: false; readonly why: 'archived' | 'notMember' | 'unknown' | 'noAnswer'; readonly name: string | null };

/** Looks a channel up: whether it exists, is in use, and the bot is in it. */
export async function lookUpChannel(client: WebClient, channelId: ChannelId): Promise<ChannelLookup> {
  try {
    const { channel } = await client.conversations.info({ channel: channelId });
    const name = channel?.name ?? null;
    if (channel?.id === undefined || name === null) return { ok: false, why: 'unknown', name };
    if (channel.is_archived === true) return { ok: false, why: 'archived', name };
    if (channel.is_member !== true) return { ok: false, why: 'notMember', name };
    return { ok: true, id: channel.id, name, isShared: isSharedExternally(channel) };
  } catch (error) {
    const code = slackErrorCode(error);
    if (code === 'channel_not_found' || code === 'missing_scope') return { ok: false, why: 'unknown', name: null };
    if (code !== undefined) return { ok: false, why: 'noAnswer', name: null };
    throw error;
  }
}

/** A channel that the bot was invited to, the first of several; undefined where it is in none, or Slack does not say. */
export async function findOwnChannel(client: WebClient): Promise<ChannelId | undefined> {
  try {
    const { channels = [] } = await client.users.conversations({
      types: 'public_channel,private_channel',
      exclude_archived: true,
      limit: 200,
    });
    return channels.find((channel) => !isSharedExternally(channel))?.id;
  } catch (error) {
    if (slackErrorCode(error) === undefined) throw error;
    return undefined;
  }
}
