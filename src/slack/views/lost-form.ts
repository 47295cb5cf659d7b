import type { ModalView } from '@slack/types';
import type { Deal } from '../../core/deal.ts';
import type { Pipeline } from '../../core/stage.ts';
import type { Messages } from '../../locale/messages.ts';
import { field, modal, words } from './blocks.ts';
import { dealLine } from './deal-title.ts';
import { dealValue } from './deal-value.ts';
import { cut, rich } from './text.ts';

/** Callback id of the form, and its fields. */
export const LOST_FORM = 'deal.lose';
export const LOST_FIELDS = { reason: 'reason', note: 'note' } as const;

/** Why a deal was lost: one of the pipeline's reasons, and a sentence that may be filled already. */
export const lostForm = (m: Messages, deal: Deal, pipeline: Pipeline, note: string): ModalView =>
  modal({
    id: LOST_FORM,
    title: m.closing.lostTitle,
    submit: m.closing.lostSubmit,
    close: m.common.cancel,
    data: dealValue(deal),
    blocks: [
      rich(dealLine(m, deal, pipeline)),
      field(LOST_FIELDS.reason, m.closing.reason, {
        type: 'static_select',
        options: pipeline.lostReasons.slice(0, 100).map((reason) => ({ text: words(reason.text, 75), value: reason.id })),
      }),
      field(
        LOST_FIELDS.note,
        m.closing.note,
        {
          type: 'plain_text_input',
          multiline: true,
          max_length: 1000,
          ...(note === '' ? {} : { initial_value: cut(note, 1000) }),
        },
        { optional: true },
      ),
    ],
  });
