import type { ModalView } from '@slack/types';
import type { Deal } from '../../core/deal.ts';
import type { Pipeline } from '../../core/stage.ts';
import type { Messages } from '../../locale/messages.ts';
import { field, modal } from './blocks.ts';
import { dealLine } from './deal-title.ts';
import { dealValue } from './deal-value.ts';
import { chance } from './digest-lines.ts';
import { cut, rich } from './text.ts';

/** Callback id of the form, and its fields. */
export const ESTIMATE_FORM = 'deal.save-estimate';
export const ESTIMATE_FIELDS = { win: 'win', until: 'until', reason: 'reason' } as const;
export const REASON_LIMIT = 300;

export type EstimateDraft = {
  /** Computed, 0..1. */
  readonly computed: number;
  readonly win: number | undefined;
  readonly until: string;
  readonly reason: string | undefined;
};

/** How probable winning is in one's own view, until when, and why; the computed value stands above. */
export const estimateForm = (m: Messages, deal: Deal, pipeline: Pipeline, draft: EstimateDraft): ModalView =>
  modal({
    id: ESTIMATE_FORM,
    title: m.estimate.title,
    submit: m.estimate.save,
    close: m.common.cancel,
    data: dealValue(deal),
    blocks: [
      rich(`${dealLine(m, deal, pipeline)}\n${m.estimate.computed(chance(m, draft.computed))}`),
      field(ESTIMATE_FIELDS.win, m.estimate.win, {
        type: 'number_input',
        is_decimal_allowed: false,
        min_value: '1',
        max_value: '99',
        ...(draft.win === undefined ? {} : { initial_value: String(Math.round(draft.win * 100)) }),
      }),
      field(ESTIMATE_FIELDS.until, m.estimate.until, { type: 'datepicker', initial_date: draft.until }),
      field(
        ESTIMATE_FIELDS.reason,
        m.estimate.reason,
        {
          type: 'plain_text_input',
          max_length: REASON_LIMIT,
          ...(draft.reason === undefined ? {} : { initial_value: cut(draft.reason, REASON_LIMIT) }),
        },
        { hint: m.estimate.reasonHint },
      ),
    ],
  });
