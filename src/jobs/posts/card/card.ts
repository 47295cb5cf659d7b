import { stageById } from '../../../core/pipeline/stage.ts';
import type { PlainDate } from '../../../core/time/calendar.ts';
import { type DurationMs, HOUR_MS } from '../../../core/time/durations.ts';
import type { Instant } from '../../../core/time/instant.ts';
import { LANGUAGES } from '../../../locale/languages.ts';
import type { Messages } from '../../../locale/messages.ts';
import { channelCard, hiddenDeal } from '../../../slack/views/deal/channel-card.ts';
import type { Deals } from '../../../store/types/deals.ts';
import type { Card } from '../../../store/types/posts.ts';
import { reportChannelProblem } from '../kit/channel-problem.ts';
import { type DeliveryContext, definePost, type PreparedPost } from '../kit/define-post.ts';
import { waitUntilDaytime } from '../kit/quiet-hours.ts';
import { type CardPayload, cardSchema, changeKey, type LoadedCard, loadCard, MESSAGE_GONE_CODES } from './card-context.ts';
import { loadHiddenWords } from './hidden-deal.ts';

/** A card of a change, or the daily check of one. */
type KeyParts =
  | { readonly channel: string; readonly number: number; readonly version: number }
  | { readonly channel: string; readonly number: number; readonly checkedOn: PlainDate };

const key = (card: KeyParts): string =>
  'checkedOn' in card ? `card/${card.channel}/${card.number}/check-${card.checkedOn}` : `${changeKey(card)}/1-card`;

type CardDraft = { readonly channel: string; readonly payload: CardPayload; readonly at: Instant };

/** A deal that has gone back below the channel's first stage gets no card; one that has a card keeps it. */
export const isCardWanted = ({ file: { deal }, context, subscription }: LoadedCard): boolean =>
  subscription.cardsFrom !== null &&
  (deal.outcome === 'won' ||
    (deal.outcome !== 'withdrawn' && (stageById(context.pipeline, deal.stageId)?.position ?? 0) >= subscription.cardsFrom));

/** An undone reopening makes an old win a win again: that is no news, so it gets no card of its own. */
async function isWonAgainByUndo(deals: Deals, { file: { deal } }: LoadedCard): Promise<boolean> {
  return deal.outcome === 'won' && (await deals.history(deal.number)).at(-1)?.kind === 'undone';
}

const HIDDEN = 'hidden';

/** Takes the words out of a card whose channel does not see the deal any more; undefined where it has none, or sees it. */
async function hideCard(
  sending: DeliveryContext,
  { number, version }: CardPayload,
): Promise<PreparedPost<LoadedCard | typeof HIDDEN> | undefined> {
  const card = await sending.tenant.cards.find(number, sending.delivery.target);
  const m = card === undefined ? undefined : await loadHiddenWords(sending, number);
  if (card === undefined || m === undefined) return undefined;
  return { kind: 'update', channel: card.channelId, ts: card.messageTs, m, shown: HIDDEN, shownVersion: version };
}

