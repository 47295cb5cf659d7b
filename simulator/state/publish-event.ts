import { botScopes, subscribesTo } from '../manifest.ts';
import type { Fields } from '../read-json.ts';
import type { SlackChannel } from './entities.ts';
import type { Workspace } from './workspace.ts';

/** The scopes of which one must be held for Slack to send an event. Events that are not listed need none. */
const EVENT_SCOPES: Readonly<Record<string, readonly string[]>> = {
  app_mention: ['app_mentions:read'],
  'message.im': ['im:history'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
  channel_left: ['channels:read'],
  group_left: ['groups:read'],
  channel_archive: ['channels:read'],
  group_archive: ['groups:read'],
  channel_shared: ['channels:read', 'groups:read'],
  channel_unshared: ['channels:read', 'groups:read'],
  user_change: ['users:read'],
  subteam_created: ['usergroups:read'],
  subteam_members_changed: ['usergroups:read'],
  subteam_updated: ['usergroups:read'],
  reaction_added: ['reactions:read'],
  reaction_removed: ['reactions:read'],
};

/** The scopes of which an event needs one; none for an event that needs none. */
export const eventScopes = (subscription: string): readonly string[] => EVENT_SCOPES[subscription] ?? [];

/** Sends an event to the app if its manifest subscribes to it and holds the scope; otherwise nothing happens, as in Slack. */
export function publishEvent(workspace: Workspace, subscription: string, event: Fields & { readonly type: string }): void {
  if (!subscribesTo(workspace.manifest, subscription)) return;
  const scopes = eventScopes(subscription);
  const held = botScopes(workspace.manifest);
  if (scopes.length > 0 && !scopes.some((scope) => held.includes(scope))) return;
  workspace.outbox.emit({ subscription, event });
}

/** The manifest's name for message events of a channel. @example messageEventOf(im) // => 'message.im' */
export function messageEventName(channel: SlackChannel): string {
  return { im: 'message.im', private: 'message.groups', public: 'message.channels' }[channel.kind];
}

/** The `channel_type` that message events carry. */
export function channelType(channel: SlackChannel): string {
  return { im: 'im', private: 'group', public: 'channel' }[channel.kind];
}
