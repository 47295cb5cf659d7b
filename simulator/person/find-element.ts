import { type Fields, fields, text } from '../json.ts';
import { type PlacedElement, placedElements } from '../state/blocks.ts';
import { optionsOf } from '../state/element-state.ts';
import type { Message, View } from '../state/entities.ts';
import { findMessage, topLevel } from '../state/messages.ts';
import { stackOf } from '../state/views.ts';
import type { Workspace } from '../state/workspace.ts';

/** The message or view as it is now, since the one in hand may be an older version. @throws Error when it is gone. */
export function current(workspace: Workspace, userId: string, where: Message | View): Message | View {
  if (!('ts' in where)) return currentView(workspace, userId, where);
  const own =
    where.ephemeralTo === undefined ? undefined : workspace.ephemerals.get(userId)?.find((each) => each.ts === where.ts);
  const found =
    own ??
    topLevel(workspace, where.channel).find((each) => each.ts === where.ts) ??
    findMessage(workspace, where.channel, where.ts);
  if (found === undefined) throw new Error(`The message ${where.ts} is no longer in ${where.channel}.`);
  return found;
}

function currentView(workspace: Workspace, userId: string, where: View): View {
  if (where.type === 'home') {
    const home = workspace.homes.get(userId);
    if (home === undefined) throw new Error('This person has no Home tab yet.');
    return home;
  }
  const top = stackOf(workspace, userId).at(-1);
  if (top?.id !== where.id)
    throw new Error(`The modal "${titleOf(where)}" is not the one on top; that is ${top ? `"${titleOf(top)}"` : 'none'}.`);
  return top;
}

export type Which = { readonly value?: string; readonly index?: number };

/**
 * Finds the element that a person means by its action_id; among several by its value or by its place, counted from 0.
 *
 * @throws Error with what is there, when there is none or more than one.
 */
export function findElement(blocks: readonly Fields[], actionId: string, { value, index }: Which = {}): PlacedElement {
  const named = placedElements(blocks).filter((placed) => placed.actionId === actionId);
  const matching = value === undefined ? named : named.filter(({ element }) => takesValue(element, value));
  const found = index === undefined ? matching[0] : matching[index];
  if (found !== undefined && (index !== undefined || matching.length === 1)) return found;
  const there = placedElements(blocks).map((placed) => `${placed.actionId} (${describe(placed.element)})`);
  const count = matching.length > 1 ? `${matching.length} elements: say which by value or index` : 'no element';
  throw new Error(
    `There is ${count} with action_id ${actionId}${value === undefined ? '' : ` and value ${value}`}. There are: ${there.join(', ') || 'none'}.`,
  );
}

function takesValue(element: Fields, value: string): boolean {
  return element['value'] === value || optionsOf(element).some((option) => option['value'] === value);
}

function describe(element: Fields): string {
  const words = text(fields(element['text'])['text']) ?? text(fields(element['placeholder'])['text']);
  return [element['type'], words && `"${words}"`, text(element['value'])]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
}

/** A modal's title, for people who read an error. */
export function titleOf(view: View): string {
  return text(fields(view.title)['text']) ?? view.callback_id;
}
