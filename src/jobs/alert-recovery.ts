import type { AlertLine, RecoveryFacts } from '../core/funnel/stage-alert.ts';
import { stageById } from '../core/pipeline/stage.ts';
import { localizePipeline } from '../core/pipeline/stored-pipeline.ts';
import { dateAt, daysBetween } from '../core/time/calendar.ts';
import { loadMoveProgress } from '../facts/commitment-facts.ts';
import type { StageAlert } from '../store/types/channels.ts';
import type { DeliveryDraft } from '../store/types/posts.ts';
import type { PipelineInspection } from './inspect-pipeline.ts';
import { allClearPost } from './posts/alert/all-clear.ts';
import { loadAlertPosts, readAlert } from './posts/alert/stage-alert-posts.ts';

/** How many of the deals that an alert named have since reached the stage that they were to reach. */
async function countMovesMade(inspection: PipelineInspection, line: AlertLine): Promise<number> {
  const reached = await Promise.all(line.candidates.map((candidate) => loadMoveProgress(inspection, candidate)));
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

/** Closes the alerts of stages that meet their need again and queues an all-clear in the thread of every post that announced them. @returns those still open. */
export async function closeRecoveredAlerts(
  inspection: PipelineInspection,
  open: readonly StageAlert[],
): Promise<readonly StageAlert[]> {
  const { tenant, pipeline, stored, gaps, needs, at, workspace } = inspection;
  const short = new Set(gaps.map(({ stage }) => stage.id));
  const over = open.filter(({ stageId }) => !short.has(stageId));
  for (const alert of over) {
    const stage = stageById(pipeline, alert.stageId);
    const need = needs.find(({ stageId }) => stageId === alert.stageId);
    const drafts: DeliveryDraft[] = [];
    // A stage that is no longer in use, or needs nothing any more, has not recovered.
    const alertedPosts =
      stage === undefined || stage.minimum <= 0 || need === undefined ? [] : await loadAlertPosts(tenant, alert.id, alert.seenAt);
    for (const post of alertedPosts) {
      const payload = readAlert(post);
      const line = payload?.facts.lines.find(({ alertId }) => alertId === alert.id);
      if (payload === undefined || line === undefined || stage === undefined || need === undefined) continue;
      const facts: RecoveryFacts = {
        shortName: stageById(localizePipeline(stored, payload.language), alert.stageId)?.shortName ?? stage.shortName,
        count: need.current,
        days: daysBetween(dateAt(alert.drySince, workspace.timeZone), dateAt(at, workspace.timeZone)),
        named: line.candidates.length,
        made: await countMovesMade(inspection, line),
        needed: alert.needed,
        needsNow: need.required,
        ...(await loadNewDealsMade(inspection, alert)),
      };
      drafts.push(allClearPost.draft({ alert: post, alertId: alert.id, facts, at }));
    }
    await tenant.stageAlerts.recover([alert.id], { at, deliveries: drafts });
  }
  return open.filter((alert) => !over.includes(alert));
}
