import { isRecord } from '../block-kit/json-record.ts';
import { asRecord, asText, type Fields } from '../read-json.ts';
import type { PlacedElement } from '../state/blocks.ts';
import { isOffered } from '../state/conversations.ts';
import { elementOptions, type InputSpec, inputSpec } from '../state/element-state.ts';
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
export function inputStateFor(
  workspace: Workspace,
  { element, actionId }: PlacedElement,
  entry: Entry,
  suggested: readonly Fields[],
): ElementState {
  const holding = inputSpec(element.type);
  if (holding === undefined) throw new Error(`${actionId} is a ${element.type}, which holds no value.`);
  if (Array.isArray(entry) && !holding.many) throw new Error(`${actionId} takes one value, not a list.`);
  const given = entry === null || entry === '' ? [] : [entry].flat().map(String);
  const max = Number(element['max_selected_items'] ?? Number.POSITIVE_INFINITY);
  if (given.length > max) throw new Error(`${actionId} takes at most ${max} values.`);
  const options = elementOptions(element).length > 0 ? elementOptions(element) : suggested;
  if (holding.valueKind === 'conversation') {
    for (const each of given) requireKnown(isOffered(workspace, element, each), each, actionId);
  }
  const values = given.map((each) => parseEntry(workspace, holding, each, options, actionId));
  return { type: element.type, [holding.field]: holding.many ? values : (values[0] ?? null) };
}

const PATTERNS = { date: /^\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])$/, time: /^([01]\d|2[0-3]):[0-5]\d$/, instant: /^\d{10}$/ };

function parseEntry(
  workspace: Workspace,
  { valueKind }: InputSpec,
  given: string,
  options: readonly Fields[],
  actionId: string,
): unknown {
  switch (valueKind) {
    case 'option':
      return findOption(options, given, actionId);
    case 'user':
      return requireKnown(workspace.users.has(given), given, actionId);
    case 'conversation':
    case 'channel':
      return requireKnown(
        workspace.channels.has(given) || (valueKind === 'conversation' && workspace.users.has(given)),
        given,
        actionId,
      );
    case 'date':
    case 'time':
      return requireKnown(PATTERNS[valueKind].test(given), given, actionId);
    case 'instant':
      return Number(requireKnown(PATTERNS.instant.test(given), given, actionId));
    case 'file':
      return { id: requireKnown(workspace.files.has(given), given, actionId) };
    case 'rich_text':
      return richText(given);
    case 'text':
      return given;
  }
}

function findOption(options: readonly Fields[], given: string, actionId: string): Fields {
  const found =
    options.find((option) => option['value'] === given) ??
    options.find((option) => asText(asRecord(option['text'])['text']) === given);
  if (isRecord(found)) return found;
  const there = options.map((option) => asText(option['value'])).join(', ');
  throw new Error(`${actionId} has no option "${given}". It has: ${there || 'none (an external select needs suggest() first)'}.`);
}

function requireKnown(isKnown: boolean, given: string, actionId: string): string {
  if (!isKnown) throw new Error(`${actionId} does not take "${given}".`);
  return given;
}

function richText(words: string): Fields {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: words }] }] };
}
