import { isSoloWorkspace } from '../core/deal/member.ts';
import { dateAt } from '../core/time/calendar.ts';
import { MINUTE_MS } from '../core/time/durations.ts';
import { latestSlot, slotState } from '../core/time/slots.ts';
import { loadHygieneRows } from '../facts/hygiene-rows.ts';
import { LANGUAGES } from '../locale/languages.ts';
import { loadHolidays } from '../platform/holidays.ts';
import {
  type DigestPayload,
  type DigestThreadPayload,
  parseDigestPayload,
  parseDigestThreadPayload,
} from '../posts/digest-post.ts';
import { type DigestContext, digestMessage, type Lateness } from '../slack/views/funnel/digest.ts';
import { funnelPicture, nativeFunnelForm } from '../slack/views/funnel/digest-chart.ts';
import { digestThread, withLastWeek } from '../slack/views/funnel/digest-thread.ts';
import { hygieneMessage } from '../slack/views/funnel/hygiene.ts';
import { OPEN_SETUP } from '../slack/views/kit/action-ids.ts';
import { buttons, type Message } from '../slack/views/kit/blocks.ts';
import { notificationText } from '../slack/views/kit/text.ts';
import { pictureVariants } from '../slack/web-api/picture.ts';
import type { Post } from '../slack/web-api/post.ts';
import type { Delivery } from '../store/types/posts.ts';
import { type DeliveryContext, type DeliveryDecision, type DeliveryKind, dropUnreadable } from './delivery-kind.ts';
import { reportChannelProblem } from './problems.ts';
import { loadMembersById, loadWorkspace } from './tenant-reads.ts';

/** Later than this after its hour a digest says that it is late. */
const LATE_MS = 15 * MINUTE_MS;

