import type { HygieneLine } from '../../../core/deal/hygiene/hygiene.ts';
import type { DigestFacts } from '../../../core/funnel/digest.ts';
import { digestSuggestions, type SuggestionOutcome, suggestionOutcome } from '../../../core/funnel/suggestions.ts';
import { openStages, type Pipeline } from '../../../core/pipeline/stage.ts';
import { dateAt } from '../../../core/time/calendar.ts';
import { DAY_MS, type DurationMs } from '../../../core/time/durations.ts';
import { latestSlot } from '../../../core/time/slots.ts';
import { loadAgeingLines, loadClosedReview } from '../../../facts/digest/review-facts.ts';
import type { SeenPipelineAt, SeenScope } from '../../../facts/scope.ts';
import type { Subscription } from '../../../store/types/channels.ts';
import type { AsOfFilter } from '../../../store/types/deals.ts';
import { digestPost } from './digest.ts';
import type { DigestPayload } from './digest-payload.ts';

/** Deals that a digest's thread asks about. */
const MAX_HYGIENE_LINES = 8;
const WEEK_DAYS = 7;
/** Last week's digest is the one whose hour lies nearest to a week before. */
const HALF_WEEK_MS: DurationMs = 3.5 * DAY_MS;

/** Deals past their close date, then those without one, the most valuable first, as they stood then; nothing is read where there are none. */
async function loadHygieneLines(
  { tenant, viewer }: SeenPipelineAt,
  { pipelineId, at, timeZone, hygiene }: DigestFacts,
): Promise<readonly HygieneLine[]> {
  const read = async (filter: AsOfFilter, limit: number): Promise<readonly HygieneLine[]> => {
    const { deals } = await tenant.deals(viewer).asOf(pipelineId, at, { filter, limit, offset: 0 });
    return deals.map(({ now, was }) => ({ number: now.number, closeOn: was.closeOn }));
  };
  const today = dateAt(at, timeZone);
  const overdue = hygiene.overdue.count === 0 ? [] : await read({ kind: 'overdue', today }, MAX_HYGIENE_LINES);
  const left = MAX_HYGIENE_LINES - overdue.length;
  return left === 0 || hygiene.undated.count === 0 ? overdue : [...overdue, ...(await read({ kind: 'undated' }, left))];
}

/** What came of the moves that last week's digest of this channel named, as of an instant; null where it named none, or was not posted. */
async function loadLastWeekOutcome(
  { tenant, viewer, pipeline, at }: SeenPipelineAt,
  subscription: Subscription,
): Promise<SuggestionOutcome | null> {
  const slotOn = dateAt(latestSlot(subscription, at - HALF_WEEK_MS), subscription.timeZone);
  const key = digestPost.key({ channel: subscription.channelId, pipelineId: pipeline.id, slotOn });
  const post = await tenant.deliveries.byKey(key);
  const digest = post?.state === 'sent' ? digestPost.read(post) : undefined;
  if (digest === undefined || digest.suggested.length === 0) return null;
  const { suggested, facts } = digest;
  const named = await tenant.deals(viewer).withHistory(suggested.map(({ number }) => number));
  const histories = new Map(named.map(({ deal, history }) => [deal.number, history]));
  return suggestionOutcome(suggested, { histories, pipeline }, { from: facts.at, to: at });
}

/** Where no deal was open a week ago, each came into its stage since: none is read. */
const canBeStuck = (pipeline: Pipeline, { open, movement }: DigestFacts): boolean =>
  open.count > 0 && (movement.opening.count > 0 || openStages(pipeline).some(({ ageingDays }) => ageingDays < WEEK_DAYS));

/** What a digest holds beside the week's facts, as of the same instant: moves that it names, what came of the last ones, deals that want a date. */
export async function loadDigestExtras(
  where: SeenScope,
  subscription: Subscription,
  facts: DigestFacts,
): Promise<Pick<DigestPayload, 'suggested' | 'lastWeek' | 'hygieneLines' | 'ageing' | 'review'>> {
  const asOf = { ...where, at: facts.at };
  const [hygieneLines, ageing, review, outcome] = await Promise.all([
    loadHygieneLines(where, facts),
    canBeStuck(where.pipeline, facts) ? loadAgeingLines(asOf) : [],
    loadClosedReview(asOf),
    loadLastWeekOutcome(asOf, subscription),
  ]);
  return { suggested: digestSuggestions(facts), lastWeek: outcome, hygieneLines, ageing, review };
}
