import { type Deal, isOpen } from '../../../core/deal/deal.ts';
import { hasReached } from '../../../core/deal/has-reached.ts';
import type { Refusal } from '../../../core/deal/refusal.ts';
import { promiseOf } from '../../../core/funnel/stage-alert.ts';
import type { StageId } from '../../../core/ids.ts';
import { isAllowed, isOwn } from '../../../core/people/rights.ts';
import { knownStage, type Pipeline, stageById } from '../../../core/pipeline/stage.ts';
import { addWorkingDays } from '../../../core/time/calendar.ts';
import { loadPostsOfAlerts } from '../../../jobs/posts/alert/stage-alert-posts.ts';
import { stageAlertUpdatePost } from '../../../jobs/posts/alert/stage-alert-update.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import { loadHolidays } from '../../../platform/holidays.ts';
import type { Commitment, StageAlert } from '../../../store/types/channels.ts';
import { dealPipeline, inPipelineOf } from '../../request/deal-pipeline.ts';
import type { Flow, Press, Reply, RequestContext } from '../../request/flow.ts';
import { loadRefusalContext } from '../../request/refusal-context.ts';
import { ADVANCE, OPEN_NEW_DEAL, SHOW } from '../../views/deal/deal-actions.ts';
import { dealButtonValue } from '../../views/deal/deal-button-value.ts';
import { dealTitle } from '../../views/deal/deal-title.ts';
import { refusalMessage } from '../../views/deal/refusal-message.ts';
import { COMMIT_TO_NEW_DEALS, parseCommitToNewDealsValue } from '../../views/funnel/plan/gap-buttons.ts';
import { COMMIT_TO_DEAL, parseCommitButtonValue } from '../../views/funnel/plan/gap-candidate.ts';
import { GIVE_BACK, giveBackButton } from '../../views/funnel/plan/give-back.ts';
import { buttons, textMessage } from '../../views/kit/blocks.ts';
import { stageName } from '../../views/kit/stage-name.ts';
import { literal, memberNameText } from '../../views/kit/text.ts';

/** Working days that somebody has for a move that they took, and for new deals. */
const WORKING_DAYS_TO_MOVE = 3;
const WORKING_DAYS_FOR_NEW = 5;

/** A move that somebody has taken on by another alert that asks for it. */
async function findTaken(
  { tenant }: RequestContext,
  alert: StageAlert,
  { dealNumber, toStageId }: Pick<Commitment, 'dealNumber' | 'toStageId'>,
): Promise<{ readonly commitment: Commitment; readonly isNew: boolean } | undefined> {
  if (dealNumber === null) return undefined;
  const others = await tenant.stageAlerts.open(alert.pipelineId, undefined, alert.teamId ?? undefined);
  const taken = await tenant.commitments.byAlerts(others.map(({ id }) => id));
  const commitment = promiseOf(taken, { number: dealNumber, toStageId });
  return commitment === undefined ? undefined : { commitment, isNew: false };
}

/** Somebody takes on what an alert asks for. @returns who has it: `isMine` where it is the person who asked. */
async function commit(
  context: RequestContext,
  alert: StageAlert,
  { days, ...what }: Pick<Commitment, 'dealNumber' | 'newDeals' | 'toStageId'> & { readonly days: number },
): Promise<{ readonly isMine: boolean; readonly who: SafeText; readonly commitment: Commitment }> {
  const { tenant, member, workspace, today, at } = context;
  const dueOn = addWorkingDays(today, days, await loadHolidays(workspace.holidayRegion, at));
  const { commitment, isNew } =
    (await findTaken(context, alert, what)) ??
    (await tenant.commitments.claim({ ...what, alertId: alert.id, memberId: member.id, dueOn, madeAt: at }));
  if (isNew) await refreshAlertPosts(context, alert, commitment.id);
  if (commitment.memberId === member.id) return { isMine: true, who: memberNameText(member), commitment };
  const other = await tenant.members.byId(commitment.memberId);
  return { isMine: false, who: other === undefined ? literal(commitment.memberId) : memberNameText(other), commitment };
}

