import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Deal } from '../../../../core/deal/deal.ts';
import type { Pipeline, Stage } from '../../../../core/pipeline/stage.ts';
import type { PlainDate } from '../../../../core/time/calendar.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { type SafeText, safe } from '../../../../locale/safe-text.ts';
import { contextLine, field, modal } from '../../kit/blocks.ts';
import { ASSUMPTION_MARK, type ShownWin, winPercent } from '../../kit/figures.ts';
import { defineFormData } from '../../kit/form-data.ts';
import { literal, richText, truncate } from '../../kit/text.ts';
import { dealFormData } from '../deal-form-data.ts';
import { dealLine } from '../deal-title.ts';

/** Callback id of the form, and its fields. */
export const ESTIMATE_FORM = 'deal.save-estimate';
export const ESTIMATE_FIELDS = { win: 'win', until: 'until', reason: 'reason' } as const;
/** The same of a stage. */
export const STAGE_ESTIMATE_FORM = 'stage.save-estimate';
export const REASON_LIMIT = 300;

export type EstimateDraft = {
  /** Computed, 0..1. */
  readonly computed: ShownWin;
  readonly win: number | undefined;
  readonly until: PlainDate;
  readonly reason: string | undefined;
};

/** How probable winning a deal is in one's own view, until when, and why; the computed value stands above. */
export const estimateForm = (
  m: Messages,
  { deal, pipeline }: { readonly deal: Deal; readonly pipeline: Pipeline },
  draft: EstimateDraft,
): ModalView =>
  estimateModal(
    m,
    {
      id: ESTIMATE_FORM,
      data: dealFormData.encode({ deal }),
      head: dealLine(m, deal, pipeline),
      hint: m.estimate.reasonHint,
    },
    draft,
  );

/** What the form about a stage holds; before, the id alone. */
export const stageEstimateFormData = defineFormData(z.object({ stageId: z.string() }), (text) => ({ stageId: text }));

/** The same of the deals that enter a stage. */
export const stageEstimateForm = (m: Messages, stage: Stage, draft: EstimateDraft): ModalView =>
  estimateModal(
    m,
    {
      id: STAGE_ESTIMATE_FORM,
      data: stageEstimateFormData.encode({ stageId: stage.id }),
      head: m.estimate.stage.head(literal(stage.name, 60)),
      hint: m.estimate.stage.reasonHint,
    },
    draft,
  );

const estimateModal = (
  m: Messages,
  { id, data, head, hint }: { readonly id: string; readonly data: string; readonly head: SafeText; readonly hint: SafeText },
  draft: EstimateDraft,
): ModalView =>
  modal({
    id,
    title: m.estimate.title,
    submit: m.estimate.save,
    close: m.common.cancel,
    data,
    blocks: [
      richText(safe`${head}\n${m.estimate.computed(winPercent(m, draft.computed))}`),
      ...(draft.computed.mostlyAssumption ? [contextLine(safe`${ASSUMPTION_MARK} ${m.digest.why.assumed}`)] : []),
      field(ESTIMATE_FIELDS.win, m.estimate.win, {
        type: 'number_input',
        is_decimal_allowed: false,
        min_value: '1',
        max_value: '99',
        ...(draft.win === undefined ? {} : { initial_value: String(Math.round(draft.win * 100)) }),
      }),
      field(ESTIMATE_FIELDS.until, m.estimate.until, { type: 'datepicker', initial_date: draft.until }),
      field(ESTIMATE_FIELDS.reason, m.estimate.reason, {
        type: 'plain_text_input',
        max_length: REASON_LIMIT,
        ...(draft.reason === undefined ? {} : { initial_value: truncate(draft.reason, REASON_LIMIT) }),
        hint,
      }),
    ],
  });
