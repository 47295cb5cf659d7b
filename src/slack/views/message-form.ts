import type { ModalView, RichTextBlock } from '@slack/types';
import type { Messages } from '../../locale/messages.ts';
import { field, modal, words } from './blocks.ts';
import { NOTE_LIMIT, NOTE_TEXT } from './note-form.ts';
import { cut, linked, rich } from './text.ts';

/** Callback id of the form, and its field for the deal, which looks up what is typed. */
export const MESSAGE_FORM = 'deal.note-message';
export const MESSAGE_DEAL = 'deal.noted';

/** A message on its way into a deal: its text, and its permalink where Slack gave one. */
export type SourceMessage = { readonly text: string; readonly link: string | null };

/** Says that the link to the message is kept too. */
export const keptLink = (m: Messages, link: string | null): readonly RichTextBlock[] =>
  link === null ? [] : [rich(m.life.linkKept(linked(m.life.theMessage, link)))];

/** Which deal a message is about, and what of it is noted. */
export const messageForm = (m: Messages, { text, link }: SourceMessage): ModalView =>
  modal({
    id: MESSAGE_FORM,
    title: m.life.messageTitle,
    submit: m.life.noteSave,
    close: m.common.cancel,
    data: link ?? '',
    blocks: [
      field(MESSAGE_DEAL, m.life.messageDeal, {
        type: 'external_select',
        min_query_length: 0,
        placeholder: words(m.advance.pickPlaceholder, 150),
        focus_on_load: true,
      }),
      field(NOTE_TEXT, m.life.noteText, {
        type: 'plain_text_input',
        multiline: true,
        max_length: NOTE_LIMIT,
        ...(text === '' ? {} : { initial_value: cut(text, NOTE_LIMIT) }),
      }),
      ...keptLink(m, link),
    ],
  });
