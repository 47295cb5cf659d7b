import { type JsonRecord, recordIn, recordsIn, stringIn, textObjectIn } from '../block-kit/json-record.ts';
import { allBlocks, blockElements, type Located } from '../block-kit/walk.ts';
import { cleanLine } from './clean.ts';

/** A choice that an element offers. */
export type ElementOption = { readonly label: string; readonly value: string };

/** Something a person can press, choose from or type into. */
export type InteractiveElement = {
  /** Empty when the app gave none. */
  readonly actionId: string;
  /** Empty when the app gave none. */
  readonly blockId: string;
  /** What stands on it or before it, safe to print. */
  readonly label: string;
  /** The type of the element: `button`, `static_select`, `plain_text_input`… */
  readonly type: string;
  /** What a button sends, or what an input begins with. */
  readonly value?: string;
  readonly options?: readonly ElementOption[];
};

/**
 * The interactive elements of blocks in document order. Number 1 on the screen is the first of them. Feedback buttons are two,
 * as they are two things to press; other elements are one each.
 */
export function interactiveElements(blocks: readonly unknown[]): readonly InteractiveElement[] {
  return allBlocks(blocks, '').flatMap((block) =>
    blockElements(block).flatMap(({ record }) => toInteractiveElements(record, block)),
  );
}

/** The number of each element on the screen, from 1; feedback buttons have that of their first. */
export function elementNumbers(blocks: readonly unknown[]): ReadonlyMap<JsonRecord, number> {
  const numbers = new Map<JsonRecord, number>();
  let next = 1;
  for (const block of allBlocks(blocks, '')) {
    for (const { record } of blockElements(block)) {
      numbers.set(record, next);
      next += toInteractiveElements(record, block).length;
    }
  }
  return numbers;
}

/** The options of an element, also those in groups. */
export function elementOptions(element: JsonRecord): readonly JsonRecord[] {
  const grouped = recordsIn(element['option_groups']).flatMap((group) => recordsIn(group['options']));
  return [...recordsIn(element['options']), ...grouped];
}

function toInteractiveElements(element: JsonRecord, { record: block }: Located): readonly InteractiveElement[] {
  const type = stringIn(element, 'type') ?? '';
  const place = { actionId: stringIn(element, 'action_id') ?? '', blockId: stringIn(block, 'block_id') ?? '', type };
  if (type === 'feedback_buttons') {
    return ['positive_button', 'negative_button'].flatMap((side) => {
      const button = recordIn(element, side) ?? {};
      return [{ ...place, label: elementLabel(button, block), ...carriedValue(button) }];
    });
  }
  const options = elementOptions(element).map((option) => ({
    label: cleanLine(textObjectIn(option, 'text') ?? ''),
    value: stringIn(option, 'value') ?? '',
  }));
  return [{ ...place, label: elementLabel(element, block), ...carriedValue(element), ...(options.length > 0 && { options }) }];
}

function elementLabel(element: JsonRecord, block: JsonRecord): string {
  const own = textObjectIn(element, 'text') ?? textObjectIn(block, 'label') ?? textObjectIn(element, 'placeholder');
  return cleanLine(own ?? '');
}

const INITIAL = [
  'value',
  'initial_value',
  'initial_date',
  'initial_time',
  'initial_user',
  'initial_conversation',
  'initial_channel',
];

function carriedValue(element: JsonRecord): { readonly value?: string } {
  const chosen = recordIn(element, 'initial_option');
  const value =
    INITIAL.map((field) => stringIn(element, field)).find((each) => each !== undefined) ?? (chosen && stringIn(chosen, 'value'));
  return value === undefined ? {} : { value };
}
