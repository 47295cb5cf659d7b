import { isRecord } from '../block-kit/json-record.ts';
import type { AckFailure } from '../delivery/delivery.ts';
import { findCommand } from '../manifest.ts';
import { commandPayload, escapeCommandText } from '../payloads/command.ts';
import { asText, type Fields } from '../read-json.ts';
import { openIm, requireChannel } from '../state/channels.ts';
import type { Message } from '../state/entities.ts';
import { addEphemeralMessage, addMessage, botAuthor } from '../state/messages.ts';
import { unknownArguments } from '../web-api/argument-names.ts';
import { readMessageContent } from '../web-api/message-content.ts';
import { type Acknowledged, type PersonContext, requireActiveUser } from './person-context.ts';

/** What a person sees of their command. `unknown_command`: Slack's own "is not a valid command", the app hears nothing. */
export type CommandAnswer = Acknowledged & {
  readonly reply?: Message;
  readonly error?: CommandError;
  /** Why Slack did not show the reply, in its own sentences. */
  readonly problems?: readonly string[];
};

export type CommandError = 'operation_timeout' | 'dispatch_failed' | 'dispatch_unknown_error' | 'unknown_command';

const ERRORS: Readonly<Record<AckFailure, CommandError>> = {
  timeout: 'operation_timeout',
  http_status: 'dispatch_failed',
  connection_failed: 'dispatch_failed',
  malformed: 'dispatch_unknown_error',
};

/**
 * Runs a slash command in a channel, or in the bot's direct conversation with `dm`.
 *
 * @param line as typed, e.g. `/deal advance Bielik`.
 * @throws Error when the person could not type it there: no slash, no member, an archived channel.
 */
export async function runCommand(context: PersonContext, channel: string, line: string): Promise<CommandAnswer> {
  const { workspace, appSender, userId } = context;
  const user = requireActiveUser(context);
  const command = /^\/\S+/.exec(line)?.[0];
  if (command === undefined) throw new Error(`"${line}" is not a slash command.`);
  const typed = line.slice(command.length).trimStart();
  const channelId = channel === 'dm' ? openIm(workspace, userId).id : channel;
  requireWritableChannel(context, channelId);
  const entry = findCommand(workspace.manifest, command);
  const isExternalUser = user.teamId !== workspace.identity.team.id;
  if (entry === undefined || isExternalUser) return { acked: false, ms: 0, error: 'unknown_command' };
  const sent = entry.should_escape ? escapeCommandText(workspace, typed) : typed;
  const payload = commandPayload(workspace, { userId, channelId, line }, command, sent.trim());
  const receipt = await appSender.send('slash_commands', command, payload);
  if (!receipt.acked) return { acked: false, ms: receipt.ms, error: ERRORS[receipt.failure] };
  return { acked: true, ms: receipt.ms, ...showReply(context, channelId, line, receipt.body) };
}

/** A place where this person can write. @throws Error when it is none. */
export function requireWritableChannel({ workspace, userId }: PersonContext, channelId: string): void {
  const channel = requireChannel(workspace, channelId);
  if (!channel.members.includes(userId)) throw new Error(`${userId} is not in ${channelId} and cannot write there.`);
  if (channel.isArchived) throw new Error(`${channelId} is archived: nobody can write there.`);
}

/** Shows what came with the acknowledgement. With `in_channel` the command that was typed shows too. */
function showReply({ workspace, userId }: PersonContext, channelId: string, line: string, body: unknown): Partial<CommandAnswer> {
  if (body === undefined || body === '') return {};
  const reply: Fields | undefined = typeof body === 'string' ? { text: body } : isRecord(body) ? body : undefined;
  if (reply === undefined) return { error: 'dispatch_unknown_error' };
  const unknown = unknownArguments('response_url', reply);
  if (unknown.length > 0) return { error: 'dispatch_unknown_error', problems: [`unknown: ${unknown.join(', ')}`] };
  const read = readMessageContent(workspace, reply);
  if ('refusal' in read) {
    const { error, response_metadata: details } = read.refusal;
    return { error: 'dispatch_unknown_error', problems: [`${error} ${JSON.stringify(details ?? {})}`] };
  }
  if (asText(reply['response_type']) !== 'in_channel')
    return { reply: addEphemeralMessage(workspace, channelId, userId, { ...read.content, typedLine: line }) };
  addMessage(workspace, channelId, { user: userId, team: workspace.identity.team.id }, { text: line });
  return { reply: addMessage(workspace, channelId, { ...botAuthor(workspace), subtype: 'bot_message' }, read.content) };
}
