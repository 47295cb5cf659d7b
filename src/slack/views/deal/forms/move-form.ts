import type { ModalView } from '@slack/types';
import type { Deal } from '../../../../core/deal/deal.ts';
import type { StageId } from '../../../../core/ids.ts';
import type { Pipelines } from '../../../../core/pipeline/pipelines.ts';
import { nextStage, openStages, type Pipeline } from '../../../../core/pipeline/stage.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { safe } from '../../../../locale/safe-text.ts';
import { field, modal, option } from '../../kit/blocks.ts';
import { literal, richText } from '../../kit/text.ts';
import { dealFormData } from '../deal-form-data.ts';
import { dealLine } from '../deal-title.ts';
import { otherPipelineButtons } from './other-pipeline-form.ts';

/** Callback id of the form for a move; names of its fields. */
export const MOVE_FORM = 'deal.save-move';
export const MOVE_FIELDS = { stage: 'stage', reason: 'reason' } as const;

/** Of the menu of stages: the form is told at once, and says whether a reason is needed. */
export const MOVE_STAGE = 'move.stage';

/** Asks where a deal goes and why. */
export function moveForm(
  m: Messages,
  { deal, pipeline, pipelines }: { readonly deal: Deal; readonly pipeline: Pipeline; readonly pipelines?: Pipelines },
  known: { readonly stageId?: StageId; readonly reason?: string },
): ModalView {
  const options = openStages(pipeline)
    .filter(({ id }) => id !== deal.stageId)
    .map((stage) => option(safe`${stage.position}. ${literal(stage.name)}`, stage.id));
  const initial = options.find(({ value }) => value === known.stageId);
  return modal({
    id: MOVE_FORM,
    title: m.dealActions.moveTitle,
    submit: m.dealActions.moveSubmit,
    close: m.common.cancel,
    data: dealFormData.encode({ deal }),
    blocks: [
      richText(dealLine(m, deal, pipeline)),
      {
        ...field(MOVE_FIELDS.stage, m.dealActions.moveTo, { type: 'static_select' }),
        element: {
          type: 'static_select',
          action_id: MOVE_STAGE,
          options,
          ...(initial === undefined ? {} : { initial_option: initial }),
        },
        // Whether the reason may be left out depends on it.
        dispatch_action: true,
      },
      field(MOVE_FIELDS.reason, m.dealActions.moveWhy, {
        type: 'plain_text_input',
        max_length: 300,
        ...(known.reason === undefined || known.reason === '' ? {} : { initial_value: known.reason.slice(0, 300) }),
        // Only the next stage needs none.
        optional: known.stageId === undefined ? false : known.stageId === nextStage(pipeline, deal.stageId)?.id,
        hint: m.dealActions.moveWhyHint,
      }),
      ...(pipelines === undefined ? [] : otherPipelineButtons(m, deal, pipelines)),
    ],
  });
}
