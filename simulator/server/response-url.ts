import { asFlag, asRecord, asText, type Fields, parseJson } from '../read-json.ts';
import type { Message } from '../state/entities.ts';
import {
  addEphemeralMessage,
  addMessage,
  botAuthor,
  editMessage,
  findMessage,
  removeMessage,
  replaceMessage,
} from '../state/messages.ts';
import { consumeResponseUrl } from '../state/response-urls.ts';
import type { ResponseUrl, Workspace } from '../state/workspace.ts';
import { unknownArguments } from '../web-api/argument-names.ts';
import { readMessageContent } from '../web-api/message-content.ts';
import { refuse, success } from '../web-api/method.ts';
import { type ApiExchange, answerWithFaults, type HttpAnswer } from './api-calls.ts';
import { readBody } from './request.ts';

/** Answers a post to a response_url. */
export async function answerResponseUrl(exchange: ApiExchange, id: string): Promise<void> {
  const body = parseJson((await readBody(exchange.request)).toString('utf8'));
  const args = asRecord(body);
  await answerWithFaults(exchange, 'response_url', args, () =>
    body === undefined ? refused('invalid_payload') : applyResponse(exchange.workspace, id, args),
  );
}

/**
 * Carries out an answer to an interaction. It is a new message unless `replace_original` or `delete_original` is set, seen by
 * one person unless `response_type` is `in_channel`. A command has no original, so there `replace_original` posts anew.
 */
export function applyResponse(workspace: Workspace, id: string, args: Fields): HttpAnswer {
  const use = consumeResponseUrl(workspace, id);
  if ('error' in use) return refused(use.error, 404);
  if (unknownArguments('response_url', args).length > 0) return refused('invalid_arguments');
  const original = findOriginal(workspace, use);
  if (asFlag(args['delete_original'])) {
    if (original) removeMessage(workspace, original);
    return succeeded();
  }
  const read = readMessageContent(workspace, args);
  if ('refusal' in read) return { status: 400, answer: read.refusal };
  const thread = asText(args['thread_ts']);
  const content = thread === undefined ? read.content : { ...read.content, thread_ts: thread };
  if (asFlag(args['replace_original']) && original) replaceOriginal(workspace, original, args, read.content);
  else if (asText(args['response_type']) === 'in_channel')
    addMessage(workspace, use.channel, { ...botAuthor(workspace), subtype: 'bot_message' }, content);
  else {
    // The first answer says what it is to; further ones stand below it.
    const typed = use.line === undefined || use.uses > 0 ? {} : { typedLine: use.line };
    addEphemeralMessage(workspace, use.channel, use.userId, { ...content, ...typed });
  }
  return succeeded();
}

function replaceOriginal(
  workspace: Workspace,
  original: Message,
  args: Fields,
  content: { text: string } & Partial<Message>,
): void {
  const { blocks: _blocks, attachments: _attachments, ...rest } = original;
  const isEphemeral = original.ephemeralTo !== undefined;
  if (isEphemeral) replaceMessage(workspace, original, { ...rest, ...content });
  else editMessage(workspace, original, { ...content, ...('blocks' in args ? {} : { blocks: [] }) });
}

function findOriginal(workspace: Workspace, { original, channel, userId }: ResponseUrl): Message | undefined {
  if (original === undefined) return undefined;
  if (!original.isEphemeral) return findMessage(workspace, channel, original.ts);
  return workspace.ephemerals.get(userId)?.find((message) => message.ts === original.ts);
}

function succeeded(): HttpAnswer {
  return { status: 200, answer: success() };
}

function refused(error: string, status = 400): HttpAnswer {
  return { status, answer: refuse(error) };
}
