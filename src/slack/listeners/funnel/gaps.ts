import { stagePlan } from '../../../core/funnel/plan/funnel-plan.ts';
import { openStages } from '../../../core/pipeline/stage.ts';
import { loadOtherCandidates } from '../../../facts/gap-facts.ts';
import { loadPlan } from '../../../facts/plan-facts.ts';
import type { Flow, Press, Reply, RequestContext } from '../../request/flow.ts';
import { loadGaps, loadListContext } from '../../steps/load-gaps.ts';
import { GAP_OTHER_DEALS, GAP_WHY, parseOtherDealsValue, SHOW_GAPS } from '../../views/funnel/plan/gap-buttons.ts';
import { gapList, otherCandidates } from '../../views/funnel/plan/gap-list.ts';
import { gapWhy } from '../../views/funnel/plan/gap-why.ts';
import { textMessage } from '../../views/kit/blocks.ts';
import { literal } from '../../views/kit/text.ts';

/** Other deals of one answer: one fewer than are read, to know whether there are more. */
const MAX_OTHERS = 3;

async function showGaps(context: RequestContext): Promise<Reply> {
  const { gaps, overfull, lead, listContext } = await loadGaps(context);
  return { kind: 'say', message: gapList(context.m, { gaps, overfull, lead }, listContext) };
}

/** What a stage's need rests on; the button's value is the stage. */
async function explainGap(context: RequestContext, press: Press): Promise<Reply> {
  const { m, pipeline, workspace } = context;
  const plan = await loadPlan(context);
  const stage = stagePlan(plan, press.value);
  if (stage === undefined) return { kind: 'say', message: textMessage(m.common.stageGone) };
  const { fiscalStartMonth } = workspace;
  return { kind: 'say', message: gapWhy(m, { plan, stage, pipeline, fiscalStartMonth }) };
}

/** Other deals than those that the plan moves, as long as there are any. */
async function showOtherDeals(context: RequestContext, press: Press): Promise<Reply> {
  const { m, tenant, pipeline } = context;
  const read = parseOtherDealsValue(press.value);
  if (read === undefined) return { kind: 'say', message: textMessage(m.alerts.outdatedButton) };
  const stage = openStages(pipeline).find(({ id }) => id === read.stageId);
  if (stage === undefined) return { kind: 'say', message: textMessage(m.common.stageGone) };
  const plan = await loadPlan(context);
  const name = literal(stage.shortName, 20);
  if ((stagePlan(plan, stage.id)?.need ?? null) === null) return { kind: 'say', message: textMessage(m.gaps.notShort(name)) };
  const found = await loadOtherCandidates({ tenant, viewer: context.viewer, pipeline, plan }, stage.id, read.skip);
  const candidates = found.slice(0, MAX_OTHERS);
  if (candidates.length === 0) return { kind: 'say', message: textMessage(m.gaps.noOthers(name)) };
  const shown = { stageId: stage.id, shortName: stage.shortName, skip: read.skip, more: found.length > candidates.length };
  return { kind: 'say', message: otherCandidates(m, { gap: shown, candidates }, await loadListContext(context)) };
}

/** Stages that ran dry, with what they lack, what fills them and why; stages that hold too many; and how far the open deals cover the targets. */
export const gapsFlow = {
  funnelCommands: {
    gaps: { takesDeal: null, isOfPipeline: true, isOfTeam: true, opensForm: false, isRead: true, run: showGaps },
  },
  buttons: {
    [SHOW_GAPS]: { isOfPipeline: true, isOfTeam: true, run: showGaps },
    [GAP_WHY]: { isOfPipeline: true, isOfTeam: true, run: explainGap },
    [GAP_OTHER_DEALS]: { isOfPipeline: true, isOfTeam: true, run: showOtherDeals },
  },
} satisfies Flow;
