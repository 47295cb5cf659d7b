import { workingDaysLater } from '../../core/calendar.ts';
import { type Deal, isOpen } from '../../core/deal.ts';
import { hasReached } from '../../core/reached.ts';
import type { Refusal } from '../../core/refusal.ts';
import { may } from '../../core/rights.ts';
import { type Pipeline, stageById } from '../../core/stage.ts';
import { alertPosts } from '../../facts/alert-posts.ts';
import { holidaysOf } from '../../holidays.ts';
import { ALERT_KINDS } from '../../posts/alert-post.ts';
import { alertTakenKey } from '../../posts/keys.ts';
import type { Commitment, StageAlert } from '../../store/types/channels.ts';
import type { Answer, Flow, Press, Visit } from '../flow.ts';
import { refusalContext } from '../refusal-context.ts';
import { buttons, say } from '../views/blocks.ts';
import { readTakeValue, TAKE } from '../views/candidate.ts';
import { ADVANCE, NEW, SHOW } from '../views/deal-actions.ts';
import { dealTitle } from '../views/deal-title.ts';
import { dealValue } from '../views/deal-value.ts';
import { readTakeNewValue, TAKE_NEW } from '../views/gap-words.ts';
import { notSaved } from '../views/not-saved.ts';
import { literal, nameOf, type Tagged } from '../views/text.ts';

/** Working days that somebody has for a move that they took, and for new deals. */
const DAYS_TO_MOVE = 3;
const DAYS_FOR_NEW = 5;

/** Somebody takes on what an alert asks for. @returns who has it: `isMine` where it is the person who asked. */
async function taken(
  visit: Visit,
  alert: StageAlert,
  what: Pick<Commitment, 'dealNumber' | 'newDeals' | 'toStageId'>,
  days: number,
): Promise<{ readonly isMine: boolean; readonly who: Tagged; readonly commitment: Commitment }> {
  const { tenant, member, workspace, today, at } = visit;
  const dueOn = workingDaysLater(today, days, await holidaysOf(workspace.holidayRegion, at));
  const { commitment, isNew } = await tenant.commitments.take({
    ...what,
    alertId: alert.id,
    memberId: member.id,
    dueOn,
    madeAt: at,
  });
  if (isNew) await showAnew(visit, alert, commitment.id);
  if (commitment.memberId === member.id) return { isMine: true, who: nameOf(member), commitment };
  const other = await tenant.members.byId(commitment.memberId);
  return { isMine: false, who: other === undefined ? literal(commitment.memberId) : nameOf(other), commitment };
}

/** "I'll do it": stores who moves which deal by when, and shows it in every post of that alert. */
async function take(visit: Visit, press: Press): Promise<Answer> {
  const { m, tenant, member, pipeline } = visit;
  const read = readTakeValue(press.value);
  const file = read === undefined ? undefined : await tenant.deals.file(read.number);
  if (read === undefined || file === undefined) return { do: 'say', message: say(m.alerts.gone) };
  const { deal } = file;
  if (!may(member.role, 'deal.advance', { own: deal.ownerId === member.id })) {
    const refusal = { why: 'notAllowed', action: 'deal.advance', ownerId: deal.ownerId } as const;
    const context = await refusalContext(visit);
    return { do: 'say', message: notSaved(m, { ok: false, why: 'refused', refusal, file }, { number: read.number }, context) };
  }
  const alert = (await tenant.alerts.open(deal.pipelineId)).find(({ id }) => id === read.alertId);
  const nothingLeft = doneAlready(pipeline, deal, read.toStageId);
  if (nothingLeft !== undefined) {
    if (alert !== undefined) await showAnew(visit, alert, `${deal.number}@${deal.version}`);
    const context = await refusalContext(visit);
    const saved = { ok: false, why: 'refused', refusal: nothingLeft, file } as const;
    return { do: 'say', message: notSaved(m, saved, { number: read.number }, context) };
  }
  const stage = literal(stageById(pipeline, read.toStageId)?.shortName ?? read.toStageId, 20);
  if (alert === undefined) return { do: 'say', message: say(m.alerts.over(stage)) };
  const what = { dealNumber: deal.number, newDeals: null, toStageId: read.toStageId };
  const { isMine, who, commitment } = await taken(visit, alert, what, DAYS_TO_MOVE);
  if (!isMine) return { do: 'say', message: say(m.alerts.takenAlready(dealTitle(deal), who)) };
  const below = buttons(
    { id: ADVANCE, text: m.card.next(stage), value: dealValue(deal), style: 'primary' },
    { id: SHOW, text: m.common.open, value: dealValue(deal) },
  );
  return { do: 'say', message: say(m.alerts.taken(dealTitle(deal), stage, commitment.dueOn), ...below) };
}

/** "I'll do it" on new deals: stores who makes how many by when, and shows it in every post of that alert. */
async function takeNew(visit: Visit, press: Press): Promise<Answer> {
  const { m, tenant, pipeline } = visit;
  const read = readTakeNewValue(press.value);
  if (read === undefined) return { do: 'say', message: say(m.alerts.gone) };
  const stage = literal(stageById(pipeline, read.stageId)?.shortName ?? read.stageId, 20);
  const open = await tenant.alerts.open(pipeline.id);
  const alert = open.find(({ id, stageId }) => id === read.alertId && stageId === read.stageId);
  if (alert === undefined) return { do: 'say', message: say(m.alerts.over(stage)) };
  const what = { dealNumber: null, newDeals: read.newDeals, toStageId: alert.stageId };
  const { isMine, who, commitment } = await taken(visit, alert, what, DAYS_FOR_NEW);
  if (!isMine) return { do: 'say', message: say(m.gaps.newTakenAlready(who)) };
  const below = buttons({ id: NEW, text: m.help.newDeal, value: '', style: 'primary' });
  return { do: 'say', message: say(m.gaps.newTaken(commitment.newDeals ?? read.newDeals, stage, commitment.dueOn), ...below) };
}

/** Why a deal cannot be taken on any more: it is closed, or has come as far as it was to come, or further; undefined where it can. */
function doneAlready(pipeline: Pipeline, deal: Deal, toStageId: string): Refusal | undefined {
  if (!isOpen(deal)) return { why: 'closed', outcome: deal.outcome, closedAt: deal.closedAt };
  const here = stageById(pipeline, deal.stageId);
  return here !== undefined && hasReached(pipeline, deal, toStageId) ? { why: 'alreadyThere', stage: here } : undefined;
}

/** Queues the alert's posts to be shown anew. @param change what changed: each change shows them once. */
async function showAnew(visit: Visit, alert: StageAlert, change: string): Promise<void> {
  const posts = await alertPosts(visit.tenant, alert.id, alert.seenAt);
  const drafts = posts.map(({ key, target }) => ({
    key: alertTakenKey(key, change),
    kind: ALERT_KINDS.update,
    target,
    subject: key,
    payload: { alertKey: key },
    notBefore: visit.at,
  }));
  await visit.tenant.deliveries.queue(drafts, visit.at);
  visit.wake();
}

/** Stages that ran dry: who moves what. */
export const alertsFlow: Flow = { buttons: { [TAKE]: { run: take }, [TAKE_NEW]: { run: takeNew } } };
