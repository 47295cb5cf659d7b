import type { ModalView } from '@slack/types';
import type { Deal } from '../../../../core/deal/deal.ts';
import { NOTE_LIMIT } from '../../../../core/deal/edit.ts';
import type { Pipeline } from '../../../../core/pipeline/stage.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { field, modal } from '../../kit/blocks.ts';
import { richText } from '../../kit/text.ts';
import { dealFormData } from '../deal-form-data.ts';
import { dealLine } from '../deal-title.ts';

/** Callback id of the form, and its field. */
export const NOTE_FORM = 'deal.add-note';
export const NOTE_TEXT = 'note';

/** What is to be remembered about a deal. */
export const noteForm = (m: Messages, deal: Deal, pipeline: Pipeline): ModalView =>
  modal({
    id: NOTE_FORM,
    title: m.dealActions.noteTitle,
    submit: m.dealActions.noteSave,
    close: m.common.cancel,
    data: dealFormData.encode({ deal }),
    blocks: [
      richText(dealLine(m, deal, pipeline)),
      field(NOTE_TEXT, m.dealActions.noteText, {
        type: 'plain_text_input',
        multiline: true,
        max_length: NOTE_LIMIT,
        focus_on_load: true,
      }),
    ],
  });
