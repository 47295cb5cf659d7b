import { dateAt } from '../core/calendar.ts';
import { lastSlot, nextSlot, slotState } from '../core/slots.ts';
import { digestExtras } from '../facts/digest-extras.ts';
import { weekFacts } from '../facts/week-facts.ts';
import { holidaysOf } from '../holidays.ts';
import { digestDrafts } from '../posts/digest-post.ts';
import { digestKey } from '../posts/keys.ts';
import type { Subscription } from '../store/types/channels.ts';
import type { Delivery } from '../store/types/posts.ts';
import { deliver } from './deliver.ts';
import type { JobDeps } from './deps.ts';
import type { JobLine } from './job-line.ts';
import { workspaceOf } from './people.ts';

const lineOf = (subscription: Subscription, outcome: JobLine['outcome'], why?: string): JobLine => ({
  workspaceId: subscription.workspaceId,
  target: `#${subscription.channelName}`,
  outcome,
  ...(why === undefined ? {} : { why }),
});

/** The next slot of a subscription, moved on; another instance may have been faster, and then there is nothing to do. */
async function moveOn(deps: JobDeps, subscription: Subscription, at: number): Promise<void> {
  if (subscription.nextDueAt > at) return;
  const { id, workspaceId, nextDueAt } = subscription;
  await deps.store.of(workspaceId).subscriptions.settleDigest(id, nextDueAt, nextSlot(subscription, at), [], at);
}

/** Queues the digest of a subscription's latest hour, where it is due and not in the ledger yet. */
export async function queueDigest(deps: JobDeps, subscription: Subscription, at: number): Promise<JobLine> {
  const tenant = deps.store.of(subscription.workspaceId);
  const { holidayRegion } = await workspaceOf(tenant);
  const isHoliday = await holidaysOf(holidayRegion, at);
  const slot = lastSlot(subscription, at);
  const key = digestKey(subscription.channelId, subscription.pipelineId, dateAt(slot, subscription.timeZone));
  const known = await tenant.deliveries.byKey(key);
  if (known !== undefined) {
    await moveOn(deps, subscription, at);
    return knownLine(subscription, known);
  }
  const state = slotState(subscription, slot, at, isHoliday);
  if (state === 'early') return lineOf(subscription, 'not due', 'a day off, or the night');
  const pipeline = state === 'gone' ? undefined : await tenant.pipeline(subscription.pipelineId);
  if (pipeline === undefined) {
    await moveOn(deps, subscription, at);
    return lineOf(subscription, 'not due', 'the last hour is too long ago');
  }
  const facts = await weekFacts(tenant, pipeline, subscription, slot, true);
  const payload = {
    facts,
    ...(await digestExtras(tenant, subscription, pipeline, facts)),
    language: subscription.language,
    subscriptionId: subscription.id,
    slot,
    weekday: subscription.weekday,
    holiday: isHoliday(dateAt(slot, subscription.timeZone)),
  };
  await tenant.deliveries.queue(digestDrafts(subscription.channelId, payload, at), at);
  await moveOn(deps, subscription, at);
  return lineOf(subscription, 'queued');
}

function knownLine(subscription: Subscription, { state, error }: Delivery): JobLine {
  if (state === 'sent') return lineOf(subscription, 'already posted');
  if (state === 'queued' || state === 'sending') return lineOf(subscription, 'queued', error ?? undefined);
  return lineOf(subscription, 'refused', error ?? state);
}

/**
 * The weekly digest of every subscription whose hour fell earlier that day or is overdue, posted once however often this runs.
 *
 * @param at the job's clock: facts are as of the hour, or of `at` where it is later.
 * @returns a line per subscription.
 */
export async function weeklyDigest(deps: JobDeps, at: number, realNow: () => number = Date.now): Promise<readonly JobLine[]> {
  const subscriptions = await deps.store.subscriptions();
  const lines: JobLine[] = [];
  for (const subscription of subscriptions) lines.push(await queueDigest(deps, subscription, at));
  await deliver(deps, at, realNow);
  return Promise.all(
    lines.map(async (line, index) => {
      const subscription = subscriptions[index];
      if (line.outcome !== 'queued' || subscription === undefined) return line;
      const on = dateAt(lastSlot(subscription, at), subscription.timeZone);
      const key = digestKey(subscription.channelId, subscription.pipelineId, on);
      const now = await deps.store.of(subscription.workspaceId).deliveries.byKey(key);
      return now?.state === 'sent' ? lineOf(subscription, 'posted') : now === undefined ? line : knownLine(subscription, now);
    }),
  );
}
