import { asFlag, asList, asNumber, asText, type Fields } from '../read-json.ts';
import { hasBot } from '../state/channels.ts';
import type { Message } from '../state/entities.ts';
import {
  addEphemeralMessage,
  addMessage,
  botAuthor,
  editMessage,
  findMessage,
  messagePayload,
  removeMessage,
} from '../state/messages.ts';
import type { Workspace } from '../state/workspace.ts';
import { postableChannel } from './channel-access.ts';
import { readMessageContent } from './message-content.ts';
import { type Answer, botMethod, jsonArgument, type Methods, refuse, success } from './method.ts';

/** chat.update refuses longer text, where chat.postMessage cuts. Source: docs.slack.dev, chat.update. */
const UPDATE_TEXT_LIMIT = 4000;

export const chatMethods: Methods = {
  'chat.postMessage': botMethod(['chat:write'], postMessage),
  'chat.postEphemeral': botMethod(['chat:write'], postEphemeralMessage),
  'chat.update': botMethod(['chat:write'], update),
  'chat.delete': botMethod(['chat:write'], deleteMessage),
  'chat.getPermalink': botMethod([], permalink),
};

function postMessage(workspace: Workspace, args: Fields): Answer {
  const target = postableChannel(workspace, args['channel']);
  if ('refusal' in target) return target.refusal;
  const read = readMessageContent(workspace, args);
  if ('refusal' in read) return read.refusal;
  const thread = findThread(workspace, target.channel.id, args);
  if ('refusal' in thread) return thread.refusal;
  const subtype = asFlag(args['reply_broadcast']) && 'thread_ts' in thread ? { subtype: 'thread_broadcast' } : {};
  const message = addMessage(
    workspace,
    target.channel.id,
    { ...botAuthor(workspace), ...subtype },
    { ...read.content, ...thread },
  );
  return success({ channel: target.channel.id, ts: message.ts, message: messagePayload(message, { withMetadata: true }) });
}

function postEphemeralMessage(workspace: Workspace, args: Fields): Answer {
  const target = postableChannel(workspace, args['channel']);
  if ('refusal' in target) return target.refusal;
  const userId = asText(args['user']) ?? '';
  if (!target.channel.members.includes(userId)) return refuse('user_not_in_channel');
  const read = readMessageContent(workspace, args);
  if ('refusal' in read) return read.refusal;
  const thread = asText(args['thread_ts']);
  const content = thread === undefined ? read.content : { ...read.content, thread_ts: thread };
  return success({ message_ts: addEphemeralMessage(workspace, target.channel.id, userId, content).ts });
}

/** Fields that are left out stay as they were; `blocks: []` and `attachments: []` drop them. */
function update(workspace: Workspace, args: Fields): Answer {
  const own = findOwnMessage(workspace, args, 'cant_update_message');
  if ('refusal' in own) return own.refusal;
  const { message } = own;
  if ([...(asText(args['text']) ?? '')].length > UPDATE_TEXT_LIMIT) return refuse('msg_too_long');
  const read = readMessageContent(workspace, { ...unchangedFields(message, args), ...args });
  if ('refusal' in read) return read.refusal;
  const edited = editMessage(workspace, message, read.content);
  return success({ channel: edited.channel, ts: edited.ts, text: edited.text, message: messagePayload(edited) });
}

/** What an update leaves alone, so that text alone is checked together with the blocks that remain. */
function unchangedFields(message: Message, args: Fields): Fields {
  const dropsBlocks = asList(jsonArgument(args['blocks'])).length === 0 && 'blocks' in args;
  return {
    ...(dropsBlocks ? {} : { blocks: message.blocks }),
    ...(asText(args['text']) === undefined ? { text: message.text } : {}),
  };
}

function deleteMessage(workspace: Workspace, args: Fields): Answer {
  const own = findOwnMessage(workspace, args, 'cant_delete_message');
  if ('refusal' in own) return own.refusal;
  removeMessage(workspace, own.message);
  return success({ channel: own.message.channel, ts: own.message.ts });
}

function permalink(workspace: Workspace, args: Fields): Answer {
  const channel = asText(args['channel']) ?? '';
  const message = findMessage(workspace, channel, asText(args['message_ts']) ?? '');
  const place = workspace.channels.get(channel);
  if (place === undefined || (place.kind !== 'public' && !hasBot(workspace, place))) return refuse('channel_not_found');
  if (message === undefined) return refuse('message_not_found');
  const thread = message.thread_ts === undefined ? '' : `?thread_ts=${message.thread_ts}&cid=${channel}`;
  const path = `${channel}/p${message.ts.replace('.', '')}${thread}`;
  return success({ channel, permalink: `https://${workspace.identity.team.domain}.slack.com/archives/${path}` });
}

type OwnMessage = { readonly message: Message } | { readonly refusal: Answer };

function findOwnMessage(workspace: Workspace, args: Fields, notOwn: string): OwnMessage {
  const channel = workspace.channels.get(asText(args['channel']) ?? '');
  if (channel === undefined) return { refusal: refuse('channel_not_found') };
  if (channel.isArchived) return { refusal: refuse('is_archived') };
  const message = findMessage(workspace, channel.id, asText(args['ts']) ?? '');
  if (message === undefined) return { refusal: refuse('message_not_found') };
  return message.bot_id === workspace.identity.botId ? { message } : { refusal: refuse(notOwn) };
}

/** The thread to answer in: its parent must be there and be no reply itself. */
function findThread(
  workspace: Workspace,
  channelId: string,
  args: Fields,
): { thread_ts?: string } | { readonly refusal: Answer } {
  const ts = asText(args['thread_ts']);
  if (ts === undefined || ts === '') return {};
  const parent = findMessage(workspace, channelId, ts);
  if (parent === undefined || asNumber(ts) === undefined) return { refusal: refuse('thread_not_found') };
  return parent.thread_ts === undefined ? { thread_ts: ts } : { refusal: refuse('cannot_reply_to_message') };
}
