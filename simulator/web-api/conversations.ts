import { asFlag, asList, asNumber, asText, type Fields } from '../read-json.ts';
import { addMember, hasBot } from '../state/channels.ts';
import type { Message, SlackChannel } from '../state/entities.ts';
import { findMessage, messagePayload, repliesTo, topLevelMessages } from '../state/messages.ts';
import type { Workspace } from '../state/workspace.ts';
import { directMessageChannel, hasScope, missingScope, readableChannel } from './channel-access.ts';
import { type Answer, botMethod, jsonArgument, type Methods, refuse, success } from './method.ts';
import { toPage } from './paging.ts';
import { postDueMessages } from './scheduled.ts';

const READ_SCOPES = ['channels:read', 'groups:read', 'mpim:read', 'im:read'];
const HISTORY_SCOPES = ['channels:history', 'groups:history', 'mpim:history', 'im:history'];

export const conversationMethods: Methods = {
  'conversations.info': botMethod(READ_SCOPES, info),
  'conversations.list': botMethod(READ_SCOPES, (workspace, args) => listChannels(workspace, args, () => true)),
  'users.conversations': botMethod(READ_SCOPES, conversationsOfUser),
  'conversations.members': botMethod(READ_SCOPES, members),
  'conversations.history': botMethod(HISTORY_SCOPES, history),
  'conversations.replies': botMethod(HISTORY_SCOPES, replies),
  'conversations.open': botMethod(['im:write'], open),
  'conversations.join': botMethod(['channels:join'], joinChannel),
};

function info(workspace: Workspace, args: Fields): Answer {
  const target = readableChannel(workspace, args, 'read');
  return 'refusal' in target ? target.refusal : success({ channel: channelPayload(workspace, target.channel) });
}

function members(workspace: Workspace, args: Fields): Answer {
  const target = readableChannel(workspace, args, 'read');
  return 'refusal' in target ? target.refusal : toPage(args, target.channel.members, (page) => ({ members: page }));
}

function conversationsOfUser(workspace: Workspace, args: Fields): Answer {
  const userId = asText(args['user']) ?? workspace.identity.botUserId;
  if (!workspace.users.has(userId)) return refuse('user_not_found');
  return listChannels(workspace, args, (channel) => channel.members.includes(userId));
}

const KINDS: Readonly<Record<string, { kind: SlackChannel['kind']; scope: string }>> = {
  public_channel: { kind: 'public', scope: 'channels:read' },
  private_channel: { kind: 'private', scope: 'groups:read' },
  im: { kind: 'im', scope: 'im:read' },
};

function listChannels(workspace: Workspace, args: Fields, isWanted: (channel: SlackChannel) => boolean): Answer {
  const types = (asText(args['types']) || 'public_channel').split(',').map((type) => type.trim());
  const wanted = types.flatMap((type) => KINDS[type] ?? []);
  const missing = wanted.find(({ scope }) => !hasScope(workspace, scope));
  if (missing) return missingScope(workspace, missing.scope);
  const shown = [...workspace.channels.values()]
    .filter((channel) => wanted.some(({ kind }) => kind === channel.kind) && isWanted(channel))
    .filter((channel) => channel.kind === 'public' || hasBot(workspace, channel))
    .filter((channel) => !(asFlag(args['exclude_archived']) && channel.isArchived));
  return toPage(args, shown, (page) => ({ channels: page.map((channel) => channelPayload(workspace, channel)) }));
}

/** Newest first, between `oldest` and `latest`, both left out unless `inclusive`. */
function history(workspace: Workspace, args: Fields): Answer {
  const target = readableChannel(workspace, args, 'history');
  if ('refusal' in target) return target.refusal;
  postDueMessages(workspace);
  const messages = topLevelMessages(workspace, target.channel.id).filter(inTimeRange(args)).toReversed();
  return withHasMore(toPage(args, messages, (page) => ({ messages: page.map(payloadFor(args)) })));
}

/** The parent first, then its replies in order. */
function replies(workspace: Workspace, args: Fields): Answer {
  const target = readableChannel(workspace, args, 'history');
  if ('refusal' in target) return target.refusal;
  const channelId = target.channel.id;
  const named = findMessage(workspace, channelId, asText(args['ts']) ?? '');
  const parentTs = named?.thread_ts ?? named?.ts;
  const parent = topLevelMessages(workspace, channelId).find((message) => message.ts === parentTs);
  if (parent === undefined) return refuse('thread_not_found');
  const thread = [parent, ...repliesTo(workspace, channelId, parent.ts).filter(inTimeRange(args))];
  return withHasMore(toPage(args, thread, (page) => ({ messages: page.map(payloadFor(args)) })));
}

function open(workspace: Workspace, args: Fields): Answer {
  const given = args['users'];
  const users = Array.isArray(given) ? asList(given) : (asText(given) ?? '').split(',').filter((id) => id !== '');
  if (users.length === 0) return refuse('users_list_not_supplied');
  if (users.length > 1) return refuse('not_allowed_token_type');
  const target = directMessageChannel(workspace, asText(users[0]) ?? '');
  if ('refusal' in target) return target.refusal;
  return success({ channel: asFlag(args['return_im']) ? channelPayload(workspace, target.channel) : { id: target.channel.id } });
}

function joinChannel(workspace: Workspace, args: Fields): Answer {
  const channel = workspace.channels.get(asText(args['channel']) ?? '');
  if (channel === undefined || channel.kind === 'private') return refuse('channel_not_found');
  if (channel.kind === 'im') return refuse('method_not_supported_for_channel_type');
  if (channel.isArchived) return refuse('is_archived');
  addMember(workspace, channel.id, workspace.identity.botUserId);
  return success({ channel: channelPayload(workspace, workspace.channels.get(channel.id) ?? channel) });
}

function channelPayload(workspace: Workspace, channel: SlackChannel): Fields {
  const base = { id: channel.id, created: channel.created, is_archived: channel.isArchived };
  if (channel.kind === 'im')
    return { ...base, is_im: true, user: channel.members.find((id) => id !== workspace.identity.botUserId) };
  const isPrivate = channel.kind === 'private';
  return {
    ...base,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: !isPrivate,
    is_group: isPrivate,
    is_im: false,
    is_mpim: false,
    is_private: isPrivate,
    is_member: hasBot(workspace, channel),
    is_ext_shared: channel.isExtShared,
    is_shared: channel.isExtShared,
    is_pending_ext_shared: channel.isPendingExtShared ?? false,
    context_team_id: workspace.identity.team.id,
    num_members: channel.members.length,
  };
}

function inTimeRange(args: Fields): (message: Message) => boolean {
  const oldest = asNumber(args['oldest']) ?? 0;
  const latest = asNumber(args['latest']) ?? Number.POSITIVE_INFINITY;
  const isInclusive = asFlag(args['inclusive']);
  return ({ ts }) => (isInclusive ? Number(ts) >= oldest && Number(ts) <= latest : Number(ts) > oldest && Number(ts) < latest);
}

function payloadFor(args: Fields): (message: Message) => Fields {
  const withMetadata = asFlag(jsonArgument(args['include_all_metadata']));
  return (message) => messagePayload(message, { withMetadata });
}

function withHasMore(answer: Answer): Answer {
  const metadata = answer['response_metadata'];
  const more = typeof metadata === 'object' && metadata !== null && 'next_cursor' in metadata && metadata.next_cursor !== '';
  return { ...answer, has_more: more };
}