/** The card of a deal: made from the deal as it is when its turn comes, so that an older picture never follows a newer one. */
export const cardPost = definePost({
  kind: 'deal-card',
  schema: cardSchema,
  key,
  draft: ({ channel, payload, at }: CardDraft) => ({
    key: payload.cardKey,
    target: channel,
    subject: String(payload.number),
    payload,
    notBefore: at,
  }),
  prepare: async (sending, payload) => {
    const { tenant, deals, delivery } = sending;
    const loaded = await loadCard(sending, payload);
    if (typeof loaded === 'string') return (await hideCard(sending, payload)) ?? { kind: 'drop', why: loaded };
    const { deal } = loaded.file;
    const card = await tenant.cards.find(payload.number, delivery.target);
    if (card !== undefined && card.shownVersion >= deal.version && payload.isCheck !== true)
      return { kind: 'drop', why: 'shown already' };
    const shown: { readonly m: Messages; readonly shown: LoadedCard | typeof HIDDEN } = {
      m: LANGUAGES[loaded.subscription.language],
      shown: loaded,
    };
    if (card !== undefined) {
      return { kind: 'update', channel: card.channelId, ts: card.messageTs, ...shown, shownVersion: deal.version };
    }
    if (!isCardWanted(loaded) || (await isWonAgainByUndo(deals, loaded)))
      return { kind: 'drop', why: 'the channel has no card of this deal' };
    const night = await waitUntilDaytime(sending, loaded.subscription);
    return night ?? { kind: 'post', channel: delivery.target, ...shown };
  },
  view: (m, card) => [card === HIDDEN ? hiddenDeal(m) : channelCard(m, card.file, card.context)],
  // A post may be one of an earlier attempt that is found again: it shows the change that asked for it, at least.
  onSent: async ({ tenant, at }, { number, version }, { channelId, ts, shownVersion = version }) => {
    await tenant.cards.save({ dealNumber: number, channelId, messageTs: ts, shownVersion }, at);
  },
  onRefused: async (sending, payload, code) =>
    MESSAGE_GONE_CODES.has(code) ? recreateCard(sending, payload, code) : reportChannelProblem(sending, code),
});

/** The card's message is gone: queues a new card. */
async function recreateCard(sending: DeliveryContext, payload: CardPayload, code: string): Promise<void> {
  const again = await forgetCard(sending, payload, code);
  if (again !== undefined) await sending.tenant.deliveries.queue([cardPost.draft(again)], sending.at);
}

/** Part of the key of a card that takes the place of a message that went. */
const RECREATED = '/after-';
/** Cards of one channel that are made anew in a day. */
const MAX_RECREATED = 20;
/** A day, less what lets tomorrow's check at the same hour begin anew. */
const RECREATED_WINDOW_MS: DurationMs = 20 * HOUR_MS;

/**
 * The bound of the repair: where Slack says again that a message is not there, or says it of many, another new card would not help, and each
 * would be one more message in the channel. What is not made anew today is at tomorrow's check.
 */
async function mayRecreate({ tenant, delivery, at }: DeliveryContext, { number }: CardPayload): Promise<boolean> {
  const cards = await tenant.deliveries.ofKind('deal-card', at - RECREATED_WINDOW_MS);
  const recreated = cards.filter(({ key: each, target }) => target === delivery.target && each.includes(RECREATED));
  return recreated.length < MAX_RECREATED && !recreated.some(({ subject }) => subject === String(number));
}

/**
 * Forgets the message that a card was, at most once a day; beyond that the admins are told.
 *
 * @returns how the card is queued once more; undefined where no message was known, or where it stays as it is.
 */
export async function forgetCard(
  sending: DeliveryContext,
  payload: CardPayload,
  code: string,
): Promise<(CardDraft & { readonly suffix: string }) | undefined> {
  const { tenant, delivery, at } = sending;
  const card = await tenant.cards.find(payload.number, delivery.target);
  if (card === undefined) return undefined;
  if (!(await mayRecreate(sending, payload))) {
    await reportChannelProblem(sending, code);
    return undefined;
  }
  await tenant.cards.remove(payload.number, delivery.target, card.messageTs);
  const suffix = `${RECREATED}${card.messageTs}`;
  return { channel: delivery.target, payload: { ...payload, cardKey: `${payload.cardKey}${suffix}` }, at, suffix };
}

/** The daily check that a card's message still exists, by updating it. */
export function cardCheck({ dealNumber, channelId, shownVersion }: Card, checkedOn: PlainDate, at: Instant): CardDraft {
  const cardKey = key({ channel: channelId, number: dealNumber, checkedOn });
  return { channel: channelId, payload: { number: dealNumber, version: shownVersion, cardKey, isCheck: true }, at };
}
