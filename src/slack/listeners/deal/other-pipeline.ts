import type { Flow } from '../../request/flow.ts';
import { submitHandler } from '../../request/submit-handler.ts';
import { openOtherPipelineForm, submitOtherPipeline } from '../../steps/other-pipeline.ts';
import { parseDealButtonValue } from '../../views/deal/deal-button-value.ts';
import { OPEN_OTHER_PIPELINE, OTHER_PIPELINE_FORM, otherPipelineData } from '../../views/deal/forms/other-pipeline-form.ts';
import { textMessage } from '../../views/kit/blocks.ts';

/** Moving a deal to a stage of another pipeline. */
export const otherPipelineFlow = {
  buttons: {
    [OPEN_OTHER_PIPELINE]: {
      opensForm: true,
      run: async (context, press) => {
        const [seen, pipelineId] = [parseDealButtonValue(press.value), press.value.split('>')[1]];
        if (seen === undefined || pipelineId === undefined) return { kind: 'say', message: textMessage(context.m.common.gone) };
        const reply = await openOtherPipelineForm(context, seen, pipelineId);
        // Within the form of a move it takes its place.
        return reply.kind === 'open' && press.data !== null ? { kind: 'update', view: reply.view } : reply;
      },
    },
  },
  forms: { [OTHER_PIPELINE_FORM]: submitHandler(otherPipelineData, submitOtherPipeline) },
} satisfies Flow;
