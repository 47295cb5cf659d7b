import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Deal } from '../../../../core/deal/deal.ts';
import type { Pipelines } from '../../../../core/pipeline/pipelines.ts';
import { openStages, type Pipeline } from '../../../../core/pipeline/stage.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { joinSafe, safe } from '../../../../locale/safe-text.ts';
import { buttons, field, modal, option } from '../../kit/blocks.ts';
import { type DataOf, defineFormData } from '../../kit/form-data.ts';
import { literal, richText } from '../../kit/text.ts';
import { dealButtonValue } from '../deal-button-value.ts';
import { seenDealSchema } from '../deal-form-data.ts';
import { dealLine } from '../deal-title.ts';
import { rowPipeline } from '../row-pipeline.ts';

/** Opens the form that moves a deal to another pipeline: the deal as it was seen, `>`, and the pipeline. */
export const OPEN_OTHER_PIPELINE = 'deal.other-pipeline';
/** Callback id of that form, and its field. */
export const OTHER_PIPELINE_FORM = 'deal.save-pipeline';
export const OTHER_PIPELINE_STAGE = 'stage';

export const otherPipelineData = defineFormData(z.object({ deal: seenDealSchema, pipelineId: z.string() }));
export type OtherPipelineData = DataOf<typeof otherPipelineData>;

/** The pipelines that a deal could go to instead, each a button; nothing where there is one. */
export const otherPipelineButtons = (m: Messages, deal: Deal, { inUse }: Pipelines): readonly KnownBlock[] =>
  buttons(
    ...inUse
      .filter(({ id }) => id !== deal.pipelineId)
      .map(({ id, name }, index) => ({
        id: `${OPEN_OTHER_PIPELINE}:${index}`,
        text: m.dealActions.toPipeline(literal(name, 40)),
        value: `${dealButtonValue(deal)}>${id}`,
      })),
  );

/** Which stage of the other pipeline a deal goes to. */
export function otherPipelineForm(
  m: Messages,
  deal: Deal,
  { to, pipelines }: { readonly to: Pipeline; readonly pipelines: Pipelines },
): ModalView {
  const from = rowPipeline({ pipeline: to, pipelines }, deal);
  const options = openStages(to).map((stage) => option(safe`${stage.position}. ${literal(stage.name)}`, stage.id));
  return modal({
    id: OTHER_PIPELINE_FORM,
    title: m.dealActions.moveTitle,
    submit: m.dealActions.moveSubmit,
    close: m.common.cancel,
    data: otherPipelineData.encode({ deal, pipelineId: to.id }),
    blocks: [
      richText(dealLine(m, deal, from)),
      richText(joinSafe([m.dealActions.betweenPipelines(literal(from.name, 60), literal(to.name, 60))], '\n')),
      field(OTHER_PIPELINE_STAGE, m.dealActions.moveTo, {
        type: 'static_select',
        options,
        ...(options[0] === undefined ? {} : { initial_option: options[0] }),
      }),
    ],
  });
}
