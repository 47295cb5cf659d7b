import { dateAt } from '../core/calendar.ts';
import type { DealFile } from '../core/deal.ts';
import type { DealEvent } from '../core/deal-event.ts';
import { slipCause } from '../core/slip.ts';
import { postingTime } from '../core/slots.ts';
import { stageById } from '../core/stage.ts';
import { STILL_WORKING } from '../core/still-working.ts';
import { KEPT } from '../core/tidying.ts';
import { holidaysOf } from '../holidays.ts';
import { LANGUAGES } from '../locale/languages.ts';
import { CARD_KINDS, cardOf, eventKey, onceMore } from '../posts/card-post.ts';
import { type ChannelContext, channelCard, eventLines } from '../slack/views/channel-card.ts';
import type { Subscription } from '../store/types/channels.ts';
import type { DeliveryKind, Sending } from './delivery-kind.ts';
import { peopleOf, workspaceOf } from './people.ts';
import { tellProblem } from './problems.ts';
import { untilDay } from './quiet.ts';

/** The message that the card was is gone, or somebody else's. */
const GONE = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed', 'thread_not_found']);
/** How long a line of the thread waits for its card. */
const CARD_WITHIN_MS = 30_000;
/** No night with holidays around it is longer. */
const LONGEST_SILENCE_MS = 14 * 86_400_000;

type Scene = { readonly file: DealFile; readonly context: ChannelContext; readonly subscription: Subscription };

/** The deal as it is now, in the channel that wants to see it; a reason where nobody wants it any more. */
async function sceneOf({ tenant, delivery, at }: Sending): Promise<Scene | string> {
  const file = await tenant.deals.file(cardOf(delivery).number);
  if (file === undefined) return 'there is no such deal';
  const [subscriptions, pipeline, members, { timeZone }] = await Promise.all([
    tenant.subscriptions.all(),
    tenant.pipeline(file.deal.pipelineId),
    peopleOf(tenant),
    workspaceOf(tenant),
  ]);
  const subscription = subscriptions.find(
    ({ channelId, pipelineId }) => channelId === delivery.target && pipelineId === file.deal.pipelineId,
  );
  if (subscription === undefined || subscription.cardsFrom === null || pipeline === undefined) return 'the channel has no cards';
  return { file, subscription, context: { pipeline, members, today: dateAt(at, timeZone), timeZone } };
}

/** A deal that has gone back below the channel's first stage gets no card; one that has a card keeps it. */
const isShown = ({ file: { deal }, context, subscription }: Scene): boolean =>
  deal.outcome === 'won' ||
  (deal.outcome !== 'withdrawn' &&
    (stageById(context.pipeline, deal.stageId)?.position ?? 0) >= (subscription.cardsFrom ?? Number.POSITIVE_INFINITY));

/** The message is not there any more: the card is made anew, and what was to be said is said below it. */
async function heal({ tenant, delivery, at }: Sending): Promise<void> {
  const { number } = cardOf(delivery);
  const card = await tenant.cards.find(number, delivery.target);
  if (card === undefined) return;
  await tenant.cards.forget(number, delivery.target, card.messageTs);
  const again = onceMore(delivery, card.messageTs, at);
  const cardAgain = { ...again, key: cardOf({ ...delivery, payload: again.payload }).cardKey, kind: CARD_KINDS.card };
  await tenant.deliveries.queue(delivery.kind === CARD_KINDS.card ? [cardAgain] : [cardAgain, again], at);
}

const refused = async (sending: Sending, code: string): Promise<void> =>
  GONE.has(code) ? heal(sending) : tellProblem(sending, code);

