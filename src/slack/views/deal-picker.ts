import type { ModalView, PlainTextOption } from '@slack/types';
import type { Deal } from '../../core/deal.ts';
import type { Pipeline } from '../../core/stage.ts';
import type { Messages } from '../../locale/messages.ts';
import { field, modal, words } from './blocks.ts';
import { dealLine } from './deal-title.ts';
import { dealValue } from './deal-value.ts';
import { plain, rich } from './text.ts';

/** Callback id of the picker, and its field, which looks up what is typed. */
export const PICKER_FORM = 'deal.pick';
export const PICKED = 'deal.picked';

/** Which deal to advance: those that need somebody first, others by typing. */
export const dealPicker = (m: Messages): ModalView =>
  modal({
    id: PICKER_FORM,
    title: m.advance.pickTitle,
    submit: m.advance.pickSubmit,
    close: m.common.cancel,
    blocks: [
      rich(m.advance.pick),
      field(PICKED, m.advance.choose, {
        type: 'external_select',
        min_query_length: 0,
        placeholder: words(m.advance.pickPlaceholder, 150),
        focus_on_load: true,
      }),
    ],
  });

/** A deal as a line of the picker. */
export const dealOption = (m: Messages, deal: Deal, pipeline: Pipeline): PlainTextOption => ({
  text: { type: 'plain_text', text: plain(dealLine(m, deal, pipeline), 75), emoji: false },
  value: dealValue(deal),
});
