import { isRecord } from '../block-kit/json-record.ts';
import { asFlag, asRecord, asText, type Fields } from '../read-json.ts';
import { withBlockIds } from './blocks.ts';
import type { View } from './entities.ts';
import { randomHex, randomId } from './ids.ts';
import { dropRemovedInputs, stateValues } from './input-values.ts';
import type { Workspace } from './workspace.ts';

/** A modal and at most two more on top of it. Source: docs.slack.dev, surfaces/modals. */
export const STACK_LIMIT = 3;

/** The person's open modals, the top one last. */
export function modalStack(workspace: Workspace, userId: string): readonly View[] {
  return (workspace.modalStacks.get(userId) ?? []).flatMap((id) => workspace.modals.get(id) ?? []);
}

/** The person who has this modal open, or whose Home tab it is. */
export function viewOwner(workspace: Workspace, viewId: string): string | undefined {
  for (const [userId, ids] of workspace.modalStacks) if (ids.includes(viewId)) return userId;
  for (const [userId, home] of workspace.homes) if (home.id === viewId) return userId;
  return undefined;
}

/**
 * Puts a modal in front of a person: on top of the stack, or instead of it when `onTop` is false. The stack must have room.
 *
 * @param options `channelId`: the conversation that the person looks at; on top of a stack, that of its root.
 */
export function showModal(
  workspace: Workspace,
  userId: string,
  source: Fields,
  { onTop, channelId }: { readonly onTop: boolean; readonly channelId?: string | undefined },
): View {
  if (!onTop) closeAllModals(workspace, userId);
  const stack = modalStack(workspace, userId);
  const id = randomId('V');
  const lookedAt = channelId ?? workspace.openedFrom.get(stack[0]?.id ?? '');
  if (lookedAt !== undefined) workspace.openedFrom.set(id, lookedAt);
  const root = stack[0]?.id ?? id;
  const view = { ...toViewFields(workspace, source), id, root_view_id: root, previous_view_id: stack.at(-1)?.id ?? null };
  workspace.modals.set(id, view);
  workspace.modalStacks.set(userId, [...stack.map((each) => each.id), id]);
  workspace.changes.emit();
  return view;
}

/** Replaces what an open modal shows; typed input stays where `block_id` and `action_id` do. The hash is a new one. */
export function updateModal(workspace: Workspace, view: View, source: Fields): View {
  const { id, root_view_id, previous_view_id } = view;
  const updated = { ...toViewFields(workspace, source), id, root_view_id, previous_view_id };
  workspace.modals.set(id, updated);
  dropRemovedInputs(workspace, id, updated.blocks);
  workspace.changes.emit();
  return updated;
}

/** Replaces a person's whole Home tab. */
export function publishHome(workspace: Workspace, userId: string, source: Fields): View {
  const id = workspace.homes.get(userId)?.id ?? randomId('V');
  const home = { ...toViewFields(workspace, source), id, root_view_id: id, previous_view_id: null };
  workspace.homes.set(userId, home);
  dropRemovedInputs(workspace, id, home.blocks);
  workspace.changes.emit();
  return home;
}

/** Closes the person's top modal and returns it; the one below shows again. `undefined` when none is open. */
export function closeTopModal(workspace: Workspace, userId: string): View | undefined {
  const stack = modalStack(workspace, userId);
  const top = stack.at(-1);
  if (top === undefined) return undefined;
  workspace.modalStacks.set(
    userId,
    stack.slice(0, -1).map((view) => view.id),
  );
  workspace.modals.delete(top.id);
  workspace.openedFrom.delete(top.id);
  workspace.inputStates.delete(top.id);
  workspace.changes.emit();
  return top;
}

/** Closes every modal of the person, the top one first, and returns them in that order. */
export function closeAllModals(workspace: Workspace, userId: string): readonly View[] {
  const closed: View[] = [];
  for (let top = closeTopModal(workspace, userId); top !== undefined; top = closeTopModal(workspace, userId)) closed.push(top);
  return closed;
}

/** The view as payloads and the Web API show it: with the state of its inputs. */
export function viewPayload(workspace: Workspace, view: View): Fields {
  return { ...view, state: { values: stateValues(workspace, view.id, view.blocks) } };
}

type ViewFields = Omit<View, 'id' | 'root_view_id' | 'previous_view_id'>;

function toViewFields({ identity }: Workspace, source: Fields): ViewFields {
  const isHome = source['type'] === 'home';
  return {
    team_id: identity.team.id,
    type: isHome ? 'home' : 'modal',
    ...(isHome ? {} : { title: asRecord(source['title']) }),
    submit: isRecord(source['submit']) ? source['submit'] : null,
    close: isRecord(source['close']) ? source['close'] : null,
    blocks: withBlockIds(source['blocks']),
    private_metadata: asText(source['private_metadata']) ?? '',
    callback_id: asText(source['callback_id']) ?? '',
    external_id: asText(source['external_id']) ?? '',
    hash: `${Math.floor(Date.now() / 1000)}.${randomHex(4)}`,
    clear_on_close: asFlag(source['clear_on_close']),
    notify_on_close: asFlag(source['notify_on_close']),
    submit_disabled: asFlag(source['submit_disabled']),
    app_id: identity.appId,
    bot_id: identity.botId,
    app_installed_team_id: identity.team.id,
  };
}