/** The card of a deal: made from the deal as it is when its turn comes, so that an older picture never follows a newer one. */
export const dealCardKind: DeliveryKind = {
  prepare: async (sending) => {
    const { tenant, delivery } = sending;
    const { number, isCheck } = cardOf(delivery);
    const scene = await sceneOf(sending);
    if (typeof scene === 'string') return { do: 'drop', why: scene };
    const { deal } = scene.file;
    const card = await tenant.cards.find(number, delivery.target);
    if (card !== undefined && card.shownVersion >= deal.version && isCheck !== true) return { do: 'drop', why: 'shown already' };
    const message = () => channelCard(LANGUAGES[scene.subscription.language], scene.file, scene.context);
    if (card !== undefined) {
      return { do: 'update', channel: card.channelId, ts: card.messageTs, message: message(), shown: deal.version };
    }
    if (!isShown(scene)) return { do: 'drop', why: 'the channel has no card of this deal' };
    return (
      (await untilDay(sending, scene.subscription)) ?? { do: 'post', post: { channel: delivery.target, forms: [message()] } }
    );
  },
  // A post may be one of an earlier attempt that is found again: it shows the change that asked for it, at least.
  sent: async ({ tenant, delivery, at }, { channelId, ts }, shown) => {
    const { number, version } = cardOf(delivery);
    await tenant.cards.keep({ dealNumber: number, channelId, messageTs: ts, shownVersion: shown ?? version }, at);
  },
  refused,
};

const QUIET_FIELDS: ReadonlySet<string> = new Set([STILL_WORKING, KEPT]);

/**
 * The card itself says that there is a new deal. Why a date moved, and that a deal stays or is still being worked on, is said about work that is
 * late: nothing for a channel.
 */
const speaks = (event: DealEvent): boolean =>
  event.kind !== 'opened' && slipCause(event) === undefined && !event.fields.some((field) => QUIET_FIELDS.has(field));

/** Why a change has no post of its own. */
const TOGETHER = 'told together with an earlier change';

/** Whether the channel hears of a change. */
async function isTold({ tenant, delivery }: Sending, { dealNumber, version }: DealEvent): Promise<boolean> {
  const post = await tenant.deliveries.byKey(eventKey(delivery.target, dealNumber, version));
  return post !== undefined && (post.state !== 'superseded' || post.error === TOGETHER);
}

/**
 * What one post tells: its change; of those that waited for the same morning, the first post tells all, and the others nothing.
 *
 * @returns in order of time; empty where an earlier post tells it.
 */
async function toldTogether(
  sending: Sending,
  event: DealEvent,
  history: readonly DealEvent[],
  { timeZone }: Subscription,
): Promise<readonly DealEvent[]> {
  const { holidayRegion } = await workspaceOf(sending.tenant);
  const isHoliday = await holidaysOf(holidayRegion, event.at);
  const morning = postingTime(event.at, timeZone, isHoliday);
  if (morning === event.at) return [event];
  const waited = history.filter(
    (each) =>
      speaks(each) && Math.abs(each.at - event.at) < LONGEST_SILENCE_MS && postingTime(each.at, timeZone, isHoliday) === morning,
  );
  const others: DealEvent[] = [];
  for (const each of waited) if (each.version !== event.version && (await isTold(sending, each))) others.push(each);
  if (others.some(({ version }) => version < event.version)) return [];
  return [event, ...others];
}

/** One change, as a line in the thread of the deal's card; the changes of a night or holiday as one message. */
export const dealEventKind: DeliveryKind = {
  prepare: async (sending) => {
    const { tenant, delivery } = sending;
    const { number, version, cardKey } = cardOf(delivery);
    const scene = await sceneOf(sending);
    if (typeof scene === 'string') return { do: 'drop', why: scene };
    const history = await tenant.deals.history(number);
    const event = history.find((each) => each.version === version);
    if (event === undefined || !speaks(event)) return { do: 'drop', why: 'nothing to say' };
    const night = await untilDay(sending, scene.subscription);
    if (night !== undefined) return night;
    const together = await toldTogether(sending, event, history, scene.subscription);
    if (together.length === 0) return { do: 'drop', why: TOGETHER };
    const card = await tenant.cards.find(number, delivery.target);
    if (card === undefined) {
      const above = await tenant.deliveries.byKey(cardKey);
      const comes = above?.state === 'queued' || above?.state === 'sending';
      return comes
        ? { do: 'wait', ms: CARD_WITHIN_MS, why: 'the card is not made yet' }
        : { do: 'drop', why: 'the channel has no card of this deal' };
    }
    const noteOf = async ({ noteId }: DealEvent) => (noteId === null ? undefined : tenant.deals.noteText(noteId));
    const told = await Promise.all(together.map(async (each) => ({ event: each, note: await noteOf(each) })));
    const message = eventLines(LANGUAGES[scene.subscription.language], told, scene.context);
    return { do: 'post', post: { channel: card.channelId, threadTs: card.messageTs, forms: [message] } };
  },
  refused,
};
