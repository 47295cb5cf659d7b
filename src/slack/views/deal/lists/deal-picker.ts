import type { ModalView, PlainTextOption } from '@slack/types';
import type { Deal } from '../../../../core/deal/deal.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { joinSafe } from '../../../../locale/safe-text.ts';
import { field, modal, plainText } from '../../kit/blocks.ts';
import { richText, toPlainText } from '../../kit/text.ts';
import { dealButtonValue } from '../deal-button-value.ts';
import { dealLine } from '../deal-title.ts';
import { type PipelineContext, pipelineParts, rowPipeline } from '../row-pipeline.ts';

/** Callback id of the picker, and its field, which looks up what is typed. */
export const PICKER_FORM = 'deal.pick';
export const PICKED_DEAL = 'deal.picked';

/** Which deal to advance: those that need somebody first, others by typing. */
export const dealPicker = (m: Messages): ModalView =>
  modal({
    id: PICKER_FORM,
    title: m.advance.pickTitle,
    submit: m.advance.pickSubmit,
    close: m.common.cancel,
    blocks: [
      richText(m.advance.pick),
      field(PICKED_DEAL, m.advance.choose, {
        type: 'external_select',
        min_query_length: 0,
        placeholder: plainText(m.advance.pickPlaceholder, 150),
        focus_on_load: true,
      }),
    ],
  });

/** A deal as a line of the picker. */
export const dealOption = (m: Messages, deal: Deal, context: PipelineContext): PlainTextOption => ({
  text: {
    type: 'plain_text',
    text: toPlainText(joinSafe([dealLine(m, deal, rowPipeline(context, deal)), ...pipelineParts(context, deal)], ' · '), 75),
    emoji: false,
  },
  value: dealButtonValue(deal),
});
