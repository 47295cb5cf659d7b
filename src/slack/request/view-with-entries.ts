import type { ModalView, PlainTextElement } from '@slack/types';
import { elementState, type FormState } from './form.ts';

/** A modal as a submission or a press in it shows it. */
export type ShownView = {
  readonly blocks: ModalView['blocks'];
  readonly callback_id: string;
  readonly private_metadata: string;
  readonly title: PlainTextElement;
  readonly close: PlainTextElement | null;
  readonly submit: PlainTextElement | null;
};

type ViewBlock = ModalView['blocks'][number];

/** What an element's state calls its entry, and what the element calls the entry that it begins with. */
const INITIAL: Readonly<Record<string, string>> = {
  value: 'initial_value',
  selected_option: 'initial_option',
  selected_options: 'initial_options',
  selected_date: 'initial_date',
  selected_time: 'initial_time',
  selected_date_time: 'initial_date_time',
  selected_user: 'initial_user',
  selected_users: 'initial_users',
  selected_conversation: 'initial_conversation',
  selected_conversations: 'initial_conversations',
  selected_channel: 'initial_channel',
  selected_channels: 'initial_channels',
};

const readField = (value: unknown, name: string): unknown => (value instanceof Object ? Reflect.get(value, name) : undefined);
const readList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const isEmpty = (entry: unknown): boolean =>
  entry === null || entry === undefined || entry === '' || (Array.isArray(entry) && entry.length === 0);

/** An option as the element lists it: Slack takes an initial one only where it equals one of the list in full. */
function listedOption(element: object, picked: unknown): unknown {
  const groups = readList(readField(element, 'option_groups')).flatMap((group) => readList(readField(group, 'options')));
  const listed = [...readList(readField(element, 'options')), ...groups];
  return listed.find((each) => readField(each, 'value') === readField(picked, 'value')) ?? picked;
}

/** The element beginning with what was entered, instead of what it began with. */
function withEntry(element: object, state: unknown): object {
  const rest = Object.fromEntries(Object.entries(element).filter(([name]) => !name.startsWith('initial_')));
  const entered = Object.entries(INITIAL).flatMap(([from, to]): (readonly [string, unknown])[] => {
    const entry = readField(state, from);
    if (isEmpty(entry)) return [];
    if (from === 'selected_option') return [[to, listedOption(element, entry)]];
    if (from === 'selected_options') return [[to, readList(entry).map((each) => listedOption(element, each))]];
    return [[to, entry]];
  });
  return { ...rest, ...Object.fromEntries(entered) };
}

function withEntries(block: ViewBlock, values: FormState): ViewBlock {
  const { block_id: blockId = '' } = block;
  const state = elementState(values, blockId);
  if (block.type !== 'input' || state === undefined || !('element' in block) || !(block.element instanceof Object)) return block;
  const filled: ViewBlock = Object.assign({}, block, { element: withEntry(block.element, state) });
  return filled;
}

/**
 * A form once more, with what was entered into it.
 *
 * @param values Slack's `state.values` of it.
 */
export const viewWithEntries = (
  { title, close, submit, callback_id, private_metadata, blocks }: ShownView,
  values: FormState,
): ModalView => ({
  type: 'modal',
  callback_id,
  private_metadata,
  title,
  ...(close === null ? {} : { close }),
  ...(submit === null ? {} : { submit }),
  blocks: blocks.map((block) => withEntries(block, values)),
});
