import { addDays, weekday } from '../../core/calendar.ts';
import { type Deal, isOpen } from '../../core/deal.ts';
import type { Refusal } from '../../core/refusal.ts';
import { may } from '../../core/rights.ts';
import { type Pipeline, stageById } from '../../core/stage.ts';
import { ALERT_KINDS, alertOf } from '../../posts/alert-post.ts';
import { alertTakenKey } from '../../posts/keys.ts';
import type { Answer, Flow, Press, Visit } from '../flow.ts';
import { refusalContext } from '../refusal-context.ts';
import { buttons, say } from '../views/blocks.ts';
import { readTakeValue, TAKE } from '../views/candidate.ts';
import { ADVANCE, NEW, SHOW } from '../views/deal-actions.ts';
import { dealTitle } from '../views/deal-title.ts';
import { dealValue } from '../views/deal-value.ts';
import { TAKE_NEW } from '../views/gap-words.ts';
import { notSaved } from '../views/not-saved.ts';
import { literal, nameOf } from '../views/text.ts';

/** Working days that somebody has for a move that they took, and for new deals. */
const DAYS_TO_MOVE = 3;
const DAYS_FOR_NEW = 5;

/** The day so many working days later. */
function workingDaysLater(from: string, days: number): string {
  let on = from;
  for (let left = days; left > 0; ) {
    on = addDays(on, 1);
    if (weekday(on) <= 5) left -= 1;
  }
  return on;
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
    if (alert !== undefined) await showAnew(visit, alert.id, alert.seenAt, `${deal.number}@${deal.version}`);
    const context = await refusalContext(visit);
    const saved = { ok: false, why: 'refused', refusal: nothingLeft, file } as const;
    return { do: 'say', message: notSaved(m, saved, { number: read.number }, context) };
  }
  const stage = literal(stageById(pipeline, read.toStageId)?.shortName ?? read.toStageId, 20);
  if (alert === undefined) return { do: 'say', message: say(m.alerts.over(stage)) };
  const { commitment, isNew } = await tenant.commitments.take({
    alertId: alert.id,
    dealNumber: deal.number,
    newDeals: null,
    memberId: member.id,
    toStageId: read.toStageId,
    dueOn: workingDaysLater(visit.today, DAYS_TO_MOVE),
    madeAt: visit.at,
  });
  if (!isNew && commitment.memberId !== member.id) {
    const other = await tenant.members.byId(commitment.memberId);
    const who = other === undefined ? literal(commitment.memberId) : nameOf(other);
    return { do: 'say', message: say(m.alerts.takenAlready(dealTitle(deal), who)) };
  }
  if (isNew) await showAnew(visit, alert.id, alert.seenAt, commitment.id);
  const below = buttons(
    { id: ADVANCE, text: m.card.next(stage), value: dealValue(deal), style: 'primary' },
    { id: SHOW, text: m.common.open, value: dealValue(deal) },
  );
  return { do: 'say', message: say(m.alerts.taken(dealTitle(deal), stage, commitment.dueOn), ...below) };
}

/** "I'll do it" on new deals: stores who makes how many by when, and shows it in every post of that alert. */
async function takeNew(visit: Visit, press: Press): Promise<Answer> {
  const { m, tenant, member, pipeline } = visit;
  const [, alertId, count, stageId] = /^([\w-]{1,40}) (\d{1,3})>(.{1,100})$/s.exec(press.value) ?? [];
  const newDeals = Number(count ?? 0);
  if (alertId === undefined || stageId === undefined || newDeals < 1) return { do: 'say', message: say(m.alerts.gone) };
  const stage = literal(stageById(pipeline, stageId)?.shortName ?? stageId, 20);
  const alert = (await tenant.alerts.open(pipeline.id)).find((each) => each.id === alertId && each.stageId === stageId);
  if (alert === undefined) return { do: 'say', message: say(m.alerts.over(stage)) };
  const { commitment, isNew } = await tenant.commitments.take({
    alertId: alert.id,
    dealNumber: null,
    newDeals,
    memberId: member.id,
    toStageId: alert.stageId,
    dueOn: workingDaysLater(visit.today, DAYS_FOR_NEW),
    madeAt: visit.at,
  });
  if (!isNew && commitment.memberId !== member.id) {
    const other = await tenant.members.byId(commitment.memberId);
    const who = other === undefined ? literal(commitment.memberId) : nameOf(other);
    return { do: 'say', message: say(m.gaps.newTakenAlready(who)) };
  }
  if (isNew) await showAnew(visit, alert.id, alert.seenAt, commitment.id);
  const below = buttons({ id: NEW, text: m.help.newDeal, value: '', style: 'primary' });
  return { do: 'say', message: say(m.gaps.newTaken(commitment.newDeals ?? newDeals, stage, commitment.dueOn), ...below) };
}

/** Why a deal cannot be taken on any more: it is closed, or has come as far as it was to come, or further; undefined where it can. */
function doneAlready(pipeline: Pipeline, deal: Deal, toStageId: string): Refusal | undefined {
  if (!isOpen(deal)) return { why: 'closed', outcome: deal.outcome, closedAt: deal.closedAt };
  const [here, to] = [stageById(pipeline, deal.stageId), stageById(pipeline, toStageId)];
  if (here === undefined || to === undefined || here.position < to.position) return undefined;
  return { why: 'alreadyThere', stage: here };
}

/** Queues the alert's posts to be shown anew. @param change what changed: each change shows them once. */
async function showAnew(visit: Visit, alertId: string, since: number, change: string): Promise<void> {
  const kinds = [ALERT_KINDS.channel, ALERT_KINDS.manager];
  const posts = (await Promise.all(kinds.map((kind) => visit.tenant.deliveries.ofKind(kind, since)))).flat();
  const drafts = posts
    .filter((post) => alertOf(post)?.facts.lines.some((line) => line.alertId === alertId) === true)
    .map((post) => ({
      key: alertTakenKey(post.key, change),
      kind: ALERT_KINDS.update,
      target: post.target,
      subject: post.key,
      payload: { alertKey: post.key },
      notBefore: visit.at,
    }));
  await visit.tenant.deliveries.queue(drafts, visit.at);
  visit.wake();
}

/** Stages that ran dry: who moves what. */
export const alertsFlow: Flow = { buttons: { [TAKE]: { run: take }, [TAKE_NEW]: { run: takeNew } } };
