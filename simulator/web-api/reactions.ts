import { asText, type Fields } from '../read-json.ts';
import type { Message } from '../state/entities.ts';
import { findMessage, replaceMessage } from '../state/messages.ts';
import type { Workspace } from '../state/workspace.ts';
import { postableChannel } from './channel-access.ts';
import { type Answer, botMethod, type Methods, refuse, success } from './method.ts';

export const reactionMethods: Methods = {
  'reactions.add': botMethod(['reactions:write'], react),
  'pins.add': botMethod(['pins:write'], pin),
};

function react(workspace: Workspace, args: Fields): Answer {
  const name = asText(args['name']) ?? '';
  if (!/^[\w+'-]+(::skin-tone-[2-6])?$/.test(name)) return refuse('invalid_name');
  const found = findMessageArgument(workspace, args);
  if ('refusal' in found) return found.refusal;
  const { message } = found;
  const bot = workspace.identity.botUserId;
  const reactions = message.reactions ?? [];
  const same = reactions.find((reaction) => reaction.name === name);
  if (same?.users.includes(bot)) return refuse('already_reacted');
  const users = [...(same?.users ?? []), bot];
  const others = reactions.filter((reaction) => reaction.name !== name);
  replaceMessage(workspace, message, { ...message, reactions: [...others, { name, users, count: users.length }] });
  return success();
}

function pin(workspace: Workspace, args: Fields): Answer {
  const found = findMessageArgument(workspace, args);
  if ('refusal' in found) return found.refusal;
  const { message } = found;
  if (message.pinned_to?.includes(message.channel)) return refuse('already_pinned');
  replaceMessage(workspace, message, { ...message, pinned_to: [message.channel] });
  return success();
}

function findMessageArgument(workspace: Workspace, args: Fields): { readonly message: Message } | { readonly refusal: Answer } {
  const place = postableChannel(workspace, args['channel']);
  if ('refusal' in place) return place;
  const message = findMessage(workspace, place.channel.id, asText(args['timestamp']) ?? '');
  return message ? { message } : { refusal: refuse('message_not_found') };
}
