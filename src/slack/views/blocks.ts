import type {
  ActionsBlock,
  Button,
  ContextBlock,
  InputBlock,
  KnownBlock,
  ModalView,
  PlainTextElement,
  SectionBlock,
} from '@slack/types';
import { notification, plain, rich, type Tagged } from './text.ts';

/** A message: `text` is what notifications say. */
export type Message = { readonly text: string; readonly blocks: readonly KnownBlock[] };

/** A button: `id` may carry a suffix after ":" where one block holds several of a kind. */
export type ButtonSpec = {
  readonly id: string;
  readonly text: Tagged;
  readonly value: string;
  readonly style?: 'primary' | 'danger';
  readonly confirm?: { readonly title: string; readonly text: string; readonly yes: string; readonly no: string };
};

/** Literal words: no emoji codes, no markup. */
export const words = (text: Tagged, limit?: number): PlainTextElement => ({
  type: 'plain_text',
  text: plain(text, limit),
  emoji: false,
});

export function button({ id, text, value, style, confirm }: ButtonSpec): Button {
  return {
    type: 'button',
    action_id: id,
    text: { type: 'plain_text', text: plain(text, 75), emoji: true },
    // Slack takes no empty value.
    ...(value === '' ? {} : { value }),
    ...(style === undefined ? {} : { style }),
    ...(confirm === undefined
      ? {}
      : {
          confirm: {
            title: words(confirm.title, 100),
            text: words(confirm.text, 300),
            confirm: words(confirm.yes, 30),
            deny: words(confirm.no, 30),
          },
        }),
  };
}

/** A row of buttons; none for no buttons. */
export const buttons = (...specs: readonly (ButtonSpec | undefined)[]): readonly ActionsBlock[] => {
  const elements = specs.filter((spec) => spec !== undefined).map(button);
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
};

/** A line of literal words with a button at its end. */
export const row = (text: Tagged, spec?: ButtonSpec): SectionBlock => ({
  type: 'section',
  text: words(text, 600),
  ...(spec === undefined ? {} : { accessory: button(spec) }),
});

/** Small grey words. */
export const small = (text: Tagged): ContextBlock => ({ type: 'context', elements: [words(text, 2000)] });

/** A message of sentences, each paragraph a block, with buttons below. */
export function say(text: Tagged, ...below: readonly KnownBlock[]): Message {
  return { text: notification(text, 300), blocks: [rich(text), ...below] };
}

/** An input block; its block id and action id are both the field's name. */
export function field(
  name: string,
  label: string,
  element: InputBlock['element'],
  options: { optional?: boolean; hint?: string } = {},
): InputBlock {
  return {
    type: 'input',
    block_id: name,
    label: words(label, 2000),
    element: { ...element, action_id: name },
    ...(options.optional === true ? { optional: true } : {}),
    ...(options.hint === undefined ? {} : { hint: words(options.hint, 2000) }),
  };
}

/** A modal; title and buttons are cut to Slack's 24 characters. */
export function modal(view: {
  readonly id: string;
  readonly title: Tagged;
  readonly submit?: Tagged;
  readonly close: Tagged;
  readonly data?: string;
  readonly blocks: readonly KnownBlock[];
}): ModalView {
  return {
    type: 'modal',
    callback_id: view.id,
    title: words(view.title, 24),
    close: words(view.close, 24),
    ...(view.submit === undefined ? {} : { submit: words(view.submit, 24) }),
    ...(view.data === undefined ? {} : { private_metadata: view.data }),
    blocks: [...view.blocks],
  };
}
