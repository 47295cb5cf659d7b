import { type Fields, text } from '../json.ts';
import { botScopes } from '../manifest.ts';
import { findByName, hasBot, openIm } from '../state/channels.ts';
import type { SlackChannel } from '../state/entities.ts';
import type { Workspace } from '../state/workspace.ts';
import { type Answer, refuse } from './method.ts';

type Target = { readonly channel: SlackChannel } | { readonly refusal: Answer };

/** Whether the bot token carries a scope. */
export function holds(workspace: Workspace, scope: string): boolean {
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
export function postingTarget(workspace: Workspace, value: unknown): Target {
  const name = text(value) ?? '';
  const user = workspace.users.get(name);
  if (user !== undefined) return directTarget(workspace, user.id);
  const channel = workspace.channels.get(name) ?? findByName(workspace, name.replace(/^#/, ''));
  if (channel === undefined) return { refusal: refuse('channel_not_found') };
  if (channel.kind === 'im')
    return directTarget(workspace, channel.members.find((id) => id !== workspace.identity.botUserId) ?? '');
  const mayPostOutside = channel.kind === 'public' && holds(workspace, 'chat:write.public');
  if (!hasBot(workspace, channel) && channel.kind === 'private') return { refusal: refuse('channel_not_found') };
  if (channel.isArchived) return { refusal: refuse('is_archived') };
  if (!hasBot(workspace, channel) && !mayPostOutside) return { refusal: refuse('not_in_channel') };
  return { channel };
}

/** The direct conversation with a person, opened if need be; refused for bots, leavers, and while the Messages tab is off. */
export function directTarget(workspace: Workspace, userId: string): Target {
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
export function readableTarget(workspace: Workspace, args: Fields, purpose: 'read' | 'history'): Target {
  const channel = workspace.channels.get(text(args['channel']) ?? '');
  if (channel === undefined) return { refusal: refuse('channel_not_found') };
  const scope = `${{ public: 'channels', private: 'groups', im: 'im' }[channel.kind]}:${purpose}`;
  const isMember = hasBot(workspace, channel);
  if (!isMember && channel.kind !== 'public') return { refusal: refuse('channel_not_found') };
  if (!holds(workspace, scope)) return { refusal: missingScope(workspace, scope) };
  if (!isMember && purpose === 'history') return { refusal: refuse('not_in_channel') };
  return { channel };
}
