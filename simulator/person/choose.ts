import { isRecord } from '../block-kit/json.ts';
import { type Fields, fields, text } from '../json.ts';
import type { PlacedElement } from '../state/blocks.ts';
import { type Holding, holdingOf, optionsOf } from '../state/element-state.ts';
import type { ElementState } from '../state/entities.ts';
import type { Workspace } from '../state/workspace.ts';

/** What a person enters: text, an option's value or text, an id, a date, a time, seconds; several in a list; null clears. */
export type Entry = string | number | readonly string[] | null;

/**
 * The state of an input after a person gave it something.
 *
 * @param suggested the options that an external select was last offered.
 * @throws Error on what a client would not let them give: no such option or person, a malformed date, a list where one goes.
 */
export function chosenState(
  workspace: Workspace,
  { element, actionId }: PlacedElement,
  entry: Entry,
  suggested: readonly Fields[],
): ElementState {
  const holding = holdingOf(element.type);
  if (holding === undefined) throw new Error(`${actionId} is a ${element.type}, which holds no value.`);
  if (Array.isArray(entry) && !holding.many) throw new Error(`${actionId} takes one value, not a list.`);
  const given = entry === null || entry === '' ? [] : [entry].flat().map(String);
  const max = Number(element['max_selected_items'] ?? Number.POSITIVE_INFINITY);
  if (given.length > max) throw new Error(`${actionId} takes at most ${max} values.`);
  const options = optionsOf(element).length > 0 ? optionsOf(element) : suggested;
  const values = given.map((each) => accepted(workspace, holding, each, options, actionId));
  return { type: element.type, [holding.field]: holding.many ? values : (values[0] ?? null) };
}

const SHAPES = { date: /^\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])$/, time: /^([01]\d|2[0-3]):[0-5]\d$/, instant: /^\d{10}$/ };

function accepted(workspace: Workspace, { of }: Holding, given: string, options: readonly Fields[], actionId: string): unknown {
  switch (of) {
    case 'option':
      return optionOf(options, given, actionId);
    case 'user':
      return known(workspace.users.has(given), given, actionId);
    case 'conversation':
    case 'channel':
      return known(workspace.channels.has(given) || (of === 'conversation' && workspace.users.has(given)), given, actionId);
    case 'date':
    case 'time':
      return known(SHAPES[of].test(given), given, actionId);
    case 'instant':
      return Number(known(SHAPES.instant.test(given), given, actionId));
    case 'file':
      return { id: known(workspace.files.has(given), given, actionId) };
    case 'rich_text':
      return richText(given);
    case 'text':
      return given;
  }
}

function optionOf(options: readonly Fields[], given: string, actionId: string): Fields {
  const found =
    options.find((option) => option['value'] === given) ??
    options.find((option) => text(fields(option['text'])['text']) === given);
  if (isRecord(found)) return found;
  const there = options.map((option) => text(option['value'])).join(', ');
  throw new Error(`${actionId} has no option "${given}". It has: ${there || 'none (an external select needs suggest() first)'}.`);
}

function known(isKnown: boolean, given: string, actionId: string): string {
  if (!isKnown) throw new Error(`${actionId} does not take "${given}".`);
  return given;
}

function richText(words: string): Fields {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: words }] }] };
}
