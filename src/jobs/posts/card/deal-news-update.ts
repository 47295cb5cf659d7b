import type { Instant } from '../../../core/time/instant.ts';
import { LANGUAGES } from '../../../locale/languages.ts';
import { dealNews } from '../../../slack/views/deal/deal-news.ts';
import type { Delivery } from '../../../store/types/posts.ts';
import { type DeliveryContext, definePost } from '../kit/define-post.ts';
import { type CardPayload, cardSchema, changeKey, loadChannelDeal } from './card-context.ts';
import { dealNewsPost, loadDealsOfNews, loadNewsOfMessage } from './deal-news.ts';

const key = (change: { readonly channel: string; readonly number: number; readonly version: number }): string =>
  `${changeKey(change)}/3-news`;

type UpdateDraft = { readonly channel: string; readonly payload: CardPayload; readonly at: Instant };

/** The last news of the deal that the channel has. */
async function loadLastNews({ tenant, deals, delivery }: DeliveryContext, number: number): Promise<Delivery | undefined> {
  const closings = (await deals.history(number)).filter(({ kind }) => kind === 'won' || kind === 'lost');
  for (const { version } of closings.toReversed()) {
    const news = await tenant.deliveries.byKey(dealNewsPost.key({ channel: delivery.target, number, version }));
    if (news?.state === 'sent') return news;
  }
  return undefined;
}

/** A win or a loss that was told is none any more, or is one again: its line says what the deal is now. */
export const dealNewsUpdatePost = definePost({
  kind: 'deal-news-update',
  schema: cardSchema,
  key,
  draft: ({ channel, payload, at }: UpdateDraft) => ({
    key: key({ channel, ...payload }),
    target: channel,
    subject: String(payload.number),
    payload,
    notBefore: at,
  }),
  prepare: async (sending, { number }) => {
    const { tenant } = sending;
    const [loaded, news] = [await loadChannelDeal(sending, { number }), await loadLastNews(sending, number)];
    if (typeof loaded === 'string') return { kind: 'drop', why: loaded };
    if (news === undefined || news.channelId === null || news.messageTs === null)
      return { kind: 'drop', why: 'it was never told' };
    const deals = await loadDealsOfNews(sending.deals, await loadNewsOfMessage(tenant, news));
    const m = LANGUAGES[loaded.subscription.language];
    return { kind: 'update', channel: news.channelId, ts: news.messageTs, m, shown: { deals, context: loaded.context } };
  },
  view: (m, { deals, context }) => [dealNews(m, deals, context)],
});
