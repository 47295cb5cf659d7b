import type { DealFile } from '../core/deal/deal.ts';
import type { DealEvent } from '../core/deal/deal-event.ts';
import { CLOSE_DATE_KEPT_FIELD } from '../core/deal/hygiene.ts';
import { parseSlipCause } from '../core/deal/slip.ts';
import { stageById } from '../core/deal/stage.ts';
import { STILL_WORKING_FIELD } from '../core/deal/still-working.ts';
import { dateAt } from '../core/time/calendar.ts';
import { DAY_MS } from '../core/time/durations.ts';
import { postingTime } from '../core/time/slots.ts';
import { LANGUAGES } from '../locale/languages.ts';
import { loadHolidays } from '../platform/holidays.ts';
import { CARD_KINDS, cardPayload, eventKey, repostDraft } from '../posts/card-post.ts';
import { type ChannelContext, channelCard, eventThreadMessage } from '../slack/views/deal/channel-card.ts';
import type { Subscription } from '../store/types/channels.ts';
import type { DeliveryContext, DeliveryKind } from './delivery-kind.ts';
import { reportChannelProblem } from './problems.ts';
import { waitUntilDaytime } from './quiet-hours.ts';
import { loadMembersById, loadWorkspace } from './tenant-reads.ts';

/** The message that the card was is gone, or somebody else's. */
const MESSAGE_GONE_CODES = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed', 'thread_not_found']);
/** How long a line of the thread waits for its card. */
const CARD_WAIT_MS = 30_000;
/** No night with holidays around it is longer. */
const MAX_NIGHT_MS = 14 * DAY_MS;

type LoadedCard = { readonly file: DealFile; readonly context: ChannelContext; readonly subscription: Subscription };

/** The deal as it is now, in the channel that wants to see it; a reason where nobody wants it any more. */
async function loadCard({ tenant, delivery, at }: DeliveryContext): Promise<LoadedCard | string> {
  const file = await tenant.deals.file(cardPayload(delivery).number);
  if (file === undefined) return 'there is no such deal';
  const [subscriptions, pipeline, members, { timeZone }] = await Promise.all([
    tenant.subscriptions.all(),
    tenant.pipeline(file.deal.pipelineId),
    loadMembersById(tenant),
    loadWorkspace(tenant),
  ]);
  const subscription = subscriptions.find(
    ({ channelId, pipelineId }) => channelId === delivery.target && pipelineId === file.deal.pipelineId,
  );
  if (subscription === undefined || subscription.cardsFrom === null || pipeline === undefined) return 'the channel has no cards';
  return { file, subscription, context: { pipeline, members, today: dateAt(at, timeZone), timeZone } };
}

/** A deal that has gone back below the channel's first stage gets no card; one that has a card keeps it. */
const isCardWanted = ({ file: { deal }, context, subscription }: LoadedCard): boolean =>
  deal.outcome === 'won' ||
  (deal.outcome !== 'withdrawn' &&
    (stageById(context.pipeline, deal.stageId)?.position ?? 0) >= (subscription.cardsFrom ?? Number.POSITIVE_INFINITY));

/** The message is not there any more: the card is made anew, and what was to be said is said below it. */
async function recreateCard({ tenant, delivery, at }: DeliveryContext): Promise<void> {
  const { number } = cardPayload(delivery);
  const card = await tenant.cards.find(number, delivery.target);
  if (card === undefined) return;
  await tenant.cards.remove(number, delivery.target, card.messageTs);
  const again = repostDraft(delivery, card.messageTs, at);
  const cardAgain = { ...again, key: cardPayload({ ...delivery, payload: again.payload }).cardKey, kind: CARD_KINDS.card };
  await tenant.deliveries.queue(delivery.kind === CARD_KINDS.card ? [cardAgain] : [cardAgain, again], at);
}

const onRefused = async (sending: DeliveryContext, code: string): Promise<void> =>
  MESSAGE_GONE_CODES.has(code) ? recreateCard(sending) : reportChannelProblem(sending, code);

