import { isOpen } from '../core/deal.ts';
import type { Member } from '../core/member.ts';
import { LANGUAGES } from '../locale/languages.ts';
import type { Messages } from '../locale/messages.ts';
import { type AlertPayload, alertOf, clearOf } from '../posts/alert-post.ts';
import { whereItIs } from '../slack/views/deal-title.ts';
import { allClear, type MovedOn, stageAlert, takenKey } from '../slack/views/stage-alert.ts';
import type { Tenant } from '../store/types/store.ts';
import { type DeliveryKind, type Sending, unreadable } from './delivery-kind.ts';
import { peopleOf, wordsOf, workspaceOf } from './people.ts';
import { tellProblem } from './problems.ts';

async function wordsFor({ tenant }: Sending, payload: AlertPayload): Promise<Messages> {
  const member: Member | undefined = payload.memberId === null ? undefined : await tenant.members.byId(payload.memberId);
  return member === undefined ? LANGUAGES[payload.language] : wordsOf(member, await workspaceOf(tenant));
}

/** Where the deals that an alert names are by now, of those that have left the stage in which it named them. */
async function movedOn(tenant: Tenant, m: Messages, { facts }: AlertPayload): Promise<MovedOn> {
  const named = new Map(facts.lines.flatMap(({ candidates }) => candidates).map((each) => [each.number, each.stageId]));
  const [deals, pipeline] = await Promise.all([tenant.deals.numbered([...named.keys()]), tenant.pipeline(facts.pipelineId)]);
  return new Map(
    deals
      .filter((deal) => pipeline !== undefined && (!isOpen(deal) || deal.stageId !== named.get(deal.number)))
      .map((deal) => [
        deal.number,
        deal.outcome === 'withdrawn' || pipeline === undefined ? m.card.kinds.withdrawn : whereItIs(deal, pipeline),
      ]),
  );
}

async function messageOf(sending: Sending, payload: AlertPayload) {
  const { tenant } = sending;
  const ids = payload.facts.lines.map(({ alertId }) => alertId);
  const taken = (await tenant.commitments.ofAlerts(ids)).map(
    ({ alertId, dealNumber, memberId }) => [takenKey(alertId ?? '', dealNumber), memberId] as const,
  );
  const m = await wordsFor(sending, payload);
  const moved = await movedOn(tenant, m, payload);
  return stageAlert(m, payload.facts, await peopleOf(tenant), new Map(taken), moved);
}

/** Stages that ran dry, to a channel or to a manager. One that has recovered meanwhile is left out. */
export const stageAlertKind: DeliveryKind = {
  prepare: async (sending) => {
    const payload = alertOf(sending.delivery);
    if (payload === undefined) return unreadable(sending);
    const open = new Set((await sending.tenant.alerts.open(payload.facts.pipelineId)).map(({ id }) => id));
    const lines = payload.facts.lines.filter(({ alertId }) => open.has(alertId));
    if (lines.length === 0) return { do: 'drop', why: 'recovered meanwhile' };
    const message = await messageOf(sending, { ...payload, facts: { ...payload.facts, lines } });
    return { do: 'post', post: { channel: sending.delivery.target, forms: [message] } };
  },
  refused: async (sending, code) => {
    if (alertOf(sending.delivery)?.memberId === null) await tellProblem(sending, code);
  },
};

/** The alert once more, with who took what. The payload names the post that is to change. */
export const alertTakenKind: DeliveryKind = {
  prepare: async (sending) => {
    const { alertKey } = sending.delivery.payload as { readonly alertKey: string };
    const post = await sending.tenant.deliveries.byKey(alertKey);
    if (post?.state !== 'sent' || post.channelId === null || post.messageTs === null) return { do: 'drop', why: 'not posted' };
    const payload = alertOf(post);
    if (payload === undefined) return unreadable(sending);
    return { do: 'update', channel: post.channelId, ts: post.messageTs, message: await messageOf(sending, payload) };
  },
};

/** The all-clear in the alert's thread. */
export const allClearKind: DeliveryKind = {
  prepare: async (sending) => {
    const clear = clearOf(sending.delivery);
    if (clear === undefined) return unreadable(sending);
    const post = await sending.tenant.deliveries.byKey(clear.alertKey);
    if (post?.state !== 'sent' || post.channelId === null || post.messageTs === null) return { do: 'drop', why: 'not posted' };
    const payload = alertOf(post);
    if (payload === undefined) return unreadable(sending);
    const message = allClear(await wordsFor(sending, payload), clear.facts);
    return { do: 'post', post: { channel: post.channelId, threadTs: post.messageTs, forms: [message] } };
  },
};
