import { type Amount, addAmounts, NO_AMOUNT } from '../money/amount.ts';
import { addMonths, type PlainDate, startOfMonth } from '../time/calendar.ts';
import { DAY_MS } from '../time/durations.ts';
import type { Instant } from '../time/instant.ts';

/** A deal that is won or lost; its value in whole minor units of the pipeline's currency, null where it has none there. */
export type ClosedDeal = {
  readonly outcome: 'won' | 'lost';
  readonly valueMinor: number | null;
  readonly createdAt: Instant;
  readonly closedAt: Instant;
  readonly lostReasonId: string | null;
};

/** What was closed in a stretch of time. */
export type ClosedSummary = {
  readonly won: Amount;
  readonly lost: Amount;
  /** Win rate: won of all closed; null below {@link MIN_CLOSED_TO_COMPARE}. */
  readonly winShare: number | null;
  /** Cycle length: median days from the first entry to the win; null below {@link MIN_WINS_FOR_CYCLE} wins. */
  readonly cycleDays: number | null;
  /** Sales velocity: value won per week, minor units. */
  readonly perWeekMinor: number;
};

/** Losses for one reason; null: without one. */
export type LostReasonLine = { readonly reasonId: string | null; readonly now: Amount; readonly before: Amount };

/** The last three whole months against the three before them. */
export type ClosedReview = {
  /** First days of the later stretch's first and last month. */
  readonly fromMonth: PlainDate;
  readonly toMonth: PlainDate;
  readonly now: ClosedSummary;
  readonly before: ClosedSummary;
  /** The reasons of both stretches, those with most losses now first; they add up to `lost`; none where they are kept from the reader. */
  readonly reasons: readonly LostReasonLine[];
};

/** Fewest closed deals for a win rate. */
export const MIN_CLOSED_TO_COMPARE = 10;
/** Fewest wins for a median cycle. */
export const MIN_WINS_FOR_CYCLE = 5;
const MONTHS = 3;
const WEEK_DAYS = 7;

/** First days of the months that a review on a day compares: the earlier stretch, the later one, and the running month. */
export function reviewMonths(today: PlainDate): { readonly before: PlainDate; readonly now: PlainDate; readonly end: PlainDate } {
  const end = startOfMonth(today);
  return { before: addMonths(end, -2 * MONTHS), now: addMonths(end, -MONTHS), end };
}

const amountOf = (deals: readonly ClosedDeal[]): Amount =>
  deals.reduce((sum, { valueMinor }) => addAmounts(sum, { count: 1, valueMinor: valueMinor ?? 0 }), NO_AMOUNT);

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** Source: docs/forecasting.md, section 8. Velocity is deals x win share x value / cycle; over deals that were closed in a stretch that is the value won per day of it. */
function summarize(deals: readonly ClosedDeal[], days: number): ClosedSummary {
  const wins = deals.filter(({ outcome }) => outcome === 'won');
  const [won, lost] = [amountOf(wins), amountOf(deals.filter(({ outcome }) => outcome === 'lost'))];
  const cycles = wins.map(({ createdAt, closedAt }) => Math.max(0, closedAt - createdAt) / DAY_MS);
  return {
    won,
    lost,
    winShare: deals.length < MIN_CLOSED_TO_COMPARE ? null : won.count / deals.length,
    cycleDays: wins.length < MIN_WINS_FOR_CYCLE ? null : median(cycles),
    perWeekMinor: days > 0 ? (won.valueMinor / days) * WEEK_DAYS : 0,
  };
}

function reasonLines(now: readonly ClosedDeal[], before: readonly ClosedDeal[]): readonly LostReasonLine[] {
  const lost = (deals: readonly ClosedDeal[], reasonId: string | null) =>
    amountOf(deals.filter((deal) => deal.outcome === 'lost' && deal.lostReasonId === reasonId));
  const reasons = new Set([...now, ...before].flatMap((deal) => (deal.outcome === 'lost' ? [deal.lostReasonId] : [])));
  return [...reasons]
    .map((reasonId) => ({ reasonId, now: lost(now, reasonId), before: lost(before, reasonId) }))
    .toSorted((a, b) => b.now.count - a.now.count || b.before.count - a.before.count || b.now.valueMinor - a.now.valueMinor);
}

/**
 * Compares what was closed in two stretches that follow each other.
 *
 * @param deals closed in [before, end). @param months first days of months, as {@link reviewMonths} gives them, with their instants.
 * @returns null where nothing was closed in either.
 */
export function closedReview(
  deals: readonly ClosedDeal[],
  { months, instants }: { readonly months: ReturnType<typeof reviewMonths>; readonly instants: ClosedReviewInstants },
): ClosedReview | null {
  if (deals.length === 0) return null;
  const now = deals.filter(({ closedAt }) => closedAt >= instants.now);
  const before = deals.filter(({ closedAt }) => closedAt < instants.now);
  return {
    fromMonth: months.now,
    toMonth: addMonths(months.end, -1),
    now: summarize(now, (instants.end - instants.now) / DAY_MS),
    before: summarize(before, (instants.now - instants.before) / DAY_MS),
    reasons: reasonLines(now, before),
  };
}

/** The beginnings of the months in the reader's zone. */
export type ClosedReviewInstants = { readonly before: Instant; readonly now: Instant; readonly end: Instant };