/** "I'll do it": stores who moves which deal by when, and shows it in every post of that alert. */
async function commitToMove(context: RequestContext, press: Press): Promise<Reply> {
  const { m, tenant, member } = context;
  const read = parseCommitButtonValue(press.value);
  const file = read === undefined ? undefined : await context.deals.file(read.number);
  if (read === undefined || file === undefined) return { kind: 'say', message: textMessage(m.alerts.outdatedButton) };
  const { deal } = file;
  const pipeline = dealPipeline(context, deal);
  const loadViewContext = () => loadRefusalContext(inPipelineOf(context, deal));
  if (!isAllowed(member.role, 'deal.advance', { own: isOwn(member, deal.ownerId) })) {
    const refusal = { why: 'notAllowed', action: 'deal.advance', ownerId: deal.ownerId } as const;
    const saved = { ok: false, why: 'refused', refusal, file } as const;
    return { kind: 'say', message: refusalMessage(m, { saved, asked: { number: read.number } }, await loadViewContext()) };
  }
  const alert = (await tenant.stageAlerts.open(deal.pipelineId)).find(({ id }) => id === read.alertId);
  const nothingLeft = refusalIfDone(pipeline, deal, read.toStageId);
  if (nothingLeft !== undefined) {
    if (alert !== undefined) await refreshAlertPosts(context, alert, `${deal.number}@${deal.version}`);
    const saved = { ok: false, why: 'refused', refusal: nothingLeft, file } as const;
    return { kind: 'say', message: refusalMessage(m, { saved, asked: { number: read.number } }, await loadViewContext()) };
  }
  if (stageById(pipeline, read.toStageId) === undefined) return { kind: 'say', message: textMessage(m.common.stageGone) };
  const stage = stageName(pipeline, read.toStageId);
  if (alert === undefined) return { kind: 'say', message: textMessage(m.alerts.alreadyRecovered(stage)) };
  const what = { dealNumber: deal.number, newDeals: null, toStageId: read.toStageId };
  const { isMine, who, commitment } = await commit(context, alert, { ...what, days: WORKING_DAYS_TO_MOVE });
  if (!isMine) return { kind: 'say', message: textMessage(m.alerts.committedAlready(dealTitle(deal), who)) };
  const below = buttons(
    { id: ADVANCE, text: m.card.next(stage), value: dealButtonValue(deal), style: 'primary' },
    { id: SHOW, text: m.common.open, value: dealButtonValue(deal) },
    giveBackButton(m, commitment),
  );
  return { kind: 'say', message: textMessage(m.alerts.committed(dealTitle(deal), stage, commitment.dueOn), ...below) };
}

/** An alert that is not over, of whichever pipeline. */
async function findOpenAlert(
  { tenant, pipelines }: RequestContext,
  alertId: string,
  ofStage?: StageId,
): Promise<StageAlert | undefined> {
  const open = await Promise.all(pipelines.inUse.map(({ id }) => tenant.stageAlerts.open(id)));
  return open.flat().find(({ id, stageId }) => id === alertId && (ofStage === undefined || stageId === ofStage));
}

