import { moveToPipeline } from '../../core/deal/other-pipeline.ts';
import { openStages, stageById } from '../../core/pipeline/stage.ts';
import { joinSafe } from '../../locale/safe-text.ts';
import type { Reply, RequestContext } from '../request/flow.ts';
import type { Form } from '../request/form.ts';
import type { SeenDeal } from '../views/deal/deal-button-value.ts';
import { dealTitle } from '../views/deal/deal-title.ts';
import { OTHER_PIPELINE_STAGE, type OtherPipelineData, otherPipelineForm } from '../views/deal/forms/other-pipeline-form.ts';
import { missingCriteriaTexts } from '../views/deal/missing-criteria.ts';
import { undoAndShowRow } from '../views/deal/undo-row.ts';
import { textMessage } from '../views/kit/blocks.ts';
import { literal } from '../views/kit/text.ts';
import { refuseForm, replySaved } from './change-deal.ts';
import { convertToPipelineCurrency } from './convert-to-pipeline-currency.ts';

/** The form that asks to which stage of another pipeline a deal goes; or why it cannot go there. */
export async function openOtherPipelineForm(context: RequestContext, seen: SeenDeal, pipelineId: string): Promise<Reply> {
  const { m, pipelines } = context;
  const file = await context.deals.file(seen.number);
  const refused = await refuseForm(context, { seen, file }, 'deal.move');
  if (refused !== undefined || file === undefined) return refused ?? { kind: 'nothing' };
  const to = pipelines.inUse.find(({ id }) => id === pipelineId);
  if (to === undefined || to.id === file.deal.pipelineId || openStages(to).length === 0)
    return { kind: 'say', message: textMessage(m.pipelines.problems.gone) };
  return { kind: 'open', view: otherPipelineForm(m, file.deal, { to, pipelines }) };
}

/** Moves the deal: what it is worth is counted in the other pipeline's currency from then on. */
export async function submitOtherPipeline(
  context: RequestContext,
  form: Form,
  { deal: seen, pipelineId }: OtherPipelineData,
): Promise<Reply> {
  const { m, pipelines, act } = context;
  const pipeline = pipelines.inUse.find(({ id }) => id === pipelineId);
  const file = await context.deals.file(seen.number);
  const stageId = form.choice(OTHER_PIPELINE_STAGE) ?? '';
  if (pipeline === undefined || file === undefined)
    return { kind: 'say', message: textMessage(file === undefined ? m.common.gone : m.pipelines.problems.gone) };
  const { value } = file.deal;
  const unpriced = { value: null, pipelineValueMinor: null, rate: null, rateOn: null };
  const price = value === null ? unpriced : await convertToPipelineCurrency({ ...context, pipeline }, value);
  const saved = await context.deals.change(seen.number, (now) => moveToPipeline(now, { pipeline, stageId, price }, act), {
    ...context.writeRequest(),
    // What it is worth was read with the deal.
    seenVersion: seen.version ?? file.deal.version,
  });
  return replySaved(context, { seen, saved }, ({ file: { deal } }) => {
    const stage = literal(stageById(pipeline, deal.stageId)?.shortName ?? '', 20);
    const sentences = [
      m.dealActions.inPipeline({ deal: dealTitle(deal), pipeline: literal(pipeline.name, 60), stage }),
      ...(deal.missing.length === 0 ? [] : [m.card.missing(missingCriteriaTexts(deal.missing, pipeline))]),
    ];
    return textMessage(joinSafe(sentences, '\n'), ...undoAndShowRow(m, deal));
  });
}
