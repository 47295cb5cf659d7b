import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Deal } from '../../../../core/deal/deal.ts';
import type { Pipeline } from '../../../../core/pipeline/stage.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { field, modal, option } from '../../kit/blocks.ts';
import { defineFormData } from '../../kit/form-data.ts';
import { literal, richText, truncate } from '../../kit/text.ts';
import { seenDealSchema } from '../deal-form-data.ts';
import { dealLine } from '../deal-title.ts';

/** Callback id of the form, and its fields. */
export const LOST_FORM = 'deal.lose';
export const LOST_FIELDS = { reason: 'reason', note: 'note' } as const;

/** The row of a digest that a deal is dropped from. */
export type LostFormOrigin = { readonly reasonId: string; readonly post: string | null };

/** What the form holds: the deal, and the key of the digest's rows that it was opened from; null: from elsewhere. Before, '141@7 key'. */
export const lostFormData = defineFormData(z.object({ deal: seenDealSchema, post: z.string().nullable() }), (text) => ({
  deal: text,
  post: /^\S+ (\S+)$/.exec(text)?.[1] ?? null,
}));

/**
 * Why a deal was lost: one of the pipeline's reasons, and a sentence that may be filled already.
 *
 * @param from a digest's row: its reason is chosen already, where the pipeline has it, and the key of the post goes along.
 */
export function lostForm(
  m: Messages,
  deal: Deal,
  { pipeline, note, from }: { readonly pipeline: Pipeline; readonly note: string; readonly from?: LostFormOrigin | undefined },
): ModalView {
  const options = pipeline.lostReasons.slice(0, 100).map((reason) => option(literal(reason.text, 75), reason.id));
  const chosen = options.find(({ value }) => value === from?.reasonId);
  return modal({
    id: LOST_FORM,
    title: m.closing.lostTitle,
    submit: m.closing.lostSubmit,
    close: m.common.cancel,
    data: lostFormData.encode({ deal, post: from?.post ?? null }),
    blocks: [
      richText(dealLine(m, deal, pipeline)),
      field(LOST_FIELDS.reason, m.closing.reason, {
        type: 'static_select',
        options,
        ...(chosen === undefined ? {} : { initial_option: chosen }),
      }),
      field(LOST_FIELDS.note, m.closing.note, {
        type: 'plain_text_input',
        multiline: true,
        max_length: 1000,
        ...(note === '' ? {} : { initial_value: truncate(note, 1000) }),
        optional: true,
      }),
    ],
  });
}
