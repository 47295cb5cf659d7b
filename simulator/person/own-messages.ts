import { requireChannel } from '../state/channels.ts';
import type { Message } from '../state/entities.ts';
import { editMessage, findMessage, removeMessage, replaceMessage } from '../state/messages.ts';
import { publishEvent } from '../state/publish-event.ts';
import { withReferences } from './messages-and-shortcuts.ts';
import { type PersonContext, requireActiveUser } from './person-context.ts';

/** The stored message of that `ts`. @throws Error where it is not there, or the person is not in its channel. */
function requireMessage({ workspace, userId }: PersonContext, channelId: string, ts: string): Message {
  const message = requireChannel(workspace, channelId).members.includes(userId)
    ? findMessage(workspace, channelId, ts)
    : undefined;
  if (message === undefined) throw new Error(`There is no message ${ts} in ${channelId} for ${userId}.`);
  return message;
}

/** The same, of what the person wrote. */
function requireOwnMessage(context: PersonContext, channelId: string, ts: string): Message {
  const message = requireMessage(context, channelId, ts);
  if (message.user !== context.userId || message.bot_id !== undefined) throw new Error('This message is somebody else’s.');
  return message;
}

/** Says something else in a message of one's own; the app hears `message_changed`. */
export async function editOwnMessage(context: PersonContext, channelId: string, ts: string, text: string): Promise<void> {
  requireActiveUser(context);
  editMessage(context.workspace, requireOwnMessage(context, channelId, ts), { text: withReferences(context, text) });
  await context.events.allDelivered();
}

/** Takes a message of one's own away; the app hears `message_deleted`. */
export async function deleteOwnMessage(context: PersonContext, channelId: string, ts: string): Promise<void> {
  requireActiveUser(context);
  removeMessage(context.workspace, requireOwnMessage(context, channelId, ts));
  await context.events.allDelivered();
}

/** Reacts to a message by an emoji's name, or takes that reaction back; the app hears `reaction_added` or `reaction_removed`. */
export async function toggleReaction(context: PersonContext, channelId: string, ts: string, name: string): Promise<void> {
  const { workspace, userId } = context;
  requireActiveUser(context);
  const message = requireMessage(context, channelId, ts);
  const reactions = message.reactions ?? [];
  const before = reactions.find((reaction) => reaction.name === name)?.users ?? [];
  const isTakenBack = before.includes(userId);
  const users = isTakenBack ? before.filter((each) => each !== userId) : [...before, userId];
  const isNew = before.length === 0;
  const changed = (isNew ? [...reactions, { name, users, count: 1 }] : reactions)
    .map((reaction) => (reaction.name === name ? { name, users, count: users.length } : reaction))
    .filter(({ count }) => count > 0);
  replaceMessage(workspace, message, { ...message, reactions: changed });
  const type = isTakenBack ? 'reaction_removed' : 'reaction_added';
  publishEvent(workspace, type, {
    ...{ type, user: userId, reaction: name, item_user: message.user },
    item: { type: 'message', channel: channelId, ts },
    event_ts: workspace.nextTs(),
  });
  await context.events.allDelivered();
}
