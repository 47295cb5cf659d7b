import type { Fields } from '../read-json.ts';
import type { Message, View } from '../state/entities.ts';
import { stateValues, surfaceKey } from '../state/input-values.ts';
import { messagePayload } from '../state/messages.ts';
import { createResponseUrl } from '../state/response-urls.ts';
import { createTrigger } from '../state/triggers.ts';
import { requireUser } from '../state/users.ts';
import { viewPayload } from '../state/views.ts';
import type { Workspace } from '../state/workspace.ts';
import { channelReference, interactionBase } from './common.ts';

/** A press or a choice in a message. An ephemeral message is named but not shown, since Slack does not keep it. */
export function messageActionsPayload(workspace: Workspace, userId: string, message: Message, action: Fields): Fields {
  const isEphemeral = message.ephemeralTo !== undefined;
  const thread = message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts };
  const original = { ts: message.ts, isEphemeral };
  return {
    type: 'block_actions',
    ...interactionBase(workspace, userId),
    container: { type: 'message', message_ts: message.ts, channel_id: message.channel, is_ephemeral: isEphemeral, ...thread },
    trigger_id: createTrigger(workspace, userId, { channelId: message.channel }),
    channel: channelReference(workspace, message.channel),
    ...(isEphemeral ? {} : { message: messagePayload(message) }),
    state: { values: stateValues(workspace, surfaceKey(message, userId), message.blocks ?? []) },
    response_url: createResponseUrl(workspace, { channel: message.channel, userId, original }),
    actions: [action],
  };
}

/** A press or a choice in a modal or on the Home tab, with the state of the whole view. */
export function viewActionsPayload(workspace: Workspace, userId: string, view: View, action: Fields): Fields {
  const shown = viewPayload(workspace, view);
  return {
    type: 'block_actions',
    ...interactionBase(workspace, userId),
    container: { type: 'view', view_id: view.id },
    trigger_id: createTrigger(workspace, userId, { viewId: view.id }),
    view: shown,
    state: shown['state'],
    actions: [action],
  };
}

/** A submitted modal. `team` is the person's own, which differs from the app's in a shared channel. */
export function viewSubmissionPayload(workspace: Workspace, userId: string, view: View): Fields {
  return {
    type: 'view_submission',
    ...interactionBase(workspace, userId),
    team: ownTeam(workspace, userId),
    trigger_id: createTrigger(workspace, userId, { viewId: view.id }),
    view: viewPayload(workspace, view),
    response_urls: [],
  };
}

/** A modal closed by its person; `isCleared` when the whole stack went with it. */
export function viewClosedPayload(workspace: Workspace, userId: string, view: Fields, isCleared: boolean): Fields {
  return {
    type: 'view_closed',
    ...interactionBase(workspace, userId),
    team: ownTeam(workspace, userId),
    view,
    is_cleared: isCleared,
  };
}

/** What was typed into an external select. */
export function suggestionPayload(
  workspace: Workspace,
  userId: string,
  where: View | Message,
  place: Fields,
  typed: string,
): Fields {
  const base = { type: 'block_suggestion', ...interactionBase(workspace, userId), ...place, value: typed };
  if (!('ts' in where)) return { ...base, container: { type: 'view', view_id: where.id }, view: viewPayload(workspace, where) };
  const container = {
    type: 'message',
    message_ts: where.ts,
    channel_id: where.channel,
    is_ephemeral: where.ephemeralTo !== undefined,
  };
  return { ...base, container, channel: channelReference(workspace, where.channel), message: messagePayload(where) };
}

/** A shortcut from the composer or search: no channel and no response_url. */
export function globalShortcutPayload(workspace: Workspace, userId: string, callbackId: string): Fields {
  const base = interactionBase(workspace, userId);
  const trigger_id = createTrigger(workspace, userId);
  return { type: 'shortcut', ...base, callback_id: callbackId, trigger_id, action_ts: workspace.nextTs() };
}

/** A shortcut from a message's menu. It works where the bot is no member. */
export function messageShortcutPayload(workspace: Workspace, userId: string, callbackId: string, message: Message): Fields {
  return {
    type: 'message_action',
    ...interactionBase(workspace, userId),
    callback_id: callbackId,
    trigger_id: createTrigger(workspace, userId, { channelId: message.channel }),
    action_ts: workspace.nextTs(),
    message_ts: message.ts,
    message: messagePayload(message),
    channel: channelReference(workspace, message.channel),
    response_url: createResponseUrl(workspace, { channel: message.channel, userId }),
  };
}

function ownTeam(workspace: Workspace, userId: string): Fields {
  const { team } = workspace.identity;
  const { teamId } = requireUser(workspace, userId);
  return teamId === team.id ? { id: team.id, domain: team.domain } : { id: teamId, domain: teamId.toLowerCase() };
}
