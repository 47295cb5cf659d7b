import { findShortcut } from '../manifest.ts';
import { escapeCommandText } from '../payloads/command.ts';
import { globalShortcutPayload, messageShortcutPayload } from '../payloads/interactions.ts';
import { hasBot, openIm, requireChannel } from '../state/channels.ts';
import type { Message } from '../state/entities.ts';
import { changeFile, filePayload, reserveFile } from '../state/files.ts';
import { addMessage, findMessage, messagePayload } from '../state/messages.ts';
import { publishEvent } from '../state/publish-event.ts';
import { viewPayload } from '../state/views.ts';
import { type Acknowledged, type PersonContext, requireActiveUser } from './person-context.ts';
import { requireWritableChannel } from './run-command.ts';

export type AttachedFile = { readonly name: string; readonly content: string | Buffer };
export type WriteOptions = { readonly threadTs?: string; readonly files?: readonly AttachedFile[] };

/**
 * Writes in a channel. Names after `@` and `#` become references and `&`, `<`, `>` entities, as Slack sends them; references
 * such as `<@U…>` may also be written out. Resolves when the app has acknowledged the events, or has failed to.
 */
export async function writeMessage(
  context: PersonContext,
  channelId: string,
  typed: string,
  { threadTs, files = [] }: WriteOptions = {},
): Promise<Message> {
  const { workspace, userId } = context;
  const user = requireActiveUser(context);
  requireWritableChannel(context, channelId);
  const channel = requireChannel(workspace, channelId);
  const text = withReferences(context, typed);
  const shared = files.map((file) => shareFile(context, channelId, file));
  const author = { user: userId, team: user.teamId, ...(shared.length > 0 ? { subtype: 'file_share' } : {}) };
  const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
  const message = addMessage(workspace, channelId, author, { text, ...thread, ...(shared.length > 0 ? { files: shared } : {}) });
  const isMention = text.includes(`<@${workspace.identity.botUserId}>`) && channel.kind !== 'im' && hasBot(workspace, channel);
  if (isMention)
    publishEvent(workspace, 'app_mention', {
      ...messagePayload(message),
      type: 'app_mention',
      channel: channelId,
      event_ts: message.ts,
    });
  await context.events.allDelivered();
  return message;
}

/** Writes to the bot. @throws Error when the manifest does not let people write there. */
export async function writeDm(context: PersonContext, text: string, options: WriteOptions = {}): Promise<Message> {
  const home = context.workspace.manifest.features?.app_home;
  if (home?.messages_tab_enabled === false || home?.messages_tab_read_only_enabled === true) {
    throw new Error('The manifest does not let people write to this app: see features.app_home.');
  }
  return writeMessage(context, openIm(context.workspace, context.userId).id, text, options);
}

/** Writes to the bot's attention in a channel; the mention is put in front unless the text has it. */
export function mention(context: PersonContext, channelId: string, text: string, threadTs?: string): Promise<Message> {
  const bot = `<@${context.workspace.identity.botUserId}>`;
  return writeMessage(
    context,
    channelId,
    text.includes(bot) ? text : `${bot} ${text}`,
    threadTs === undefined ? {} : { threadTs },
  );
}

/** Opens the app's Home tab (or its Messages tab). Resolves when the app has acknowledged the event. */
export async function openHome(context: PersonContext, tab: 'home' | 'messages' = 'home'): Promise<void> {
  requireActiveUser(context);
  const { workspace, userId } = context;
  const channel = openIm(workspace, userId).id;
  const home = workspace.homes.get(userId);
  const view = home === undefined || tab !== 'home' ? {} : { view: viewPayload(workspace, home) };
  publishEvent(workspace, 'app_home_opened', {
    type: 'app_home_opened',
    user: userId,
    channel,
    tab,
    event_ts: workspace.nextTs(),
    ...view,
  });
  await context.events.allDelivered();
}

/** Uses a shortcut from a message's menu. @throws Error when the manifest or the channel does not have it. */
export async function messageShortcut(
  context: PersonContext,
  callbackId: string,
  channelId: string,
  ts: string,
): Promise<Acknowledged> {
  requireActiveUser(context);
  const { workspace, userId } = context;
  requireShortcut(context, 'message', callbackId);
  const message = findMessage(workspace, channelId, ts);
  if (message === undefined) throw new Error(`There is no message ${ts} in ${channelId}.`);
  return sendShortcut(context, callbackId, messageShortcutPayload(workspace, userId, callbackId, message));
}

/** Uses a shortcut from the composer. @throws Error when the manifest does not have it. */
export async function globalShortcut(context: PersonContext, callbackId: string): Promise<Acknowledged> {
  requireActiveUser(context);
  requireShortcut(context, 'global', callbackId);
  return sendShortcut(context, callbackId, globalShortcutPayload(context.workspace, context.userId, callbackId));
}

async function sendShortcut(
  { appSender }: PersonContext,
  callbackId: string,
  payload: Parameters<PersonContext['appSender']['send']>[2],
): Promise<Acknowledged> {
  const { acked, ms } = await appSender.send('interactive', `shortcut ${callbackId}`, payload);
  return { acked, ms };
}

function requireShortcut({ workspace }: PersonContext, type: 'global' | 'message', callbackId: string): void {
  if (findShortcut(workspace.manifest, type, callbackId) === undefined)
    throw new Error(`The manifest has no ${type} shortcut ${callbackId}.`);
}

/** A message names a person by id alone; only a command's text has the name beside it. */
export function withReferences({ workspace }: PersonContext, typed: string): string {
  const parts = typed.split(/(<[@#!][^>]+>)/);
  const escaped = (part: string) => escapeCommandText(workspace, part).replaceAll(/<@([A-Z0-9]+)\|[^>]*>/g, '<@$1>');
  return parts.map((part, index) => (index % 2 === 1 ? part : escaped(part))).join('');
}

function shareFile({ workspace, userId }: PersonContext, channelId: string, { name, content }: AttachedFile) {
  const file = reserveFile(workspace, { name, altTxt: '', user: userId });
  return filePayload(
    workspace,
    changeFile(workspace, file, { bytes: Buffer.from(content), isComplete: true, channel: channelId }),
  );
}
