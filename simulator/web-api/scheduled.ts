import { asNumber, asText, type Fields } from '../read-json.ts';
import { randomId } from '../state/ids.ts';
import { addMessage, botAuthor } from '../state/messages.ts';
import type { Workspace } from '../state/workspace.ts';
import { postableChannel } from './channel-access.ts';
import { readMessageContent } from './message-content.ts';
import { type Answer, botMethod, type Methods, refuse, success } from './method.ts';

const MAX_AHEAD_SECONDS = 120 * 24 * 3600;
const WINDOW_SECONDS = 5 * 60;
const MAX_IN_WINDOW = 30;

export const scheduledMethods: Methods = {
  'chat.scheduleMessage': botMethod(['chat:write'], schedule),
  'chat.deleteScheduledMessage': botMethod(['chat:write'], unschedule),
};

/** At most 120 days ahead and 30 to a channel within five minutes. Source: docs.slack.dev, chat.scheduleMessage. */
function schedule(workspace: Workspace, args: Fields): Answer {
  const target = postableChannel(workspace, args['channel']);
  if ('refusal' in target) return target.refusal;
  const postAt = asNumber(args['post_at']);
  if (postAt === undefined) return refuse('invalid_time');
  const ahead = postAt - workspace.now() / 1000;
  if (ahead <= 0) return refuse('time_in_past');
  if (ahead > MAX_AHEAD_SECONDS) return refuse('time_too_far');
  const channel = target.channel.id;
  const near = [...workspace.scheduled.values()].filter(
    (each) => each.channel === channel && Math.abs(each.postAt - postAt) < WINDOW_SECONDS,
  );
  if (near.length >= MAX_IN_WINDOW) return refuse('restricted_too_many');
  const read = readMessageContent(workspace, args);
  if ('refusal' in read) return read.refusal;
  const id = randomId('Q');
  workspace.scheduled.set(id, { id, channel, postAt, args });
  return success({ channel, scheduled_message_id: id, post_at: postAt, message: { text: read.content.text } });
}

function unschedule(workspace: Workspace, args: Fields): Answer {
  return workspace.scheduled.delete(asText(args['scheduled_message_id']) ?? '')
    ? success()
    : refuse('invalid_scheduled_message_id');
}

/** Posts the scheduled messages whose time has come by the workspace's clock; those whose channel is gone are dropped. */
export function postDueMessages(workspace: Workspace): void {
  const due = [...workspace.scheduled.values()].filter((each) => each.postAt * 1000 <= workspace.now());
  for (const { id, channel, args } of due.sort((a, b) => a.postAt - b.postAt)) {
    workspace.scheduled.delete(id);
    const target = postableChannel(workspace, channel);
    const read = readMessageContent(workspace, args);
    if ('channel' in target && 'content' in read) addMessage(workspace, channel, botAuthor(workspace), read.content);
  }
}
