import type { Deal } from '../../core/deal/deal.ts';
import { dateAt } from '../../core/time/calendar.ts';
import { latestSlot } from '../../core/time/slots.ts';
import { digestPost } from '../../jobs/posts/digest/digest.ts';
import { hygieneRowsPost } from '../../jobs/posts/digest/hygiene-rows.ts';
import { hygieneRowsUpdatePost } from '../../jobs/posts/digest/hygiene-rows-update.ts';
import type { SavedChange } from '../../store/types/deals.ts';
import type { RequestContext } from '../request/flow.ts';

/** The rows of each channel's last digest. */
async function lastHygienePostKeys({ tenant, at }: RequestContext, { pipelineId }: Deal): Promise<readonly string[]> {
  const subscriptions = (await tenant.subscriptions.all()).filter((each) => each.pipelineId === pipelineId);
  return subscriptions.map((each) => {
    const slotOn = dateAt(latestSlot(each, at), each.timeZone);
    return hygieneRowsPost.key(digestPost.key({ channel: each.channelId, pipelineId, slotOn }));
  });
}

/**
 * Queues updates of the digest hygiene rows that show a deal.
 *
 * @param pressed key of the post whose row was used, if one was.
 */
export async function refreshHygieneRows(context: RequestContext, deal: Deal, pressed: string | null = null): Promise<void> {
  const { tenant, at } = context;
  const keys = new Set([...(await lastHygienePostKeys(context, deal)), ...(pressed === null ? [] : [pressed])]);
  const posts = await Promise.all([...keys].map((key) => tenant.deliveries.byKey(key)));
  const drafts = posts
    .filter((post) => post !== undefined)
    .filter((post) => hygieneRowsPost.read(post)?.hygieneLines.some(({ number }) => number === deal.number) === true)
    .map((rows) => hygieneRowsUpdatePost.draft({ rows, deal, at }));
  if (drafts.length === 0) return;
  await tenant.deliveries.queue(drafts, at);
  context.wake();
}

/** The same after a change, where it is one of those that a digest asks about: another close date, or the end of the deal. */
export async function refreshHygieneRowsAfterChange(
  context: RequestContext,
  { file: { deal }, event: { before, after } }: SavedChange,
): Promise<void> {
  if (before?.closeOn !== after.closeOn || before.outcome !== after.outcome) await refreshHygieneRows(context, deal);
}
