import { dateAt } from '../core/calendar.ts';
import type { DigestFacts } from '../core/digest.ts';
import { lastSlot } from '../core/slots.ts';
import type { Pipeline } from '../core/stage.ts';
import { outcomeOf, type SuggestionOutcome, suggestionsOf } from '../core/suggestions.ts';
import type { TidyLine } from '../core/tidying.ts';
import { type DigestPayload, digestOf } from '../posts/digest-post.ts';
import { digestKey } from '../posts/keys.ts';
import type { Subscription } from '../store/types/channels.ts';
import type { Tenant } from '../store/types/store.ts';

/** Deals that a digest's thread asks about. */
const MOST_TIDY = 8;
/** Last week's digest is the one whose hour lies nearest to a week before. */
const HALF_WEEK_MS = 3.5 * 86_400_000;

/** Deals past their close date, then those without one, the most valuable first, as they stood then. */
async function tidyLines(tenant: Tenant, { pipelineId, at, timeZone }: DigestFacts): Promise<readonly TidyLine[]> {
  const lines = (page: Awaited<ReturnType<Tenant['deals']['asOf']>>): readonly TidyLine[] =>
    page.deals.map(({ now, was }) => ({ number: now.number, closeOn: was.closeOn }));
  const today = dateAt(at, timeZone);
  const overdue = lines(await tenant.deals.asOf(pipelineId, at, { kind: 'overdue', today }, { limit: MOST_TIDY, offset: 0 }));
  const left = MOST_TIDY - overdue.length;
  if (left === 0) return overdue;
  return [...overdue, ...lines(await tenant.deals.asOf(pipelineId, at, { kind: 'undated' }, { limit: left, offset: 0 }))];
}

/** What came of the moves that last week's digest of this channel named, as of an instant; null where it named none, or was not posted. */
async function lastWeek(
  tenant: Tenant,
  subscription: Subscription,
  pipeline: Pipeline,
  at: number,
): Promise<SuggestionOutcome | null> {
  const on = dateAt(lastSlot(subscription, at - HALF_WEEK_MS), subscription.timeZone);
  const post = await tenant.deliveries.byKey(digestKey(subscription.channelId, pipeline.id, on));
  const digest = post?.state === 'sent' ? digestOf(post) : undefined;
  if (digest === undefined || digest.suggested.length === 0) return null;
  const { suggested, facts } = digest;
  const histories = new Map(
    await Promise.all(suggested.map(async ({ number }) => [number, await tenant.deals.history(number)] as const)),
  );
  return outcomeOf(suggested, histories, pipeline, facts.at, at);
}

/** What a digest holds beside the week's facts, as of the same instant: moves that it names, what came of the last ones, deals that want a date. */
export async function digestExtras(
  tenant: Tenant,
  subscription: Subscription,
  pipeline: Pipeline,
  facts: DigestFacts,
): Promise<Pick<DigestPayload, 'suggested' | 'lastWeek' | 'tidy'>> {
  const [tidy, outcome] = await Promise.all([tidyLines(tenant, facts), lastWeek(tenant, subscription, pipeline, facts.at)]);
  return { suggested: suggestionsOf(facts), lastWeek: outcome, tidy };
}
