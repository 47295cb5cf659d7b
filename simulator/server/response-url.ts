import { type Fields, fields, flag, parseJson, text } from '../json.ts';
import type { Message } from '../state/entities.ts';
import { botAuthor, edit, findMessage, post, postEphemeral, remove, replace } from '../state/messages.ts';
import { takeUse } from '../state/response-urls.ts';
import type { ResponseUrl, Workspace } from '../state/workspace.ts';
import { readContent } from '../web-api/message-content.ts';
import { okay, refuse } from '../web-api/method.ts';
import { type Exchange, type Outcome, perform } from './calls.ts';
import { readBody } from './request.ts';

/** Answers a post to a response_url. */
export async function answerResponseUrl(exchange: Exchange, id: string): Promise<void> {
  const body = parseJson((await readBody(exchange.request)).toString('utf8'));
  const args = fields(body);
  await perform(exchange, 'response_url', args, () =>
    body === undefined ? refused('invalid_payload') : respond(exchange.workspace, id, args),
  );
}

/**
 * Carries out an answer to an interaction. It is a new message unless `replace_original` or `delete_original` is set, seen by
 * one person unless `response_type` is `in_channel`. A command has no original, so there `replace_original` posts anew.
 */
export function respond(workspace: Workspace, id: string, args: Fields): Outcome {
  const use = takeUse(workspace, id);
  if ('error' in use) return refused(use.error, 404);
  const original = originalOf(workspace, use);
  if (flag(args['delete_original'])) {
    if (original) remove(workspace, original);
    return done();
  }
  const read = readContent(workspace, args);
  if ('refusal' in read) return { status: 400, answer: read.refusal };
  const thread = text(args['thread_ts']);
  const content = thread === undefined ? read.content : { ...read.content, thread_ts: thread };
  if (flag(args['replace_original']) && original) replaceOriginal(workspace, original, args, read.content);
  else if (text(args['response_type']) === 'in_channel')
    post(workspace, use.channel, { ...botAuthor(workspace), subtype: 'bot_message' }, content);
  else postEphemeral(workspace, use.channel, use.userId, content);
  return done();
}

function replaceOriginal(
  workspace: Workspace,
  original: Message,
  args: Fields,
  content: { text: string } & Partial<Message>,
): void {
  const { blocks: _blocks, attachments: _attachments, ...rest } = original;
  const isEphemeral = original.ephemeralTo !== undefined;
  if (isEphemeral) replace(workspace, original, { ...rest, ...content });
  else edit(workspace, original, { ...content, ...('blocks' in args ? {} : { blocks: [] }) });
}

function originalOf(workspace: Workspace, { original, channel, userId }: ResponseUrl): Message | undefined {
  if (original === undefined) return undefined;
  if (!original.isEphemeral) return findMessage(workspace, channel, original.ts);
  return workspace.ephemerals.get(userId)?.find((message) => message.ts === original.ts);
}

function done(): Outcome {
  return { status: 200, answer: okay() };
}

function refused(error: string, status = 400): Outcome {
  return { status, answer: refuse(error) };
}