/** "I'll do it" on new deals: stores who makes how many by when, and shows it in every post of that alert. */
async function commitToNewDeals(context: RequestContext, press: Press): Promise<Reply> {
  const { m } = context;
  if (!isAllowed(context.member.role, 'deal.open')) return { kind: 'say', message: textMessage(m.refusals.readsOnly) };
  const read = parseCommitToNewDealsValue(press.value);
  if (read === undefined) return { kind: 'say', message: textMessage(m.alerts.outdatedButton) };
  const alert = await findOpenAlert(context, read.alertId, read.stageId);
  const pipeline = alert === undefined ? context.pipeline : dealPipeline(context, alert);
  if (stageById(pipeline, read.stageId) === undefined) return { kind: 'say', message: textMessage(m.common.stageGone) };
  const stage = stageName(pipeline, read.stageId);
  if (alert === undefined) return { kind: 'say', message: textMessage(m.alerts.alreadyRecovered(stage)) };
  const what = { dealNumber: null, newDeals: read.newDeals, toStageId: alert.stageId };
  const { isMine, who, commitment } = await commit(context, alert, { ...what, days: WORKING_DAYS_FOR_NEW });
  if (!isMine) return { kind: 'say', message: textMessage(m.gaps.newDealsCommittedAlready(who)) };
  const below = buttons({ id: OPEN_NEW_DEAL, text: m.help.newDeal, value: '', style: 'primary' }, giveBackButton(m, commitment));
  return {
    kind: 'say',
    message: textMessage(m.gaps.newDealsCommitted(commitment.newDeals ?? read.newDeals, stage, commitment.dueOn), ...below),
  };
}

/** A promise is given back by whom made it, as long as it is not done: the alert's posts offer it to everybody again. */
async function giveBack(context: RequestContext, press: Press): Promise<Reply> {
  const { m, tenant, member } = context;
  const commitment = await tenant.commitments.byId(press.value);
  if (commitment !== undefined && commitment.memberId !== member.id) {
    const owner = await tenant.members.byId(commitment.memberId);
    const who = owner === undefined ? literal(commitment.memberId) : memberNameText(owner);
    return { kind: 'say', message: textMessage(m.alerts.notYoursToGiveBack(who)) };
  }
  if (commitment === undefined || !(await tenant.commitments.giveBack(commitment.id, member.id)))
    return { kind: 'say', message: textMessage(m.alerts.nothingToGiveBack) };
  const alert = commitment.alertId === null ? undefined : await findOpenAlert(context, commitment.alertId);
  if (alert !== undefined) await refreshAlertPosts(context, alert, `${commitment.id} back`);
  const file = commitment.dealNumber === null ? undefined : await context.deals.file(commitment.dealNumber);
  const pipeline = alert !== undefined ? dealPipeline(context, alert) : inPipelineOf(context, file?.deal).pipeline;
  const stage = literal(knownStage(pipeline, commitment.toStageId)?.shortName ?? commitment.toStageId, 20);
  const said = file === undefined ? m.alerts.givenBackNew(stage) : m.alerts.givenBack(dealTitle(file.deal));
  return { kind: 'say', message: textMessage(said), replacesOriginal: true };
}

/** Why a deal cannot be taken on any more: it is closed, or has come as far as it was to come, or further; undefined where it can. */
function refusalIfDone(pipeline: Pipeline, deal: Deal, toStageId: StageId): Refusal | undefined {
  if (!isOpen(deal)) return { why: 'closed', outcome: deal.outcome, closedAt: deal.closedAt };
  const here = stageById(pipeline, deal.stageId);
  return here !== undefined && hasReached(pipeline, deal, toStageId) ? { why: 'alreadyThere', stage: here } : undefined;
}

/** Queues the posts of alerts that are open to be shown anew: another one may name the same deal. @param change what changed: each change shows them once. */
async function refreshAlertPosts(context: RequestContext, alert: StageAlert, change: string): Promise<void> {
  const open = await context.tenant.stageAlerts.open(alert.pipelineId, undefined, alert.teamId ?? undefined);
  const posts = await loadPostsOfAlerts(context.tenant, [alert, ...open]);
  const drafts = posts.map(({ post }) => stageAlertUpdatePost.draft({ alert: post, change, at: context.at }));
  await context.tenant.deliveries.queue(drafts, context.at);
  context.wake();
}

/** Stages that ran dry: who moves what. */
export const alertsFlow = {
  buttons: {
    [COMMIT_TO_DEAL]: { run: commitToMove },
    [COMMIT_TO_NEW_DEALS]: { run: commitToNewDeals },
    [GIVE_BACK]: { run: giveBack },
  },
} satisfies Flow;
