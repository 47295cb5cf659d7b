import type { ModalView } from '@slack/types';
import type { Deal } from '../../core/deal.ts';
import type { Pipeline } from '../../core/stage.ts';
import type { Messages } from '../../locale/messages.ts';
import { field, modal } from './blocks.ts';
import { dealLine } from './deal-title.ts';
import { dealValue } from './deal-value.ts';
import { rich } from './text.ts';

/** Callback id of the form, and its field. */
export const NOTE_FORM = 'deal.add-note';
export const NOTE_TEXT = 'note';
export const NOTE_LIMIT = 3000;

/** What is to be remembered about a deal. */
export const noteForm = (m: Messages, deal: Deal, pipeline: Pipeline): ModalView =>
  modal({
    id: NOTE_FORM,
    title: m.life.noteTitle,
    submit: m.life.noteSave,
    close: m.common.cancel,
    data: dealValue(deal),
    blocks: [
      rich(dealLine(m, deal, pipeline)),
      field(NOTE_TEXT, m.life.noteText, {
        type: 'plain_text_input',
        multiline: true,
        max_length: NOTE_LIMIT,
        focus_on_load: true,
      }),
    ],
  });
