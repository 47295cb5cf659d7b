import { stagePlan } from '../../core/funnel/plan/funnel-plan.ts';
import { estimatesInForce } from '../../core/funnel/stage-estimate.ts';
import { isAllowed } from '../../core/people/rights.ts';
import { stageAliases } from '../../core/pipeline/pipeline-templates.ts';
import { openStages, type Stage } from '../../core/pipeline/stage.ts';
import { toShortage } from '../../facts/gap-facts.ts';
import { loadFunnelModel } from '../../facts/model-facts.ts';
import { loadPlan } from '../../facts/plan-facts.ts';
import { parseSlackText } from '../../input/slack-text.ts';
import { isStageNamePrefix, matchStage } from '../../input/stage-reference.ts';
import type { Reply, RequestContext } from '../request/flow.ts';
import { stageWhy } from '../views/funnel/stage-why.ts';

/** The open stages that a person may mean, by name or number: none, one, or all that fit. */
export function matchStages({ pipeline }: RequestContext, typed: string): readonly Stage[] {
  const open = openStages(pipeline);
  const match = matchStage(parseSlackText(typed).text, stageAliases(open));
  if (match.kind === 'none') return [];
  const ids = match.kind === 'one' ? [match.id] : match.ids;
  return open.filter(({ id }) => ids.includes(id));
}

/** Whether the text names a stage exactly, not by fuzzy match. */
export const isExactName = (typed: string, stages: readonly Stage[]): boolean =>
  stageAliases(stages).some((stage) => isStageNamePrefix(parseSlackText(typed).text, stage));

/** What a stage's win probability rests on, with a manager's own estimate of it where one holds; first what it is short of, where it is. */
export async function explainStage(context: RequestContext, stage: Stage): Promise<Reply> {
  const { m, tenant, pipeline, member, at, today } = context;
  const [{ model }, all, plan] = await Promise.all([
    loadFunnelModel(tenant, pipeline, at),
    tenant.stageEstimates.all(pipeline.id),
    loadPlan(context),
  ]);
  const planned = stagePlan(plan, stage.id);
  const shortage = planned === undefined || planned.need === null ? undefined : toShortage(context, plan, planned);
  const own = estimatesInForce(all, at, today).find(({ stageId }) => stageId === stage.id);
  const estimate =
    own === undefined ? undefined : { ...own, author: await tenant.members.byId(own.by), isMine: own.by === member.id };
  const numbers = model.stageStatistics(stage.id);
  const mayEstimate = isAllowed(member.role, 'stage.estimate');
  return { kind: 'say', message: stageWhy(m, { stage, numbers, estimate, mayEstimate, shortage, timeZone: context.timeZone }) };
}
