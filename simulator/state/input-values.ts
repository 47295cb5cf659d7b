import { placedElements } from './blocks.ts';
import { isOffered } from './conversations.ts';
import { initialState } from './element-state.ts';
import type { Block, ElementState, Message, StateValues, View } from './entities.ts';
import type { Workspace } from './workspace.ts';

/** Key of a surface in `inputStates`: the id of a view, or channel, ts and user of a message. */
export function surfaceKey(where: View | Message, userId: string): string {
  return 'ts' in where ? `${where.channel}/${where.ts}/${userId}` : where.id;
}

/** The state of every input on a surface, `values[block_id][action_id]`: what was entered, else the initial values. */
export function stateValues(workspace: Workspace, surface: string, blocks: readonly Block[]): StateValues {
  const entered = workspace.inputStates.get(surface);
  const lookedAt = workspace.openedFrom.get(surface);
  const values: Record<string, Record<string, ElementState>> = {};
  for (const { blockId, actionId, element } of placedElements(blocks)) {
    const initial = initialState(
      element,
      lookedAt !== undefined && isOffered(workspace, element, lookedAt) ? lookedAt : undefined,
    );
    if (initial === undefined) continue;
    const kept = entered?.get(blockId)?.get(actionId);
    const state = kept?.type === element.type ? kept : initial;
    values[blockId] = { ...values[blockId], [actionId]: state };
  }
  return values;
}

/** Keeps what a person entered in one input of a surface. */
export function setInputState(
  workspace: Workspace,
  surface: string,
  place: { blockId: string; actionId: string },
  state: ElementState,
): void {
  const blocks = workspace.inputStates.get(surface) ?? new Map<string, Map<string, ElementState>>();
  const actions = blocks.get(place.blockId) ?? new Map<string, ElementState>();
  workspace.inputStates.set(surface, blocks.set(place.blockId, actions.set(place.actionId, state)));
}

/** Drops entered values whose `block_id`, `action_id` or type of input no longer exists after an update; the others stay. */
export function dropRemovedInputs(workspace: Workspace, surface: string, blocks: readonly Block[]): void {
  const values = stateValues(workspace, surface, blocks);
  workspace.inputStates.delete(surface);
  for (const [blockId, actions] of Object.entries(values)) {
    for (const [actionId, state] of Object.entries(actions)) setInputState(workspace, surface, { blockId, actionId }, state);
  }
}
