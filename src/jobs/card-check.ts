import { dateAt } from '../core/time/calendar.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Subscription } from '../store/types/channels.ts';
import type { Tenant } from '../store/types/store.ts';
import { cardCheck, cardPost } from './posts/card/card.ts';

/** Cards of one channel that are checked in a day: Slack takes about fifty changes of messages a minute. */
const MAX_CARDS = 100;

/**
 * Queues a look at the cards of a channel's open deals that were not touched for longest: a message that somebody deleted is made anew
 * without waiting for the deal's next change, and days that a card counts are today's.
 */
export async function queueCardChecks(
  tenant: Tenant,
  { pipelineId, channelId, cardsFrom, timeZone }: Subscription,
  at: Instant,
): Promise<void> {
  if (cardsFrom === null) return;
  const cards = await tenant.cards.leastRecentlyUpdated(pipelineId, channelId, MAX_CARDS);
  const on = dateAt(at, timeZone);
  await tenant.deliveries.queue(
    cards.map((card) => cardPost.draft(cardCheck(card, on, at))),
    at,
  );
}
