import { botScopes } from '../manifest.ts';
import { asText, type Fields } from '../read-json.ts';
import { findChannelByName, hasBot, openIm } from '../state/channels.ts';
import type { SlackChannel } from '../state/entities.ts';
import type { Workspace } from '../state/workspace.ts';
import { type Answer, refuse } from './method.ts';

type ChannelResult = { readonly channel: SlackChannel } | { readonly refusal: Answer };

/** Whether the bot token carries a scope. */
export function hasScope(workspace: Workspace, scope: string): boolean {
  return botScopes(workspace.manifest).includes(scope);
}

/** The answer to a call without its scope. Source: docs.slack.dev, `missing_scope`. */
export function missingScope(workspace: Workspace, needed: string): Answer {
  return refuse('missing_scope', { needed, provided: botScopes(workspace.manifest).join(',') });
}

/**
 * The channel that an app may post in. A user's id opens the direct conversation with that person.
 *
 * @param value a channel's id, `#name`, or a user's id.
 * @returns the channel, or `channel_not_found` (unknown, or private without the bot), `not_in_channel`, `is_archived`,
 *   `cannot_dm_bot`, `messages_tab_disabled`.
 */
export function postableChannel(workspace: Workspace, value: unknown): ChannelResult {
  const name = asText(value) ?? '';
  const user = workspace.users.get(name);
  if (user !== undefined) return directMessageChannel(workspace, user.id);
  const channel = workspace.channels.get(name) ?? findChannelByName(workspace, name.replace(/^#/, ''));
  if (channel === undefined) return { refusal: refuse('channel_not_found') };
  if (channel.kind === 'im')
    return directMessageChannel(workspace, channel.members.find((id) => id !== workspace.identity.botUserId) ?? '');
  const mayPostOutside = channel.kind === 'public' && hasScope(workspace, 'chat:write.public');
  if (!hasBot(workspace, channel) && channel.kind === 'private') return { refusal: refuse('channel_not_found') };
  if (channel.isArchived) return { refusal: refuse('is_archived') };
  if (!hasBot(workspace, channel) && !mayPostOutside) return { refusal: refuse('not_in_channel') };
  return { channel };
}

/** The direct conversation with a person, opened if need be; refused for bots, leavers, and while the Messages tab is off. */
export function directMessageChannel(workspace: Workspace, userId: string): ChannelResult {
  const user = workspace.users.get(userId);
  if (user === undefined) return { refusal: refuse('user_not_found') };
  if (user.isBot) return { refusal: refuse('cannot_dm_bot') };
  if (user.deleted) return { refusal: refuse('user_disabled') };
  if (workspace.manifest.features?.app_home?.messages_tab_enabled === false) return { refusal: refuse('messages_tab_disabled') };
  return { channel: openIm(workspace, userId) };
}

/**
 * The channel that an app may look at: a private one or an IM only when the bot is a member.
 *
 * @param purpose the scope's second half: `read` for facts about the channel, `history` for its messages.
 */
export function readableChannel(workspace: Workspace, args: Fields, purpose: 'read' | 'history'): ChannelResult {
  const channel = workspace.channels.get(asText(args['channel']) ?? '');
  if (channel === undefined) return { refusal: refuse('channel_not_found') };
  const scope = `${{ public: 'channels', private: 'groups', im: 'im' }[channel.kind]}:${purpose}`;
  const isMember = hasBot(workspace, channel);
  if (!isMember && channel.kind !== 'public') return { refusal: refuse('channel_not_found') };
  if (!hasScope(workspace, scope)) return { refusal: missingScope(workspace, scope) };
  if (!isMember && purpose === 'history') return { refusal: refuse('not_in_channel') };
  return { channel };
}
