import { asRecord, asText, type Fields } from '../read-json.ts';
import { type PlacedElement, placedElements } from '../state/blocks.ts';
import { elementOptions } from '../state/element-state.ts';
import type { Message, View } from '../state/entities.ts';
import { findMessage, topLevelMessages } from '../state/messages.ts';
import { modalStack } from '../state/views.ts';
import type { Workspace } from '../state/workspace.ts';

/** The message or view as it is now, since the one in hand may be an older version. @throws Error when it is gone. */
export function requireCurrent(workspace: Workspace, userId: string, where: Message | View): Message | View {
  if (!('ts' in where)) return requireCurrentView(workspace, userId, where);
  const own =
    where.ephemeralTo === undefined ? undefined : workspace.ephemerals.get(userId)?.find((each) => each.ts === where.ts);
  const found =
    own ??
    topLevelMessages(workspace, where.channel).find((each) => each.ts === where.ts) ??
    findMessage(workspace, where.channel, where.ts);
  if (found === undefined) throw new Error(`The message ${where.ts} is no longer in ${where.channel}.`);
  return found;
}

function requireCurrentView(workspace: Workspace, userId: string, where: View): View {
  if (where.type === 'home') {
    const home = workspace.homes.get(userId);
    if (home === undefined) throw new Error('This person has no Home tab yet.');
    return home;
  }
  const top = modalStack(workspace, userId).at(-1);
  if (top?.id !== where.id)
    throw new Error(`The modal "${viewTitle(where)}" is not the one on top; that is ${top ? `"${viewTitle(top)}"` : 'none'}.`);
  return top;
}

export type ElementChoice = { readonly value?: string; readonly index?: number };

/**
 * Finds the element that a person means by its action_id; among several by its value or by its place, counted from 0.
 *
 * @throws Error with what is there, when there is none or more than one.
 */
export function findElement(blocks: readonly Fields[], actionId: string, { value, index }: ElementChoice = {}): PlacedElement {
  const named = placedElements(blocks).filter((placed) => placed.actionId === actionId);
  const matching = value === undefined ? named : named.filter(({ element }) => hasValue(element, value));
  const found = index === undefined ? matching[0] : matching[index];
  if (found !== undefined && (index !== undefined || matching.length === 1)) return found;
  const there = placedElements(blocks).map((placed) => `${placed.actionId} (${describe(placed.element)})`);
  const count = matching.length > 1 ? `${matching.length} elements: say which by value or index` : 'no element';
  throw new Error(
    `There is ${count} with action_id ${actionId}${value === undefined ? '' : ` and value ${value}`}. There are: ${there.join(', ') || 'none'}.`,
  );
}

function hasValue(element: Fields, value: string): boolean {
  return element['value'] === value || elementOptions(element).some((option) => option['value'] === value);
}

function describe(element: Fields): string {
  const words = asText(asRecord(element['text'])['text']) ?? asText(asRecord(element['placeholder'])['text']);
  return [element['type'], words && `"${words}"`, asText(element['value'])]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
}

/** A modal's title, for people who read an error. */
export function viewTitle(view: View): string {
  return asText(asRecord(view.title)['text']) ?? view.callback_id;
}
