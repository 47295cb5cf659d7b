import { dateAt } from '../core/calendar.ts';
import type { Deal } from '../core/deal.ts';
import { lastSlot } from '../core/slots.ts';
import { DIGEST_TIDIED, threadOf, tidyKey } from '../posts/digest-post.ts';
import { digestKey, tidiedKey } from '../posts/keys.ts';
import type { SavedChange } from '../store/types/deals.ts';
import type { Visit } from './flow.ts';

/** The rows of each channel's last digest. */
async function lastPosts({ tenant, at }: Visit, { pipelineId }: Deal): Promise<readonly string[]> {
  const subscriptions = (await tenant.subscriptions.all()).filter((each) => each.pipelineId === pipelineId);
  return subscriptions.map((each) => tidyKey(digestKey(each.channelId, pipelineId, dateAt(lastSlot(each, at), each.timeZone))));
}

/**
 * Queues the digests' rows that name a deal to be shown anew, as the deal is now.
 *
 * @param pressed key of the post whose row was used, if one was.
 */
export async function showTidied(visit: Visit, deal: Deal, pressed: string | null = null): Promise<void> {
  const { tenant, at } = visit;
  const keys = new Set([...(await lastPosts(visit, deal)), ...(pressed === null ? [] : [pressed])]);
  const posts = await Promise.all([...keys].map((key) => tenant.deliveries.byKey(key)));
  const drafts = posts
    .filter((post) => post !== undefined)
    .filter((post) => threadOf(post)?.tidy.some(({ number }) => number === deal.number) === true)
    .map((post) => ({
      key: tidiedKey(post.key, deal.number, deal.version),
      kind: DIGEST_TIDIED,
      target: post.target,
      subject: post.key,
      payload: { tidyKey: post.key },
      notBefore: at,
    }));
  if (drafts.length === 0) return;
  await tenant.deliveries.queue(drafts, at);
  visit.wake();
}

/** The same after a change, where it is one of those that a digest asks about: another close date, or the end of the deal. */
export async function showTidiedAfter(visit: Visit, { file: { deal }, event: { before, after } }: SavedChange): Promise<void> {
  if (before?.closeOn !== after.closeOn || before.outcome !== after.outcome) await showTidied(visit, deal);
}
