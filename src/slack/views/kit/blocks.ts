import type {
  ActionsBlock,
  Button,
  ContextBlock,
  InputBlock,
  KnownBlock,
  ModalView,
  PlainTextElement,
  PlainTextOption,
  SectionBlock,
} from '@slack/types';
import type { SafeText } from '../../../locale/safe-text.ts';
import { type NotificationText, notificationText, richText, toPlainText } from './text.ts';

/** A message: `text` is what notifications say. */
export type Message = { readonly text: NotificationText; readonly blocks: readonly KnownBlock[] };

/** A button: `id` may carry a suffix after ":" where one block holds several of a kind. */
export type ButtonSpec = {
  readonly id: string;
  readonly text: SafeText;
  readonly value: string;
  readonly style?: 'primary' | 'danger';
  readonly confirm?: { readonly title: SafeText; readonly text: SafeText; readonly yes: SafeText; readonly no: SafeText };
};

/** Literal words: no emoji codes, no markup. */
export const plainText = (text: SafeText, limit?: number): PlainTextElement => ({
  type: 'plain_text',
  text: toPlainText(text, limit),
  emoji: false,
});

export function button({ id, text, value, style, confirm }: ButtonSpec): Button {
  return {
    type: 'button',
    action_id: id,
    text: { type: 'plain_text', text: toPlainText(text, 75), emoji: true },
    // Slack takes no empty value.
    ...(value === '' ? {} : { value }),
    ...(style === undefined ? {} : { style }),
    ...(confirm === undefined
      ? {}
      : {
          confirm: {
            title: plainText(confirm.title, 100),
            text: plainText(confirm.text, 300),
            confirm: plainText(confirm.yes, 30),
            deny: plainText(confirm.no, 30),
          },
        }),
  };
}

/** A row of buttons; none for no buttons. */
export const buttons = (...specs: readonly (ButtonSpec | undefined)[]): readonly ActionsBlock[] => {
  const elements = specs.filter((spec) => spec !== undefined).map(button);
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
};

/** A choice of a select, a radio button or a checkbox. */
export const option = (text: SafeText, value: string): PlainTextOption => ({ text: plainText(text, 75), value });

/** A line of literal words with a button at its end. */
export const row = (text: SafeText, spec?: ButtonSpec): SectionBlock => ({
  type: 'section',
  text: plainText(text, 600),
  ...(spec === undefined ? {} : { accessory: button(spec) }),
});

/** Small grey words. */
export const contextLine = (text: SafeText): ContextBlock => ({ type: 'context', elements: [plainText(text, 2000)] });

/** A message of sentences, each paragraph a block, with buttons below. */
export function textMessage(text: SafeText, ...below: readonly KnownBlock[]): Message {
  return { text: notificationText(text, 300), blocks: [richText(text), ...below] };
}

/** An input block; its block id and action id are both the field's name. Beside the element stand the hint and whether it may stay empty. */
export function field(
  name: string,
  label: SafeText,
  { optional, hint, ...element }: InputBlock['element'] & { readonly optional?: boolean; readonly hint?: SafeText },
): InputBlock {
  return {
    type: 'input',
    block_id: name,
    label: plainText(label, 2000),
    element: { ...element, action_id: name },
    ...(optional === true ? { optional: true } : {}),
    ...(hint === undefined ? {} : { hint: plainText(hint, 2000) }),
  };
}

/** A modal; title and buttons are cut to Slack's 24 characters. */
export function modal(view: {
  readonly id: string;
  readonly title: SafeText;
  readonly submit?: SafeText;
  readonly close: SafeText;
  readonly data?: string;
  readonly blocks: readonly KnownBlock[];
}): ModalView {
  return {
    type: 'modal',
    callback_id: view.id,
    title: plainText(view.title, 24),
    close: plainText(view.close, 24),
    ...(view.submit === undefined ? {} : { submit: plainText(view.submit, 24) }),
    ...(view.data === undefined ? {} : { private_metadata: view.data }),
    blocks: [...view.blocks],
  };
}
