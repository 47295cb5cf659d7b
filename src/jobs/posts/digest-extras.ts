import type { HygieneLine } from '../../core/deal/hygiene.ts';
import type { Pipeline } from '../../core/deal/stage.ts';
import type { DigestFacts } from '../../core/funnel/digest.ts';
import { digestSuggestions, type SuggestionOutcome, suggestionOutcome } from '../../core/funnel/suggestions.ts';
import { dateAt } from '../../core/time/calendar.ts';
import { DAY_MS } from '../../core/time/durations.ts';
import { latestSlot } from '../../core/time/slots.ts';
import type { Subscription } from '../../store/types/channels.ts';
import type { Tenant } from '../../store/types/store.ts';
import { digestPost } from './digest.ts';
import type { DigestPayload } from './digest-payload.ts';

/** Deals that a digest's thread asks about. */
const MAX_HYGIENE_LINES = 8;
/** Last week's digest is the one whose hour lies nearest to a week before. */
const HALF_WEEK_MS = 3.5 * DAY_MS;

/** Deals past their close date, then those without one, the most valuable first, as they stood then. */
async function loadHygieneLines(tenant: Tenant, { pipelineId, at, timeZone }: DigestFacts): Promise<readonly HygieneLine[]> {
  const lines = (page: Awaited<ReturnType<Tenant['deals']['asOf']>>): readonly HygieneLine[] =>
    page.deals.map(({ now, was }) => ({ number: now.number, closeOn: was.closeOn }));
  const today = dateAt(at, timeZone);
  const overdue = lines(
    await tenant.deals.asOf(pipelineId, at, { filter: { kind: 'overdue', today }, limit: MAX_HYGIENE_LINES, offset: 0 }),
  );
  const left = MAX_HYGIENE_LINES - overdue.length;
  if (left === 0) return overdue;
  return [...overdue, ...lines(await tenant.deals.asOf(pipelineId, at, { filter: { kind: 'undated' }, limit: left, offset: 0 }))];
}

/** What came of the moves that last week's digest of this channel named, as of an instant; null where it named none, or was not posted. */
async function loadLastWeekOutcome(
  tenant: Tenant,
  subscription: Subscription,
  pipeline: Pipeline,
  at: number,
): Promise<SuggestionOutcome | null> {
  const slotOn = dateAt(latestSlot(subscription, at - HALF_WEEK_MS), subscription.timeZone);
  const key = digestPost.key({ channel: subscription.channelId, pipelineId: pipeline.id, slotOn });
  const post = await tenant.deliveries.byKey(key);
  const digest = post?.state === 'sent' ? digestPost.read(post) : undefined;
  if (digest === undefined || digest.suggested.length === 0) return null;
  const { suggested, facts } = digest;
  const histories = new Map(
    await Promise.all(suggested.map(async ({ number }) => [number, await tenant.deals.history(number)] as const)),
  );
  return suggestionOutcome(suggested, { histories, pipeline }, { from: facts.at, to: at });
}

/** What a digest holds beside the week's facts, as of the same instant: moves that it names, what came of the last ones, deals that want a date. */
export async function loadDigestExtras(
  tenant: Tenant,
  subscription: Subscription,
  pipeline: Pipeline,
  facts: DigestFacts,
): Promise<Pick<DigestPayload, 'suggested' | 'lastWeek' | 'tidy'>> {
  const [tidy, outcome] = await Promise.all([
    loadHygieneLines(tenant, facts),
    loadLastWeekOutcome(tenant, subscription, pipeline, facts.at),
  ]);
  return { suggested: digestSuggestions(facts), lastWeek: outcome, tidy };
}
