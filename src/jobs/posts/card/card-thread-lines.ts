import type { DealEvent } from '../../../core/deal/deal-event.ts';
import { CLOSE_DATE_KEPT_FIELD } from '../../../core/deal/hygiene/hygiene.ts';
import { parseSlipCause } from '../../../core/deal/hygiene/slip.ts';
import { STILL_WORKING_FIELD } from '../../../core/deal/hygiene/still-working.ts';
import { DAY_MS, type DurationMs } from '../../../core/time/durations.ts';
import type { Instant } from '../../../core/time/instant.ts';
import { postingTime } from '../../../core/time/slots.ts';
import { loadWorkspace } from '../../../facts/tenant-reads.ts';
import { LANGUAGES } from '../../../locale/languages.ts';
import { loadHolidays } from '../../../platform/holidays.ts';
import { eventThreadMessage } from '../../../slack/views/deal/channel-card.ts';
import type { Subscription } from '../../../store/types/channels.ts';
import { reportChannelProblem } from '../kit/channel-problem.ts';
import { type DeliveryContext, definePost } from '../kit/define-post.ts';
import { waitForMs } from '../kit/in-thread.ts';
import { waitUntilDaytime } from '../kit/quiet-hours.ts';
import { cardPost, forgetCard } from './card.ts';
import { type CardPayload, cardSchema, changeKey, loadCard, MESSAGE_GONE_CODES } from './card-context.ts';

/** No night with holidays around it is longer. */
const MAX_NIGHT_MS: DurationMs = 14 * DAY_MS;

const QUIET_FIELDS: ReadonlySet<string> = new Set([STILL_WORKING_FIELD, CLOSE_DATE_KEPT_FIELD]);

/** Neither the opening, which the card says itself, nor slip causes and `still working` marks, which concern late work only. */
const isNewsworthy = (event: DealEvent): boolean =>
  event.kind !== 'opened' && parseSlipCause(event) === undefined && !event.fields.some((field) => QUIET_FIELDS.has(field));

/** Why a change has no post of its own; stored in `delivery.error` and compared with it: never changes. */
const BATCHED_WITH_EARLIER = 'told together with an earlier change';

const key = (change: { readonly channel: string; readonly number: number; readonly version: number }): string =>
  `${changeKey(change)}/2-event`;

/** Whether the channel hears of a change. */
async function isAnnounced({ tenant, delivery }: DeliveryContext, { dealNumber, version }: DealEvent): Promise<boolean> {
  const post = await tenant.deliveries.byKey(key({ channel: delivery.target, number: dealNumber, version }));
  return post !== undefined && (post.state !== 'superseded' || post.error === BATCHED_WITH_EARLIER);
}

/** A change, all of its deal's, and the channel that hears of it. */
type Change = {
  readonly event: DealEvent;
  readonly history: readonly DealEvent[];
  readonly subscription: Pick<Subscription, 'timeZone'>;
};

/**
 * Batches the events of one night or holiday into the first event's post.
 *
 * @returns in order of time; empty where an earlier post carries this event.
 */
async function batchEvents(
  sending: DeliveryContext,
  { event, history, subscription: { timeZone } }: Change,
): Promise<readonly DealEvent[]> {
  const { holidayRegion } = await loadWorkspace(sending.tenant);
  const isHoliday = await loadHolidays(holidayRegion, event.at);
  const morning = postingTime(event.at, { timeZone }, isHoliday);
  if (morning === event.at) return [event];
  const waited = history.filter(
    (each) =>
      isNewsworthy(each) &&
      Math.abs(each.at - event.at) < MAX_NIGHT_MS &&
      postingTime(each.at, { timeZone }, isHoliday) === morning,
  );
  const others: DealEvent[] = [];
  for (const each of waited) if (each.version !== event.version && (await isAnnounced(sending, each))) others.push(each);
  if (others.some(({ version }) => version < event.version)) return [];
  return [event, ...others];
}

type LinesDraft = { readonly key: string; readonly channel: string; readonly payload: CardPayload; readonly at: Instant };

/** One change, as a line in the thread of the deal's card; the changes of a night or holiday as one message. */
export const cardThreadLinesPost = definePost({
  kind: 'deal-event',
  schema: cardSchema,
  key,
  draft: ({ channel, payload, at, ...named }: LinesDraft) => ({
    ...named,
    target: channel,
    subject: String(payload.number),
    payload,
    notBefore: at,
  }),
  prepare: async (sending, payload) => {
    const { tenant, deals, delivery, at } = sending;
    const { number, version, cardKey } = payload;
    const loaded = await loadCard(sending, payload);
    if (typeof loaded === 'string') return { kind: 'drop', why: loaded };
    const { subscription, context } = loaded;
    const history = await deals.history(number);
    const event = history.find((each) => each.version === version);
    if (event === undefined || !isNewsworthy(event)) return { kind: 'drop', why: 'nothing to say' };
    const night = await waitUntilDaytime(sending, subscription);
    if (night !== undefined) return night;
    const together = await batchEvents(sending, { event, history, subscription });
    if (together.length === 0) return { kind: 'drop', why: BATCHED_WITH_EARLIER };
    const card = await tenant.cards.find(number, delivery.target);
    if (card === undefined) {
      const above = await tenant.deliveries.byKey(cardKey);
      const comes = above?.state === 'queued' || above?.state === 'sending';
      return comes
        ? { kind: 'wait', ms: waitForMs(above, at), why: 'the card is not made yet' }
        : { kind: 'drop', why: 'the channel has no card of this deal' };
    }
    const loadNote = async ({ noteId }: DealEvent) => (noteId === null ? undefined : deals.noteText(noteId));
    const lines = await Promise.all(together.map(async (each) => ({ event: each, note: await loadNote(each) })));
    const m = LANGUAGES[subscription.language];
    return { kind: 'post', channel: card.channelId, threadTs: card.messageTs, m, shown: { lines, context } };
  },
  view: (m, { lines, context }) => [eventThreadMessage(m, lines, context)],
  onRefused: async (sending, payload, code) =>
    MESSAGE_GONE_CODES.has(code) ? repostBelowNewCard(sending, payload, code) : reportChannelProblem(sending, code),
});

/** The card's message is gone: queues a new card, then this line below it. */
async function repostBelowNewCard(sending: DeliveryContext, payload: CardPayload, code: string): Promise<void> {
  const again = await forgetCard(sending, payload, code);
  if (again === undefined) return;
  const { suffix, ...card } = again;
  const line = { ...card, key: `${sending.delivery.key}${suffix}` };
  await sending.tenant.deliveries.queue([cardPost.draft(card), cardThreadLinesPost.draft(line)], sending.at);
}
