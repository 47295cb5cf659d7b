import type { SlackChannel } from './entities.ts';
import { randomId } from './ids.ts';
import { publishEvent } from './publish-event.ts';
import { requireUser } from './users.ts';
import type { Workspace } from './workspace.ts';

export type NewChannel = {
  /** With or without the `#`. */
  readonly name: string;
  /** Ids of people; by default everybody who is no bot at this moment. */
  readonly members?: readonly string[];
  readonly isPrivate?: boolean;
  readonly isArchived?: boolean;
  readonly isExtShared?: boolean;
  /** Whether the app's bot is a member from the start, without an event. Default true. */
  readonly withBot?: boolean;
};

/** Adds a channel. @throws Error on a name that is taken, since Slack allows it once. */
export function addChannel(workspace: Workspace, channel: NewChannel): SlackChannel {
  const name = channel.name.replace(/^#/, '');
  if (findChannelByName(workspace, name)) throw new Error(`There is already a channel #${name}.`);
  const people = channel.members ?? [...workspace.users.values()].filter((user) => !user.isBot).map((user) => user.id);
  for (const member of people) requireUser(workspace, member);
  const bot = (channel.withBot ?? true) ? [workspace.identity.botUserId] : [];
  const added: SlackChannel = {
    id: randomId('C'),
    kind: channel.isPrivate ? 'private' : 'public',
    name,
    members: [...new Set([...people, ...bot])],
    isArchived: channel.isArchived ?? false,
    isExtShared: channel.isExtShared ?? false,
    created: Math.floor(workspace.now() / 1000),
  };
  workspace.channels.set(added.id, added);
  workspace.changes.emit();
  return added;
}

/** The channel with this id. @throws Error when there is none: a mistake of the caller, not of the app. */
export function requireChannel(workspace: Workspace, channelId: string): SlackChannel {
  const channel = workspace.channels.get(channelId);
  if (channel === undefined) throw new Error(`There is no channel ${channelId} in this workspace.`);
  return channel;
}

/** The public or private channel with this name (no `#`), or `undefined`. */
export function findChannelByName(workspace: Workspace, name: string): SlackChannel | undefined {
  return [...workspace.channels.values()].find((channel) => channel.kind !== 'im' && channel.name === name);
}

/** The direct conversation of the bot and a person, opened if there is none yet. */
export function openIm(workspace: Workspace, userId: string): SlackChannel {
  const found = findIm(workspace, userId);
  if (found) return found;
  const opened: SlackChannel = {
    id: randomId('D'),
    kind: 'im',
    name: '',
    members: [userId, workspace.identity.botUserId],
    isArchived: false,
    isExtShared: false,
    created: Math.floor(workspace.now() / 1000),
  };
  workspace.channels.set(opened.id, opened);
  return opened;
}

/** The bot's direct conversation with a person, if either has opened it. */
export function findIm(workspace: Workspace, userId: string): SlackChannel | undefined {
  return [...workspace.channels.values()].find((channel) => channel.kind === 'im' && channel.members.includes(userId));
}

/** Whether the app's bot is a member. */
export function hasBot(workspace: Workspace, channel: SlackChannel): boolean {
  return channel.members.includes(workspace.identity.botUserId);
}

/** Adds a member and tells the bot, if it is in the channel or is the one who joined. Again is no change. */
export function addMember(workspace: Workspace, channelId: string, userId: string, inviterId?: string): void {
  const channel = requireChannel(workspace, channelId);
  requireUser(workspace, userId);
  if (channel.members.includes(userId)) return;
  const joined = { ...channel, members: [...channel.members, userId] };
  workspace.channels.set(channelId, joined);
  if (hasBot(workspace, joined)) {
    publishEvent(workspace, 'member_joined_channel', {
      type: 'member_joined_channel',
      user: userId,
      channel: channelId,
      channel_type: channelTypeLetter(channel),
      team: workspace.identity.team.id,
      ...(inviterId === undefined ? {} : { inviter: inviterId }),
      event_ts: workspace.nextTs(),
    });
  }
  workspace.changes.emit();
}

/** Takes a member out. The bot hears of others by `member_left_channel`, of itself by `channel_left` or `group_left`. */
export function removeMember(workspace: Workspace, channelId: string, userId: string): void {
  const channel = requireChannel(workspace, channelId);
  if (!channel.members.includes(userId)) return;
  workspace.channels.set(channelId, { ...channel, members: channel.members.filter((member) => member !== userId) });
  const event_ts = workspace.nextTs();
  if (userId === workspace.identity.botUserId) {
    const type = channel.kind === 'private' ? 'group_left' : 'channel_left';
    publishEvent(workspace, type, { type, channel: channelId, event_ts });
  } else if (hasBot(workspace, channel)) {
    const team = workspace.identity.team.id;
    const type = 'member_left_channel';
    publishEvent(workspace, type, {
      type,
      user: userId,
      channel: channelId,
      channel_type: channelTypeLetter(channel),
      team,
      event_ts,
    });
  }
  workspace.changes.emit();
}

/** Gives a channel another name. @throws Error when it is taken. */
export function renameChannel(workspace: Workspace, channelId: string, name: string): void {
  const channel = requireChannel(workspace, channelId);
  if (findChannelByName(workspace, name)) throw new Error(`There is already a channel #${name}.`);
  workspace.channels.set(channelId, { ...channel, name });
  workspace.changes.emit();
}

/** Archives a channel: nobody can post there any more. */
export function archiveChannel(workspace: Workspace, channelId: string): void {
  const channel = requireChannel(workspace, channelId);
  workspace.channels.set(channelId, { ...channel, isArchived: true });
  const type = channel.kind === 'private' ? 'group_archive' : 'channel_archive';
  if (hasBot(workspace, channel)) publishEvent(workspace, type, { type, channel: channelId, event_ts: workspace.nextTs() });
  workspace.changes.emit();
}

/** Shares a channel with another company, or ends that; the bot hears of it. `'pending'`: the other company was only invited. */
export function shareChannel(workspace: Workspace, channelId: string, how: 'shared' | 'pending' | 'own'): void {
  const channel = requireChannel(workspace, channelId);
  workspace.channels.set(channelId, { ...channel, isExtShared: how === 'shared', isPendingExtShared: how === 'pending' });
  const type = how === 'own' ? 'channel_unshared' : 'channel_shared';
  const event = { type, channel: channelId, event_ts: workspace.nextTs() };
  const other = 'T0OTHER00';
  if (hasBot(workspace, channel) && how === 'shared') publishEvent(workspace, type, { ...event, connected_team_id: other });
  if (hasBot(workspace, channel) && how === 'own')
    publishEvent(workspace, type, { ...event, previously_connected_team_id: other, is_ext_shared: false });
  workspace.changes.emit();
}

function channelTypeLetter(channel: SlackChannel): string {
  return channel.kind === 'private' ? 'G' : 'C';
}
