import { dateAt } from '../core/calendar.ts';
import { isAlone } from '../core/member.ts';
import { lastSlot, slotState } from '../core/slots.ts';
import { tidyRows } from '../facts/tidy-rows.ts';
import { holidaysOf } from '../holidays.ts';
import { LANGUAGES } from '../locale/languages.ts';
import { type DigestPayload, digestOf, type ThreadPayload, threadOf } from '../posts/digest-post.ts';
import { pictureForms } from '../slack/picture.ts';
import type { Post } from '../slack/post.ts';
import { buttons, type Message } from '../slack/views/blocks.ts';
import { type DigestContext, digestMessage, type Lateness } from '../slack/views/digest.ts';
import { nativeChart } from '../slack/views/digest-chart.ts';
import { digestThread, withLastWeek } from '../slack/views/digest-thread.ts';
import { SETUP } from '../slack/views/problem.ts';
import { tidyMessage } from '../slack/views/tidy.ts';
import type { Delivery } from '../store/types/posts.ts';
import { type DeliveryKind, type Prepared, type Sending, unreadable } from './delivery-kind.ts';
import { peopleOf, workspaceOf } from './people.ts';
import { tellProblem } from './problems.ts';

/** Later than this after its hour a digest says that it is late. */
const LATE_MS = 15 * 60_000;

const rhythmOf = ({ facts, weekday, slot }: DigestPayload) => ({
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
async function isGone({ tenant, at }: Sending, payload: DigestPayload): Promise<boolean> {
  if (payload.slot === null) return false;
  const { holidayRegion } = await workspaceOf(tenant);
  const rhythm = rhythmOf(payload);
  return slotState(rhythm, lastSlot(rhythm, payload.slot), at, await holidaysOf(holidayRegion, at)) === 'gone';
}

async function contextOf(sending: Sending, payload: DigestPayload): Promise<DigestContext> {
  const { tenant, delivery, at } = sending;
  const [members, alerts] = [await peopleOf(tenant), await tenant.alerts.open(payload.facts.pipelineId)];
  const why = lateness(payload, delivery.createdAt, at);
  return {
    members,
    alertOf: new Map(alerts.map(({ stageId, id }) => [stageId, id])),
    ...(why === undefined || payload.slot === null ? {} : { late: { why, weekday: payload.weekday, slot: payload.slot } }),
  };
}

async function setProblem({ tenant, delivery }: Sending, code: string | null): Promise<void> {
  const payload = digestOf(delivery);
  if (payload !== undefined) await tenant.subscriptions.setProblem(payload.subscriptionId, code);
}

/** The digest itself. */
export const digestKind: DeliveryKind = {
  prepare: async (sending) => {
    const payload = digestOf(sending.delivery);
    if (payload === undefined) return unreadable(sending);
    if (await isGone(sending, payload)) return { do: 'drop', why: 'nobody wants it any more' };
    const [m, context] = [LANGUAGES[payload.language], await contextOf(sending, payload)];
    const message = digestMessage(m, payload.facts, context);
    // No channel gets it yet, and there are others who would read it there.
    const noChannel = payload.subscriptionId === '' && payload.slot !== null && !isAlone(context.members.values());
    const below = noChannel ? buttons({ id: SETUP, text: m.alerts.openSetup, value: 'setup' }) : [];
    const form = { ...message, blocks: [...message.blocks, ...below] };
    return { do: 'post', post: { channel: sending.delivery.target, forms: [form] } };
  },
  sent: (sending) => setProblem(sending, null),
  refused: async (sending, code) => {
    await setProblem(sending, code);
    await tellProblem(sending, code);
  },
};

/** Waits for the post above; goes with it where it was refused. */
export async function belowParent(
  sending: Sending,
  forms: (payload: ThreadPayload) => Post['forms'] | Promise<Post['forms']>,
): Promise<Prepared> {
  const payload = threadOf(sending.delivery);
  if (payload === undefined) return unreadable(sending);
  const parent: Delivery | undefined = await sending.tenant.deliveries.byKey(payload.parent);
  if (parent === undefined || (parent.state !== 'sent' && parent.state !== 'queued' && parent.state !== 'sending')) {
    return { do: 'drop', why: 'the post above was not made' };
  }
  if (parent.state !== 'sent' || parent.channelId === null || parent.messageTs === null) {
    return { do: 'wait', ms: 30_000, why: 'the post above is not made yet' };
  }
  return { do: 'post', post: { channel: parent.channelId, threadTs: parent.messageTs, forms: await forms(payload) } };
}

/** All else about the week, in the digest's thread. */
export const digestThreadKind: DeliveryKind = {
  prepare: (sending) =>
    belowParent(sending, async ({ facts, language, lastWeek }) => {
      const m = LANGUAGES[language];
      return [withLastWeek(m, digestThread(m, facts, await peopleOf(sending.tenant)), lastWeek)];
    }),
};

/** The rows that ask about dates, as things stand now. */
async function tidyRowsOf({ tenant, at }: Sending, key: string, { facts, language, tidy }: ThreadPayload): Promise<Message> {
  const { overdue, undated } = facts.hygiene;
  const rows = await tidyRows(tenant, tidy, facts.at, dateAt(at, facts.timeZone));
  const shown = tidy.filter(({ closeOn }) => closeOn !== null).length;
  const counts = { overdue: overdue.count, undated: undated.count };
  const more = { overdue: overdue.count - shown, undated: undated.count - (tidy.length - shown) };
  return tidyMessage(LANGUAGES[language], rows, counts, more, { since: facts.at, key });
}

/** Deals past their close date or without one, below the digest: kept, dated anew or dropped in a tap. */
export const digestTidyKind: DeliveryKind = {
  prepare: (sending) => belowParent(sending, async (payload) => [await tidyRowsOf(sending, sending.delivery.key, payload)]),
};

/** The same rows once more, with what was done. The payload names the post that is to change. */
export const digestTidiedKind: DeliveryKind = {
  prepare: async (sending) => {
    const { tidyKey } = sending.delivery.payload as { readonly tidyKey: string };
    const post = await sending.tenant.deliveries.byKey(tidyKey);
    if (post?.state !== 'sent' || post.channelId === null || post.messageTs === null) return { do: 'drop', why: 'not posted' };
    const payload = threadOf(post);
    if (payload === undefined) return unreadable(sending);
    const message = await tidyRowsOf(sending, post.key, payload);
    return { do: 'update', channel: post.channelId, ts: post.messageTs, message };
  },
};

/** The funnel as a chart: Slack's own; where it is refused, a picture; else nothing, for the table says the same. */
export const digestChartKind: DeliveryKind = {
  prepare: (sending) =>
    belowParent(sending, ({ facts, language }) => {
      const m = LANGUAGES[language];
      const native = nativeChart(m, facts);
      const client = () => sending.deps.clientFor(sending.delivery.workspaceId);
      return [...(native === undefined ? [] : [native]), ...pictureForms(m, facts, client, sending.deps.log)];
    }),
};
