import type { Deal } from '../../../core/deal/deal.ts';
import { type DealEvent, effectiveEvents } from '../../../core/deal/deal-event.ts';
import { DAY_MS, type DurationMs, HOUR_MS } from '../../../core/time/durations.ts';
import type { Instant } from '../../../core/time/instant.ts';
import { LANGUAGES } from '../../../locale/languages.ts';
import { dealNews } from '../../../slack/views/deal/deal-news.ts';
import type { Deals } from '../../../store/types/deals.ts';
import type { Delivery } from '../../../store/types/posts.ts';
import type { Tenant } from '../../../store/types/store.ts';
import { reportChannelProblem } from '../kit/channel-problem.ts';
import { checkChannelRule } from '../kit/channel-rule.ts';
import { type DeliveryContext, definePost } from '../kit/define-post.ts';
import { waitUntilDaytime } from '../kit/quiet-hours.ts';
import { isCardWanted } from './card.ts';
import { type CardPayload, cardSchema, changeKey, loadChannelDeal, MESSAGE_GONE_CODES } from './card-context.ts';

/** Losses of so long share one message: whoever tidies up twenty deals sends one line after the other, not twenty posts. */
const LOSSES_TOGETHER_MS: DurationMs = HOUR_MS;
/** Lines of one message. */
const MAX_LOSSES = 12;
/** A post may have waited for a night with holidays around it. */
const MAX_WAIT_MS: DurationMs = 14 * DAY_MS;

const key = (change: { readonly channel: string; readonly number: number; readonly version: number }): string =>
  `${changeKey(change)}/0-news`;

type NewsDraft = { readonly channel: string; readonly payload: CardPayload; readonly at: Instant };

/** Whether a change still is what became of its deal. */
const isInEffect = (history: readonly DealEvent[], version: number): boolean =>
  effectiveEvents(history).some((event) => event.version === version);

/** The news posts of one message, oldest first: losses that followed each other were written into the first one's. */
export async function loadNewsOfMessage(
  tenant: Tenant,
  { target, messageTs, createdAt }: Delivery,
): Promise<readonly Delivery[]> {
  const posts = await tenant.deliveries.ofKind('deal-news', createdAt - MAX_WAIT_MS);
  return posts.filter((post) => post.state === 'sent' && post.target === target && post.messageTs === messageTs);
}

/** The deals of news posts as they are now. */
export async function loadDealsOfNews(seen: Deals, posts: readonly Delivery[]): Promise<readonly Deal[]> {
  const numbers = posts.flatMap((post) => dealNewsPost.read(post)?.number ?? []);
  const deals = new Map((await seen.byNumbers(numbers)).map((deal) => [deal.number, deal]));
  return [...new Set(numbers)].flatMap((number) => deals.get(number) ?? []);
}

/** The message with the last losses, if there is room in it and it is not old: what is said of a further one is written there. */
async function loadLossesToJoin({ tenant, deals: seen, delivery, at }: DeliveryContext): Promise<readonly Delivery[]> {
  const posts = await tenant.deliveries.ofKind('deal-news', at - MAX_WAIT_MS);
  const recent = posts.filter(
    ({ target, state, sentAt }) =>
      target === delivery.target && state === 'sent' && sentAt !== null && sentAt > at - LOSSES_TOGETHER_MS,
  );
  const last = recent.toSorted((a, b) => (a.sentAt ?? 0) - (b.sentAt ?? 0)).at(-1);
  if (last === undefined) return [];
  const together = await loadNewsOfMessage(tenant, last);
  const first = Math.min(...together.map(({ sentAt }) => sentAt ?? at));
  if (together.length >= MAX_LOSSES || first <= at - LOSSES_TOGETHER_MS) return [];
  const deals = await loadDealsOfNews(seen, together);
  return deals.some(({ outcome }) => outcome === 'won') ? [] : together;
}

/**
 * A win or a loss, told in the channel as a message of its own: the edit of a card that is three days up is seen by nobody. Where the
 * channel gets the deal's first card just now, that card is the news.
 */
export const dealNewsPost = definePost({
  kind: 'deal-news',
  schema: cardSchema,
  key,
  draft: ({ channel, payload, at }: NewsDraft) => ({
    key: key({ channel, ...payload }),
    target: channel,
    subject: String(payload.number),
    payload,
    notBefore: at,
  }),
  prepare: async (sending, { number, version }) => {
    const { tenant, deals, delivery } = sending;
    const loaded = await loadChannelDeal(sending, { number });
    if (typeof loaded === 'string') return { kind: 'drop', why: loaded };
    const { file, context, subscription } = loaded;
    const { deal } = file;
    const isClosed = deal.outcome === 'won' || deal.outcome === 'lost';
    if (!isClosed || !isInEffect(await deals.history(number), version)) return { kind: 'drop', why: 'it was taken back' };
    const unwanted = await checkChannelRule(sending, { alertClass: 'deal-news', pipelineId: deal.pipelineId });
    if (unwanted !== undefined) return unwanted;
    const night = await waitUntilDaytime(sending, subscription);
    if (night !== undefined) return night;
    const card = await tenant.cards.find(number, delivery.target);
    if (card === undefined && isCardWanted(loaded)) return { kind: 'drop', why: 'its card tells it' };
    const m = LANGUAGES[subscription.language];
    const earlier = deal.outcome === 'lost' ? await loadLossesToJoin(sending) : [];
    const [first] = earlier;
    if (first?.channelId != null && first.messageTs !== null) {
      const others = (await loadDealsOfNews(deals, earlier)).filter((each) => each.number !== number);
      const shown = { deals: [...others, deal], context };
      return { kind: 'update', channel: first.channelId, ts: first.messageTs, m, shown };
    }
    return { kind: 'post', channel: delivery.target, m, shown: { deals: [deal], context } };
  },
  view: (m, { deals, context }) => [dealNews(m, deals, context)],
  // Somebody has deleted the message that it was to join: that is no fault of the channel's.
  onRefused: async (sending, _payload, code) => (MESSAGE_GONE_CODES.has(code) ? undefined : reportChannelProblem(sending, code)),
});
