import { stageById } from '../../../core/pipeline/stage.ts';
import type { PlainDate } from '../../../core/time/calendar.ts';
import type { Instant } from '../../../core/time/instant.ts';
import { LANGUAGES } from '../../../locale/languages.ts';
import { channelCard } from '../../../slack/views/deal/channel-card.ts';
import type { Card } from '../../../store/types/posts.ts';
import type { Tenant } from '../../../store/types/store.ts';
import { reportChannelProblem } from '../kit/channel-problem.ts';
import { type DeliveryContext, definePost } from '../kit/define-post.ts';
import { waitUntilDaytime } from '../kit/quiet-hours.ts';
import { type CardPayload, cardSchema, changeKey, type LoadedCard, loadCard, MESSAGE_GONE_CODES } from './card-context.ts';

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
async function isWonAgainByUndo(tenant: Tenant, { file: { deal } }: LoadedCard): Promise<boolean> {
  return deal.outcome === 'won' && (await tenant.deals.history(deal.number)).at(-1)?.kind === 'undone';
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
    const { tenant, delivery } = sending;
    const loaded = await loadCard(sending, payload);
    if (typeof loaded === 'string') return { kind: 'drop', why: loaded };
    const { deal } = loaded.file;
    const card = await tenant.cards.find(payload.number, delivery.target);
    if (card !== undefined && card.shownVersion >= deal.version && payload.isCheck !== true)
      return { kind: 'drop', why: 'shown already' };
    const shown = { m: LANGUAGES[loaded.subscription.language], shown: loaded };
    if (card !== undefined) {
      return { kind: 'update', channel: card.channelId, ts: card.messageTs, ...shown, shownVersion: deal.version };
    }
    if (!isCardWanted(loaded) || (await isWonAgainByUndo(tenant, loaded)))
      return { kind: 'drop', why: 'the channel has no card of this deal' };
    const night = await waitUntilDaytime(sending, loaded.subscription);
    return night ?? { kind: 'post', channel: delivery.target, ...shown };
  },
  view: (m, { file, context }) => [channelCard(m, file, context)],
  // A post may be one of an earlier attempt that is found again: it shows the change that asked for it, at least.
  onSent: async ({ tenant, at }, { number, version }, { channelId, ts, shownVersion = version }) => {
    await tenant.cards.save({ dealNumber: number, channelId, messageTs: ts, shownVersion }, at);
  },
  onRefused: async (sending, payload, code) =>
    MESSAGE_GONE_CODES.has(code) ? recreateCard(sending, payload) : reportChannelProblem(sending, code),
});

/** The card's message is gone: queues a new card. */
async function recreateCard(sending: DeliveryContext, payload: CardPayload): Promise<void> {
  const again = await forgetCard(sending, payload);
  if (again !== undefined) await sending.tenant.deliveries.queue([cardPost.draft(again)], sending.at);
}

/**
 * Forgets the message that a card was.
 *
 * @returns how the card is queued once more: once per message that went; undefined where no message was known.
 */
export async function forgetCard(
  { tenant, delivery, at }: DeliveryContext,
  payload: CardPayload,
): Promise<(CardDraft & { readonly suffix: string }) | undefined> {
  const card = await tenant.cards.find(payload.number, delivery.target);
  if (card === undefined) return undefined;
  await tenant.cards.remove(payload.number, delivery.target, card.messageTs);
  const suffix = `/after-${card.messageTs}`;
  return { channel: delivery.target, payload: { ...payload, cardKey: `${payload.cardKey}${suffix}` }, at, suffix };
}

/** The daily check that a card's message still exists, by updating it. */
export function cardCheck({ dealNumber, channelId, shownVersion }: Card, checkedOn: PlainDate, at: Instant): CardDraft {
  const cardKey = key({ channel: channelId, number: dealNumber, checkedOn });
  return { channel: channelId, payload: { number: dealNumber, version: shownVersion, cardKey, isCheck: true }, at };
}
