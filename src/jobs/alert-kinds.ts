import { isOpen } from '../core/deal/deal.ts';
import type { Member } from '../core/deal/member.ts';
import { LANGUAGES } from '../locale/languages.ts';
import type { Messages } from '../locale/messages.ts';
import { type AlertPayload, parseAlertPayload, parseAllClearPayload } from '../posts/alert-post.ts';
import { stageOrOutcome } from '../slack/views/deal/deal-title.ts';
import { allClear, commitmentKey, type MovedDeals, stageAlert } from '../slack/views/funnel/stage-alert.ts';
import type { Tenant } from '../store/types/store.ts';
import { type DeliveryContext, type DeliveryKind, dropUnreadable } from './delivery-kind.ts';
import { reportChannelProblem } from './problems.ts';
import { loadMembersById, loadWorkspace, messagesFor } from './tenant-reads.ts';

async function loadMessages({ tenant }: DeliveryContext, payload: AlertPayload): Promise<Messages> {
  const member: Member | undefined = payload.memberId === null ? undefined : await tenant.members.byId(payload.memberId);
  return member === undefined ? LANGUAGES[payload.language] : messagesFor(member, await loadWorkspace(tenant));
}

/** Where the deals that an alert names are by now, of those that have left the stage in which it named them. */
async function loadMovedDeals(tenant: Tenant, m: Messages, { facts }: AlertPayload): Promise<MovedDeals> {
  const named = new Map(facts.lines.flatMap(({ candidates }) => candidates).map((each) => [each.number, each.stageId]));
  const [deals, pipeline] = await Promise.all([tenant.deals.byNumbers([...named.keys()]), tenant.pipeline(facts.pipelineId)]);
  return new Map(
    deals
      .filter((deal) => pipeline !== undefined && (!isOpen(deal) || deal.stageId !== named.get(deal.number)))
      .map((deal) => [
        deal.number,
        deal.outcome === 'withdrawn' || pipeline === undefined ? m.card.kinds.withdrawn : stageOrOutcome(deal, pipeline),
      ]),
  );
}

async function buildAlertMessage(sending: DeliveryContext, payload: AlertPayload) {
  const { tenant } = sending;
  const ids = payload.facts.lines.map(({ alertId }) => alertId);
  const taken = (await tenant.commitments.byAlerts(ids)).map(
    ({ alertId, dealNumber, memberId }) => [commitmentKey(alertId ?? '', dealNumber), memberId] as const,
  );
  const m = await loadMessages(sending, payload);
  const moved = await loadMovedDeals(tenant, m, payload);
  return stageAlert(m, payload.facts, await loadMembersById(tenant), new Map(taken), moved);
}

/** Stages that ran dry, to a channel or to a manager. One that has recovered meanwhile is left out. */
export const stageAlertKind: DeliveryKind = {
  prepare: async (sending) => {
    const payload = parseAlertPayload(sending.delivery);
    if (payload === undefined) return dropUnreadable(sending);
    const open = new Set((await sending.tenant.stageAlerts.open(payload.facts.pipelineId)).map(({ id }) => id));
    const lines = payload.facts.lines.filter(({ alertId }) => open.has(alertId));
    if (lines.length === 0) return { kind: 'drop', why: 'recovered meanwhile' };
    const message = await buildAlertMessage(sending, { ...payload, facts: { ...payload.facts, lines } });
    return { kind: 'post', post: { channel: sending.delivery.target, variants: [message] } };
  },
  onRefused: async (sending, code) => {
    if (parseAlertPayload(sending.delivery)?.memberId === null) await reportChannelProblem(sending, code);
  },
};

/** The alert once more, with who took what. The payload names the post that is to change. */
export const alertUpdateKind: DeliveryKind = {
  prepare: async (sending) => {
    const { alertKey } = sending.delivery.payload as { readonly alertKey: string };
    const post = await sending.tenant.deliveries.byKey(alertKey);
    if (post?.state !== 'sent' || post.channelId === null || post.messageTs === null) return { kind: 'drop', why: 'not posted' };
    const payload = parseAlertPayload(post);
    if (payload === undefined) return dropUnreadable(sending);
    return { kind: 'update', channel: post.channelId, ts: post.messageTs, message: await buildAlertMessage(sending, payload) };
  },
};

/** The all-clear in the alert's thread. */
export const allClearKind: DeliveryKind = {
  prepare: async (sending) => {
    const clear = parseAllClearPayload(sending.delivery);
    if (clear === undefined) return dropUnreadable(sending);
    const post = await sending.tenant.deliveries.byKey(clear.alertKey);
    if (post?.state !== 'sent' || post.channelId === null || post.messageTs === null) return { kind: 'drop', why: 'not posted' };
    const payload = parseAlertPayload(post);
    if (payload === undefined) return dropUnreadable(sending);
    const message = allClear(await loadMessages(sending, payload), clear.facts);
    return { kind: 'post', post: { channel: post.channelId, threadTs: post.messageTs, variants: [message] } };
  },
};