const digestRhythm = ({ facts, weekday, slot }: DigestPayload) => ({
  weekday,
  timeOfDay: new Intl.DateTimeFormat('en-GB', {
    timeZone: facts.timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(slot ?? facts.at),
  timeZone: facts.timeZone,
});

function lateness(payload: DigestPayload, queuedAt: number, at: number): Lateness | undefined {
  const { slot } = payload;
  if (slot === null) return undefined;
  if (payload.holiday) return 'holiday';
  if (queuedAt - slot > LATE_MS) return 'missed';
  return at - slot > LATE_MS ? 'slack' : undefined;
}

/** A digest that Slack could not take until nobody wants it any more. */
async function isExpired({ tenant, at }: DeliveryContext, payload: DigestPayload): Promise<boolean> {
  if (payload.slot === null) return false;
  const { holidayRegion } = await loadWorkspace(tenant);
  const rhythm = digestRhythm(payload);
  return slotState(rhythm, { slot: latestSlot(rhythm, payload.slot), at }, await loadHolidays(holidayRegion, at)) === 'gone';
}

async function loadDigestContext(sending: DeliveryContext, payload: DigestPayload): Promise<DigestContext> {
  const { tenant, delivery, at } = sending;
  const [members, alerts] = [await loadMembersById(tenant), await tenant.stageAlerts.open(payload.facts.pipelineId)];
  const why = lateness(payload, delivery.createdAt, at);
  return {
    members,
    alertIdByStage: new Map(alerts.map(({ stageId, id }) => [stageId, id])),
    ...(why === undefined || payload.slot === null ? {} : { late: { why, weekday: payload.weekday, slot: payload.slot } }),
  };
}

async function setProblem({ tenant, delivery }: DeliveryContext, code: string | null): Promise<void> {
  const payload = parseDigestPayload(delivery);
  if (payload !== undefined) await tenant.subscriptions.setProblem(payload.subscriptionId, code);
}

/** The digest itself. */
export const digestKind: DeliveryKind = {
  prepare: async (sending) => {
    const payload = parseDigestPayload(sending.delivery);
    if (payload === undefined) return dropUnreadable(sending);
    if (await isExpired(sending, payload)) return { kind: 'drop', why: 'nobody wants it any more' };
    const [m, context] = [LANGUAGES[payload.language], await loadDigestContext(sending, payload)];
    const message = digestMessage(m, payload.facts, context);
    // No channel gets it yet, and there are others who would read it there.
    const noChannel = payload.subscriptionId === '' && payload.slot !== null && !isSoloWorkspace(context.members.values());
    const below = noChannel ? buttons({ id: OPEN_SETUP, text: m.alerts.openSetup, value: 'setup' }) : [];
    const form = { ...message, blocks: [...message.blocks, ...below] };
    return { kind: 'post', post: { channel: sending.delivery.target, variants: [form] } };
  },
  onSent: (sending) => setProblem(sending, null),
  onRefused: async (sending, code) => {
    await setProblem(sending, code);
    await reportChannelProblem(sending, code);
  },
};

/** Waits for the post above; goes with it where it was refused. */
export async function prepareInThread(
  sending: DeliveryContext,
  forms: (payload: DigestThreadPayload) => Post['variants'] | Promise<Post['variants']>,
): Promise<DeliveryDecision> {
  const payload = parseDigestThreadPayload(sending.delivery);
  if (payload === undefined) return dropUnreadable(sending);
  const parent: Delivery | undefined = await sending.tenant.deliveries.byKey(payload.parent);
  if (parent === undefined || (parent.state !== 'sent' && parent.state !== 'queued' && parent.state !== 'sending')) {
    return { kind: 'drop', why: 'the post above was not made' };
  }
  if (parent.state !== 'sent' || parent.channelId === null || parent.messageTs === null) {
    return { kind: 'wait', ms: 30_000, why: 'the post above is not made yet' };
  }
  return { kind: 'post', post: { channel: parent.channelId, threadTs: parent.messageTs, variants: await forms(payload) } };
}

/** All else about the week, in the digest's thread. */
export const digestThreadKind: DeliveryKind = {
  prepare: (sending) =>
    prepareInThread(sending, async ({ facts, language, lastWeek }) => {
      const m = LANGUAGES[language];
      return [withLastWeek(m, digestThread(m, facts, await loadMembersById(sending.tenant)), lastWeek)];
    }),
};

/** The rows that ask about dates, as things stand now. */
async function buildHygieneMessage(
  { tenant, at }: DeliveryContext,
  key: string,
  { facts, language, tidy }: DigestThreadPayload,
): Promise<Message> {
  const { overdue, undated } = facts.hygiene;
  const rows = await loadHygieneRows(tenant, tidy, facts.at, dateAt(at, facts.timeZone));
  const shown = tidy.filter(({ closeOn }) => closeOn !== null).length;
  const counts = { overdue: overdue.count, undated: undated.count };
  const more = { overdue: overdue.count - shown, undated: undated.count - (tidy.length - shown) };
  return hygieneMessage(LANGUAGES[language], rows, counts, more, { since: facts.at, key });
}

/** Deals past their close date or without one, below the digest: kept, dated anew or dropped in a tap. */
export const digestHygieneKind: DeliveryKind = {
  prepare: (sending) =>
    prepareInThread(sending, async (payload) => [await buildHygieneMessage(sending, sending.delivery.key, payload)]),
};

/** The same rows once more, with what was done. The payload names the post that is to change. */
export const digestHygieneUpdateKind: DeliveryKind = {
  prepare: async (sending) => {
    const { tidyKey } = sending.delivery.payload as { readonly tidyKey: string };
    const post = await sending.tenant.deliveries.byKey(tidyKey);
    if (post?.state !== 'sent' || post.channelId === null || post.messageTs === null) return { kind: 'drop', why: 'not posted' };
    const payload = parseDigestThreadPayload(post);
    if (payload === undefined) return dropUnreadable(sending);
    const message = await buildHygieneMessage(sending, post.key, payload);
    return { kind: 'update', channel: post.channelId, ts: post.messageTs, message };
  },
};

/** The funnel as a chart: Slack's own; where it is refused, a picture; else nothing, for the table says the same. */
export const digestChartKind: DeliveryKind = {
  prepare: (sending) =>
    prepareInThread(sending, ({ facts, language }) => {
      const m = LANGUAGES[language];
      const native = nativeFunnelForm(m, facts);
      const client = () => sending.deps.clientFor(sending.delivery.workspaceId);
      const picture = funnelPicture(m, facts);
      const above = { text: notificationText(picture.alt, 300), blocks: [] };
      return [...(native === undefined ? [] : [native]), ...pictureVariants(picture, above, client, sending.deps.log)];
    }),
};
