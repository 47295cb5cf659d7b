import type { ModalView, RichTextBlock } from '@slack/types';
import { z } from 'zod';
import { NOTE_LIMIT } from '../../../../core/deal/edit.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { field, modal, plainText } from '../../kit/blocks.ts';
import { defineFormData } from '../../kit/form-data.ts';
import { linkText, richText, truncate } from '../../kit/text.ts';
import { NOTE_TEXT } from './note-form.ts';

/** Callback id of the form, and its field for the deal, which looks up what is typed. */
export const NOTE_FROM_MESSAGE_FORM = 'deal.note-message';
export const NOTE_FROM_MESSAGE_DEAL = 'deal.noted';

/** A message on its way into a deal: its text, and its permalink where Slack gave one. */
export type SourceMessage = { readonly text: string; readonly link: string | null };

/** Says that the link to the message is kept too. */
export const keptLinkLine = (m: Messages, link: string | null): readonly RichTextBlock[] =>
  link === null ? [] : [richText(m.dealActions.linkKept(linkText(m.dealActions.theMessage, link)))];

/** What the form holds: the link to the message, null without one. Before, the link alone, or nothing. */
export const noteFromMessageFormData = defineFormData(z.object({ link: z.string().nullable() }), (text) => ({
  link: text === '' ? null : text,
}));

/** Which deal a message is about, and what of it is noted. */
export const noteFromMessageForm = (m: Messages, { text, link }: SourceMessage): ModalView =>
  modal({
    id: NOTE_FROM_MESSAGE_FORM,
    title: m.dealActions.messageTitle,
    submit: m.dealActions.noteSave,
    close: m.common.cancel,
    data: noteFromMessageFormData.encode({ link }),
    blocks: [
      field(NOTE_FROM_MESSAGE_DEAL, m.dealActions.messageDeal, {
        type: 'external_select',
        min_query_length: 0,
        placeholder: plainText(m.advance.pickPlaceholder, 150),
        focus_on_load: true,
      }),
      field(NOTE_TEXT, m.dealActions.noteText, {
        type: 'plain_text_input',
        multiline: true,
        max_length: NOTE_LIMIT,
        ...(text === '' ? {} : { initial_value: truncate(text, NOTE_LIMIT) }),
      }),
      ...keptLinkLine(m, link),
    ],
  });
