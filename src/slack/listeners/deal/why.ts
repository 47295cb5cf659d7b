import type { Pipeline, Stage } from '../../../core/pipeline/stage.ts';
import { loadDealWhy } from '../../../facts/deal-why-facts.ts';
import { dealPipeline, inPipelineOf } from '../../request/deal-pipeline.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { markReply } from '../../request/mark-reply.ts';
import { explainStage, isExactName, matchStages } from '../../steps/explain-stage.ts';
import { findDeal } from '../../steps/find-deal.ts';
import { resolveDeal } from '../../steps/resolve-deal.ts';
import { DEAL_WHY } from '../../views/deal/deal-actions.ts';
import { parseDealButtonValue } from '../../views/deal/deal-button-value.ts';
import { dealTitle } from '../../views/deal/deal-title.ts';
import { dealWhy } from '../../views/deal/deal-why.ts';
import { stageWhyButton } from '../../views/deal/estimate-line.ts';
import { dealDisambiguation } from '../../views/deal/lists/deal-disambiguation.ts';
import { stageDisambiguation } from '../../views/funnel/stage-why.ts';
import { buttons, textMessage } from '../../views/kit/blocks.ts';

async function explainDeal(context: RequestContext, number: number, stages: readonly Stage[] = []): Promise<Reply> {
  const { m } = context;
  const file = await context.deals.file(number);
  if (file === undefined) return { kind: 'say', message: textMessage(m.common.gone) };
  const { deal } = file;
  const why = await loadDealWhy({ ...context, pipeline: dealPipeline(context, deal) }, deal);
  if (why === undefined) {
    const below = buttons(...stages.map((each, index) => stageWhyButton(m, each, index)));
    return { kind: 'say', message: textMessage(m.digest.why.closed(dealTitle(deal)), ...below) };
  }
  const message = dealWhy(m, { deal, stage: why.inStage }, { ...why, stages });
  // The stages beside it are of the pipeline that the request is about.
  const reply: Reply = { kind: 'say', message };
  return stages.length === 0 ? markReply(reply, inPipelineOf(context, deal)) : reply;
}

/**
 * A deal of that name or number, else a stage of that name. Typing errors in a deal's name are forgiven where no stage fits, and where one
 * fits only nearly, as `prospera` does Prospect: the deal is explained then, with the stage beside it.
 */
async function explainDealOrStage(asked: RequestContext, typed: string): Promise<Reply> {
  const context = { ...asked, pipeline: pipelineOfStage(asked, typed) };
  return markReply(await explainIn(context, typed), context);
}

/** The pipeline whose stage the text names: the one that the request is about, else the first other one that has such a stage. */
function pipelineOfStage(context: RequestContext, typed: string): Pipeline {
  const { pipeline, pipelines } = context;
  const all = [pipeline, ...pipelines.inUse.filter(({ id }) => id !== pipeline.id)];
  return all.find((each) => matchStages({ ...context, pipeline: each }, typed).length > 0) ?? pipeline;
}

async function explainIn(context: RequestContext, typed: string): Promise<Reply> {
  const { m, pipeline, pipelines } = context;
  if (typed.trim() === '') return { kind: 'say', message: textMessage(m.digest.why.whichDealOrStage) };
  const stages = matchStages(context, typed);
  const [stage] = stages;
  const found = await (stage === undefined
    ? resolveDeal(context, typed)
    : findDeal(context, typed, { openOnly: true, exactSpelling: true }));
  if (found.kind === 'one') return explainDeal(context, found.deal.number, stages);
  if (found.kind === 'none' && stage !== undefined) {
    const near = isExactName(typed, stages) ? undefined : await resolveDeal(context, typed);
    if (near?.kind === 'one') return explainDeal(context, near.deal.number, stages);
    return stages.length === 1 ? explainStage(context, stage) : { kind: 'say', message: stageDisambiguation(m, stages) };
  }
  const asked = dealDisambiguation(m, found, { pipeline, pipelines, choose: { id: DEAL_WHY, text: m.dealActions.choose } });
  const below = buttons(...stages.map((each, index) => stageWhyButton(m, each, index)));
  return { kind: 'say', message: { ...asked, blocks: [...asked.blocks, ...below] } };
}

/** What a deal's win probability rests on, or a stage's, in plain words. */
export const whyFlow = {
  funnelCommands: {
    why: { takesDeal: 'whole', opensForm: false, isRead: true, run: explainDealOrStage },
  },
  buttons: {
    [DEAL_WHY]: {
      run: async (context, press) => {
        const seen = parseDealButtonValue(press.value);
        return seen === undefined
          ? { kind: 'say', message: textMessage(context.m.common.gone) }
          : explainDeal(context, seen.number);
      },
    },
  },
} satisfies Flow;
