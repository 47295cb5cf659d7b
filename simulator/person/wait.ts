import { asRecord, asText } from '../read-json.ts';
import { findIm } from '../state/channels.ts';
import type { Message, View } from '../state/entities.ts';
import { allMessages } from '../state/messages.ts';
import { modalStack } from '../state/views.ts';
import type { Workspace } from '../state/workspace.ts';
import { viewTitle } from './find-element.ts';

/** Patience of a test on a busy machine; what Slack itself allows (acknowledgements, triggers) is enforced elsewhere. */
const DEFAULT_WAIT_MS = 15_000;

/**
 * Resolves with the first answer of `read` that is not `undefined`: at once, or after a change of the workspace.
 *
 * @param wanted what is waited for, and `there` what there is instead: both for the error. `waitMs` is real time.
 * @throws Error when `waitMs` have passed.
 */
export function waitFor<T>(
  workspace: Workspace,
  read: () => T | undefined,
  { wanted, there, waitMs = DEFAULT_WAIT_MS }: { wanted: string; there: () => string; waitMs?: number | undefined },
): Promise<T> {
  const now = read();
  if (now !== undefined) return Promise.resolve(now);
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      stop();
      reject(new Error(`Waited ${waitMs} ms for ${wanted}. There is: ${there()}.`));
    }, waitMs);
    const stop = workspace.changes.on(() => {
      const found = read();
      if (found === undefined) return;
      clearTimeout(late);
      stop();
      resolve(found);
    });
  });
}

export type MessagePlace = string | 'dm' | 'ephemeral';

/** Waits for a message in a channel (its threads too), in the bot's direct conversation, or among those shown to this person only. */
export function waitForMessage(
  workspace: Workspace,
  userId: string,
  place: MessagePlace,
  isWanted: (message: Message) => boolean,
  waitMs?: number,
): Promise<Message> {
  const all = () => messagesAt(workspace, userId, place);
  const there = () => all().map(describeMessage).join(' | ') || 'no message';
  return waitFor(workspace, () => all().find(isWanted), { wanted: `a message in ${place}`, there, waitMs });
}

/** Waits until the top modal is the wanted one. */
export function waitForView(
  workspace: Workspace,
  userId: string,
  isWanted: (view: View) => boolean,
  waitMs?: number,
): Promise<View> {
  const top = () => modalStack(workspace, userId).at(-1);
  const there = () => {
    const view = top();
    return view === undefined ? 'no modal' : `"${viewTitle(view)}" with ${view.blocks.map((block) => block.block_id).join(', ')}`;
  };
  return waitFor(workspace, () => ifWanted(top(), isWanted), { wanted: 'a modal', there, waitMs });
}

/** Waits until the Home tab is as wanted. */
export function waitForHome(
  workspace: Workspace,
  userId: string,
  isWanted: (view: View) => boolean,
  waitMs?: number,
): Promise<View> {
  const home = () => workspace.homes.get(userId);
  const there = () => (home() === undefined ? 'no Home tab' : `${home()?.blocks.length} blocks`);
  return waitFor(workspace, () => ifWanted(home(), isWanted), { wanted: 'a Home tab', there, waitMs });
}

function ifWanted<T>(value: T | undefined, isWanted: (value: T) => boolean): T | undefined {
  return value !== undefined && isWanted(value) ? value : undefined;
}

function messagesAt(workspace: Workspace, userId: string, place: MessagePlace): readonly Message[] {
  if (place === 'ephemeral') return workspace.ephemerals.get(userId) ?? [];
  const channelId = place === 'dm' ? findIm(workspace, userId)?.id : place;
  return channelId === undefined ? [] : allMessages(workspace, channelId);
}

function describeMessage(message: Message): string {
  const blocks = (message.blocks ?? []).map((block) => asText(asRecord(block['text'])['text']) ?? block.type);
  return [message.text, ...blocks]
    .filter((part) => part !== '')
    .join(' / ')
    .slice(0, 200);
}
