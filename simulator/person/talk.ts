import { findShortcut } from '../manifest.ts';
import { escapeCommandText } from '../payloads/command.ts';
import { globalShortcutPayload, messageShortcutPayload } from '../payloads/interactions.ts';
import { hasBot, openIm, requireChannel } from '../state/channels.ts';
import type { Message } from '../state/entities.ts';
import { publish } from '../state/events.ts';
import { changeFile, filePayload, reserveFile } from '../state/files.ts';
import { findMessage, messagePayload, post } from '../state/messages.ts';
import { viewPayload } from '../state/views.ts';
import { requireTypingPlace } from './command.ts';
import { type Acknowledged, actor, type Hands } from './hands.ts';

export type Attachment = { readonly name: string; readonly content: string | Buffer };
export type SayOptions = { readonly threadTs?: string; readonly files?: readonly Attachment[] };

/**
 * Writes in a channel. Names after `@` and `#` become references and `&`, `<`, `>` entities, as Slack sends them; references
 * such as `<@U…>` may also be written out. Resolves when the app has acknowledged the events, or has failed to.
 */
export async function say(
  hands: Hands,
  channelId: string,
  typed: string,
  { threadTs, files = [] }: SayOptions = {},
): Promise<Message> {
  const { workspace, userId } = hands;
  const user = actor(hands);
  requireTypingPlace(hands, channelId);
  const channel = requireChannel(workspace, channelId);
  const text = referenced(hands, typed);
  const shared = files.map((file) => shareFile(hands, channelId, file));
  const author = { user: userId, team: user.teamId, ...(shared.length > 0 ? { subtype: 'file_share' } : {}) };
  const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
  const message = post(workspace, channelId, author, { text, ...thread, ...(shared.length > 0 ? { files: shared } : {}) });
  const isMention = text.includes(`<@${workspace.identity.botUserId}>`) && channel.kind !== 'im' && hasBot(workspace, channel);
  if (isMention)
    publish(workspace, 'app_mention', {
      ...messagePayload(message),
      type: 'app_mention',
      channel: channelId,
      event_ts: message.ts,
    });
  await hands.events.settled();
  return message;
}

/** Writes to the bot. @throws Error when the manifest does not let people write there. */
export async function writeDm(hands: Hands, text: string, options: SayOptions = {}): Promise<Message> {
  const home = hands.workspace.manifest.features?.app_home;
  if (home?.messages_tab_enabled === false || home?.messages_tab_read_only_enabled === true) {
    throw new Error('The manifest does not let people write to this app: see features.app_home.');
  }
  return say(hands, openIm(hands.workspace, hands.userId).id, text, options);
}

/** Writes to the bot's attention in a channel; the mention is put in front unless the text has it. */
export function mention(hands: Hands, channelId: string, text: string, threadTs?: string): Promise<Message> {
  const bot = `<@${hands.workspace.identity.botUserId}>`;
  return say(hands, channelId, text.includes(bot) ? text : `${bot} ${text}`, threadTs === undefined ? {} : { threadTs });
}

/** Opens the app's Home tab (or its Messages tab). Resolves when the app has acknowledged the event. */
export async function openHome(hands: Hands, tab: 'home' | 'messages' = 'home'): Promise<void> {
  actor(hands);
  const { workspace, userId } = hands;
  const channel = openIm(workspace, userId).id;
  const home = workspace.homes.get(userId);
  const view = home === undefined || tab !== 'home' ? {} : { view: viewPayload(workspace, home) };
  publish(workspace, 'app_home_opened', {
    type: 'app_home_opened',
    user: userId,
    channel,
    tab,
    event_ts: workspace.nextTs(),
    ...view,
  });
  await hands.events.settled();
}

/** Uses a shortcut from a message's menu. @throws Error when the manifest or the channel does not have it. */
export async function messageShortcut(hands: Hands, callbackId: string, channelId: string, ts: string): Promise<Acknowledged> {
  actor(hands);
  const { workspace, userId } = hands;
  requireShortcut(hands, 'message', callbackId);
  const message = findMessage(workspace, channelId, ts);
  if (message === undefined) throw new Error(`There is no message ${ts} in ${channelId}.`);
  return sendShortcut(hands, callbackId, messageShortcutPayload(workspace, userId, callbackId, message));
}

/** Uses a shortcut from the composer. @throws Error when the manifest does not have it. */
export async function globalShortcut(hands: Hands, callbackId: string): Promise<Acknowledged> {
  actor(hands);
  requireShortcut(hands, 'global', callbackId);
  return sendShortcut(hands, callbackId, globalShortcutPayload(hands.workspace, hands.userId, callbackId));
}

async function sendShortcut(
  { office }: Hands,
  callbackId: string,
  payload: Parameters<Hands['office']['send']>[2],
): Promise<Acknowledged> {
  const { acked, ms } = await office.send('interactive', `shortcut ${callbackId}`, payload);
  return { acked, ms };
}

function requireShortcut({ workspace }: Hands, type: 'global' | 'message', callbackId: string): void {
  if (findShortcut(workspace.manifest, type, callbackId) === undefined)
    throw new Error(`The manifest has no ${type} shortcut ${callbackId}.`);
}

/** A message names a person by id alone; only a command's text has the name beside it. */
function referenced({ workspace }: Hands, typed: string): string {
  const parts = typed.split(/(<[@#!][^>]+>)/);
  const escaped = (part: string) => escapeCommandText(workspace, part).replaceAll(/<@([A-Z0-9]+)\|[^>]*>/g, '<@$1>');
  return parts.map((part, index) => (index % 2 === 1 ? part : escaped(part))).join('');
}

function shareFile({ workspace, userId }: Hands, channelId: string, { name, content }: Attachment) {
  const file = reserveFile(workspace, { name, altTxt: '', user: userId });
  return filePayload(
    workspace,
    changeFile(workspace, file, { bytes: Buffer.from(content), isComplete: true, channel: channelId }),
  );
}