/** The card of a deal: made from the deal as it is when its turn comes, so that an older picture never follows a newer one. */
export const dealCardKind: DeliveryKind = {
  prepare: async (sending) => {
    const { tenant, delivery } = sending;
    const { number, isCheck } = cardPayload(delivery);
    const loaded = await loadCard(sending);
    if (typeof loaded === 'string') return { kind: 'drop', why: loaded };
    const { deal } = loaded.file;
    const card = await tenant.cards.find(number, delivery.target);
    if (card !== undefined && card.shownVersion >= deal.version && isCheck !== true)
      return { kind: 'drop', why: 'shown already' };
    const message = () => channelCard(LANGUAGES[loaded.subscription.language], loaded.file, loaded.context);
    if (card !== undefined) {
      return { kind: 'update', channel: card.channelId, ts: card.messageTs, message: message(), shownVersion: deal.version };
    }
    if (!isCardWanted(loaded)) return { kind: 'drop', why: 'the channel has no card of this deal' };
    return (
      (await waitUntilDaytime(sending, loaded.subscription)) ?? {
        kind: 'post',
        post: { channel: delivery.target, variants: [message()] },
      }
    );
  },
  // A post may be one of an earlier attempt that is found again: it shows the change that asked for it, at least.
  onSent: async ({ tenant, delivery, at }, { channelId, ts }, shown) => {
    const { number, version } = cardPayload(delivery);
    await tenant.cards.save({ dealNumber: number, channelId, messageTs: ts, shownVersion: shown ?? version }, at);
  },
  onRefused,
};

const QUIET_FIELDS: ReadonlySet<string> = new Set([STILL_WORKING_FIELD, CLOSE_DATE_KEPT_FIELD]);

/**
 * The card itself says that there is a new deal. Why a date moved, and that a deal stays or is still being worked on, is said about work that is
 * late: nothing for a channel.
 */
const isNewsworthy = (event: DealEvent): boolean =>
  event.kind !== 'opened' && parseSlipCause(event) === undefined && !event.fields.some((field) => QUIET_FIELDS.has(field));

/** Why a change has no post of its own. */
const BATCHED_WITH_EARLIER = 'told together with an earlier change';

/** Whether the channel hears of a change. */
async function isAnnounced({ tenant, delivery }: DeliveryContext, { dealNumber, version }: DealEvent): Promise<boolean> {
  const post = await tenant.deliveries.byKey(eventKey(delivery.target, dealNumber, version));
  return post !== undefined && (post.state !== 'superseded' || post.error === BATCHED_WITH_EARLIER);
}

/**
 * What one post tells: its change; of those that waited for the same morning, the first post tells all, and the others nothing.
 *
 * @returns in order of time; empty where an earlier post tells it.
 */
async function batchEvents(
  sending: DeliveryContext,
  event: DealEvent,
  history: readonly DealEvent[],
  { timeZone }: Subscription,
): Promise<readonly DealEvent[]> {
  const { holidayRegion } = await loadWorkspace(sending.tenant);
  const isHoliday = await loadHolidays(holidayRegion, event.at);
  const morning = postingTime(event.at, timeZone, isHoliday);
  if (morning === event.at) return [event];
  const waited = history.filter(
    (each) =>
      isNewsworthy(each) && Math.abs(each.at - event.at) < MAX_NIGHT_MS && postingTime(each.at, timeZone, isHoliday) === morning,
  );
  const others: DealEvent[] = [];
  for (const each of waited) if (each.version !== event.version && (await isAnnounced(sending, each))) others.push(each);
  if (others.some(({ version }) => version < event.version)) return [];
  return [event, ...others];
}

/** One change, as a line in the thread of the deal's card; the changes of a night or holiday as one message. */
export const dealEventKind: DeliveryKind = {
  prepare: async (sending) => {
    const { tenant, delivery } = sending;
    const { number, version, cardKey } = cardPayload(delivery);
    const loaded = await loadCard(sending);
    if (typeof loaded === 'string') return { kind: 'drop', why: loaded };
    const history = await tenant.deals.history(number);
    const event = history.find((each) => each.version === version);
    if (event === undefined || !isNewsworthy(event)) return { kind: 'drop', why: 'nothing to say' };
    const night = await waitUntilDaytime(sending, loaded.subscription);
    if (night !== undefined) return night;
    const together = await batchEvents(sending, event, history, loaded.subscription);
    if (together.length === 0) return { kind: 'drop', why: BATCHED_WITH_EARLIER };
    const card = await tenant.cards.find(number, delivery.target);
    if (card === undefined) {
      const above = await tenant.deliveries.byKey(cardKey);
      const comes = above?.state === 'queued' || above?.state === 'sending';
      return comes
        ? { kind: 'wait', ms: CARD_WAIT_MS, why: 'the card is not made yet' }
        : { kind: 'drop', why: 'the channel has no card of this deal' };
    }
    const loadNote = async ({ noteId }: DealEvent) => (noteId === null ? undefined : tenant.deals.noteText(noteId));
    const told = await Promise.all(together.map(async (each) => ({ event: each, note: await loadNote(each) })));
    const message = eventThreadMessage(LANGUAGES[loaded.subscription.language], told, loaded.context);
    return { kind: 'post', post: { channel: card.channelId, threadTs: card.messageTs, variants: [message] } };
  },
  onRefused,
};
