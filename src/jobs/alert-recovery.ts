import { type FunnelPlan, stagePlan } from '../core/funnel/plan/funnel-plan.ts';
import type { AlertLine, RecoveryFacts } from '../core/funnel/stage-alert.ts';
import { type Stage, stageById } from '../core/pipeline/stage.ts';
import { localizePipeline } from '../core/pipeline/stored-pipeline.ts';
import { dateAt, daysBetween } from '../core/time/calendar.ts';
import { loadMoveProgress } from '../facts/commitment-facts.ts';
import type { StageAlert } from '../store/types/channels.ts';
import type { DeliveryDraft } from '../store/types/posts.ts';
import type { PipelineInspection } from './inspect-pipeline.ts';
import { allClearPost } from './posts/alert/all-clear.ts';
import { loadPostsOfAlerts } from './posts/alert/stage-alert-posts.ts';

/** How many of the deals that an alert asked for have since reached the stage that they were to reach. */
async function countMovesMade(inspection: PipelineInspection, line: AlertLine): Promise<number> {
  const reached = await Promise.all(line.asked.map((move) => loadMoveProgress(inspection, move)));
  return reached.filter((each) => each?.done === true).length;
}

/** The new deals that somebody took on about an alert, and how many of them are there. */
async function loadNewDealsMade(
  { tenant, pipeline, at }: PipelineInspection,
  alert: StageAlert,
): Promise<Pick<RecoveryFacts, 'newDeals' | 'newMade'>> {
  const taken = (await tenant.commitments.byAlerts([alert.id])).find(({ newDeals }) => newDeals !== null);
  const newDeals = taken?.newDeals ?? 0;
  if (taken === undefined) return { newDeals, newMade: 0 };
  const made = await tenant.funnel.countCreatedBy(pipeline.id, taken.memberId, { from: taken.madeAt, to: at });
  return { newDeals, newMade: Math.min(made, newDeals) };
}

/** How an alert that is over ended, by the plan: the stage holds what was told, or not so much is asked of it any more. */
function howItEnded({ changes, stages }: FunnelPlan, alert: StageAlert): Pick<RecoveryFacts, 'why' | 'needed' | 'needsNow'> {
  const now = stages.find(({ stageId }) => stageId === alert.stageId);
  const change = changes.findLast(
    (each) => (each.kind === 'recovered' || each.kind === 'ended') && each.stageId === alert.stageId,
  );
  const needed = change?.kind === 'recovered' || change?.kind === 'ended' ? change.required : alert.needed;
  const isBack = now !== undefined && now.count >= needed;
  return {
    why: isBack ? 'recovered' : change?.kind === 'ended' ? change.why : 'numbers',
    needed,
    needsNow: now?.asks.find(({ required }) => required <= now.count)?.required ?? 0,
  };
}

/** The all-clear of a stage in the thread of every post that announced its alert. */
async function recoveryDrafts(
  inspection: PipelineInspection,
  alert: StageAlert,
  { stage, count }: { readonly stage: Stage; readonly count: number },
): Promise<readonly DeliveryDraft[]> {
  const { tenant, stored, plan, at, workspace } = inspection;
  const drafts: DeliveryDraft[] = [];
  for (const { post, payload } of await loadPostsOfAlerts(tenant, [alert])) {
    const line = payload.facts.lines.find(({ alertId }) => alertId === alert.id);
    if (line === undefined) continue;
    const facts: RecoveryFacts = {
      stageId: alert.stageId,
      shortName: stageById(localizePipeline(stored, payload.language), alert.stageId)?.shortName ?? stage.shortName,
      count,
      days: daysBetween(dateAt(alert.drySince, workspace.timeZone), dateAt(at, workspace.timeZone)),
      named: line.asked.length,
      made: await countMovesMade(inspection, line),
      period: line.basis.kind === 'target' ? line.basis.period : null,
      fiscalStartMonth: line.fiscalStartMonth,
      ...howItEnded(plan, alert),
      ...(await loadNewDealsMade(inspection, alert)),
    };
    drafts.push(allClearPost.draft({ alert: post, alertId: alert.id, facts, at }));
  }
  return drafts;
}

/** Closes the alerts of stages that the plan finds short no more, with an all-clear. @returns those still open. */
export async function closeRecoveredAlerts(
  inspection: PipelineInspection,
  open: readonly StageAlert[],
): Promise<readonly StageAlert[]> {
  const { tenant, pipeline, plan, at } = inspection;
  const over = open.filter(({ stageId }) => (stagePlan(plan, stageId)?.need ?? null) === null);
  for (const alert of over) {
    const stage = stageById(pipeline, alert.stageId);
    const now = stagePlan(plan, alert.stageId);
    // A stage that is no longer in use, or is asked for nothing any more, has not recovered.
    const isGone = stage === undefined || stage.minimum <= 0 || now === undefined;
    const drafts = isGone ? [] : await recoveryDrafts(inspection, alert, { stage, count: now.count });
    await tenant.stageAlerts.recover([alert.id], { at, deliveries: drafts });
  }
  return open.filter((alert) => !over.includes(alert));
}
