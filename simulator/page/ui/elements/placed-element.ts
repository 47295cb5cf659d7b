import { type JsonRecord, recordIn, recordsIn, stringIn } from '../../../block-kit/json-record.ts';
import { plainWords } from '../text/text.tsx';

/** An element in its block, and what an input block says of it. */
export type PlacedElementProps = {
  readonly element: JsonRecord;
  readonly block: JsonRecord;
  /** DOM id of the control that the label is for. */
  readonly id?: string;
  readonly label?: string;
  readonly describedBy?: string;
  readonly isInvalid?: boolean;
};

export const elementAddress = ({ element, block }: PlacedElementProps) => ({
  blockId: stringIn(block, 'block_id') ?? '',
  actionId: stringIn(element, 'action_id') ?? '',
});

/** Whether using the element tells the app at once: always in a message's or Home's actions, in an input only when asked for. */
export const dispatchesAction = ({ block }: PlacedElementProps): boolean =>
  block['type'] !== 'input' || block['dispatch_action'] === true;

/** What a control is called by those who do not see it. */
export function accessibleName({ element, label }: PlacedElementProps): string {
  const accessible = stringIn(element, 'accessibility_label');
  return accessible ?? label ?? (plainWords(recordIn(element, 'placeholder')) || (stringIn(element, 'type') ?? ''));
}

/** A choice as it is shown. `group` is the heading above it. */
export type Choice = { readonly value: string; readonly words: string; readonly description?: string; readonly group?: string };

export function toChoice(option: JsonRecord, group?: string): Choice {
  const description = plainWords(recordIn(option, 'description'));
  return {
    value: stringIn(option, 'value') ?? '',
    words: plainWords(recordIn(option, 'text')),
    ...(description === '' ? {} : { description }),
    ...(group === undefined ? {} : { group }),
  };
}

/** The choices of a menu that has them all, those in groups after those without. */
export function menuChoices(element: JsonRecord): readonly Choice[] {
  const grouped = recordsIn(element['option_groups']).flatMap((group) => {
    const heading = plainWords(recordIn(group, 'label'));
    return recordsIn(group['options']).map((option) => toChoice(option, heading));
  });
  return [...recordsIn(element['options']).map((option) => toChoice(option)), ...grouped];
}
