import type { StageId } from '../../core/ids.ts';
import { loadGapLines, loadOverfullLines } from '../../facts/gap-facts.ts';
import { loadLeftDeals } from '../../facts/left-deals.ts';
import { loadPlan } from '../../facts/plan-facts.ts';
import type { RequestContext } from '../request/flow.ts';
import { loadRefusalContext } from '../request/refusal-context.ts';
import { type CommitmentMembers, committedMembers } from '../views/funnel/plan/gap-action-rows.ts';
import type { GapListContext } from '../views/funnel/plan/gap-list.ts';

const alertIdsByStage = (alerts: readonly { readonly stageId: StageId; readonly id: string }[]) =>
  new Map(alerts.map(({ stageId, id }) => [stageId, id]));

/** Who took what about the gaps that are open. */
async function loadTaken(context: RequestContext, alerts: readonly { readonly id: string }[]): Promise<CommitmentMembers> {
  return committedMembers(await context.tenant.commitments.byAlerts(alerts.map(({ id }) => id)));
}

/** What a list of gaps shows beside the plan: who people are, which alerts are open, who took what. */
export async function loadListContext(context: RequestContext): Promise<GapListContext> {
  const [alerts, { members }] = await Promise.all([
    context.tenant.stageAlerts.open(context.pipeline.id),
    loadRefusalContext(context),
  ]);
  const commitments = await loadTaken(context, alerts);
  return { members, solo: context.solo, alertIdByStage: alertIdsByStage(alerts), commitments, timeZone: context.timeZone };
}

/** The gaps of the day's plan, stages that hold too many, and all that a list of them shows beside. */
export async function loadGaps(context: RequestContext) {
  const plan = await loadPlan(context);
  const [gaps, overfull, left, shown] = await Promise.all([
    loadGapLines(context, plan),
    loadOverfullLines(context, plan),
    loadLeftDeals(context),
    loadListContext(context),
  ]);
  const { coverage, lead } = plan;
  const { fiscalStartMonth } = context.workspace;
  return { gaps, overfull, lead, coverage, listContext: { ...shown, coverage, fiscalStartMonth, left } };
}
