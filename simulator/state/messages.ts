import type { Fields } from '../read-json.ts';
import { hasBot, requireChannel } from './channels.ts';
import type { Message } from './entities.ts';
import { channelType, messageEventName, publishEvent } from './publish-event.ts';
import type { Workspace } from './workspace.ts';

/** What a message says; the workspace adds where, when and who. */
export type MessageContent = Pick<Message, 'text'> &
  Partial<Pick<Message, 'blocks' | 'attachments' | 'metadata' | 'thread_ts' | 'files' | 'typedLine'>>;
export type MessageAuthor = Pick<Message, 'user' | 'team'> & Partial<Pick<Message, 'bot_id' | 'app_id' | 'subtype'>>;

/** The app's bot as the author of what it posts. */
export function botAuthor({ identity }: Workspace): MessageAuthor {
  return { user: identity.botUserId, team: identity.team.id, bot_id: identity.botId, app_id: identity.appId };
}

/** Stores a message and sends the `message` event to a bot that is a member and subscribes. The channel must exist. */
export function addMessage(workspace: Workspace, channelId: string, author: MessageAuthor, content: MessageContent): Message {
  const message: Message = { type: 'message', channel: channelId, ts: workspace.nextTs(), ...author, ...content };
  setMessages(workspace, channelId, [...allMessages(workspace, channelId), message]);
  publishMessage(workspace, message, {});
  return message;
}

/** Shows a message to one person only. It is not stored: history and updates do not see it. */
export function addEphemeralMessage(workspace: Workspace, channelId: string, userId: string, content: MessageContent): Message {
  const author = botAuthor(workspace);
  const message: Message = {
    type: 'message',
    channel: channelId,
    ts: workspace.nextTs(),
    ...author,
    ...content,
    ephemeralTo: userId,
  };
  workspace.ephemerals.set(userId, [...(workspace.ephemerals.get(userId) ?? []), message]);
  workspace.changes.emit();
  return message;
}

/** Puts other content into a stored message. An `undefined` field stays as it was, an empty list empties it. */
export function editMessage(workspace: Workspace, message: Message, content: Partial<MessageContent>): Message {
  const edited: Message = { ...message, ...content, edited: { user: message.user, ts: workspace.nextTs() } };
  replaceMessage(workspace, message, edited);
  const changed = { subtype: 'message_changed', hidden: true, message: messagePayload(edited) };
  publishMessage(workspace, edited, { ...changed, previous_message: messagePayload(message) });
  return edited;
}

/** Replaces a stored or ephemeral message by another version of itself, without an event. */
export function replaceMessage(workspace: Workspace, message: Message, by: Message): void {
  const swap = (each: Message) => (each.ts === message.ts ? by : each);
  const to = message.ephemeralTo;
  if (to === undefined) setMessages(workspace, message.channel, allMessages(workspace, message.channel).map(swap));
  else workspace.ephemerals.set(to, (workspace.ephemerals.get(to) ?? []).map(swap));
  workspace.changes.emit();
}

/** Takes a stored or ephemeral message away. */
export function removeMessage(workspace: Workspace, message: Message): void {
  const others = (each: Message) => each.ts !== message.ts;
  const to = message.ephemeralTo;
  if (to !== undefined) {
    workspace.ephemerals.set(to, (workspace.ephemerals.get(to) ?? []).filter(others));
    workspace.changes.emit();
    return;
  }
  setMessages(workspace, message.channel, allMessages(workspace, message.channel).filter(others));
  const deleted = { subtype: 'message_deleted', hidden: true, deleted_ts: message.ts };
  publishMessage(workspace, message, { ...deleted, previous_message: messagePayload(message) });
}

/** Every stored message of a channel, replies among them, in order. */
export function allMessages(workspace: Workspace, channelId: string): readonly Message[] {
  return workspace.messages.get(channelId) ?? [];
}

/** The messages that a channel shows: no replies, in order, each with its number of replies. */
export function topLevelMessages(workspace: Workspace, channelId: string): readonly Message[] {
  return allMessages(workspace, channelId)
    .filter((message) => message.thread_ts === undefined)
    .map((message) => withReplyCount(workspace, message));
}

/** The replies in the thread under `ts`, in order, without the message that they answer. */
export function repliesTo(workspace: Workspace, channelId: string, ts: string): readonly Message[] {
  return allMessages(workspace, channelId).filter((message) => message.thread_ts === ts);
}

/** The stored message of that `ts`, or `undefined`. */
export function findMessage(workspace: Workspace, channelId: string, ts: string): Message | undefined {
  return allMessages(workspace, channelId).find((message) => message.ts === ts);
}

/** The message as the Web API and payloads show it: without our own fields, and without metadata unless asked for. */
export function messagePayload(message: Message, { withMetadata = false } = {}): Fields {
  const { channel: _channel, ephemeralTo: _ephemeralTo, typedLine: _typedLine, metadata, ...payload } = message;
  return withMetadata && metadata ? { ...payload, metadata } : payload;
}

function withReplyCount(workspace: Workspace, message: Message): Message {
  const replies = repliesTo(workspace, message.channel, message.ts).length;
  return replies === 0 ? message : { ...message, thread_ts: message.ts, reply_count: replies };
}

function setMessages(workspace: Workspace, channelId: string, messages: readonly Message[]): void {
  workspace.messages.set(channelId, messages);
  workspace.changes.emit();
}

function publishMessage(workspace: Workspace, message: Message, change: Fields): void {
  const channel = requireChannel(workspace, message.channel);
  if (!hasBot(workspace, channel)) return;
  const isChange = 'subtype' in change;
  const ts = isChange ? workspace.nextTs() : message.ts;
  const base = isChange ? { type: 'message' } : { ...messagePayload(message), type: 'message' };
  const place = { channel: channel.id, channel_type: channelType(channel), ts, event_ts: ts };
  publishEvent(workspace, messageEventName(channel), { ...base, ...change, ...place });
}
