import type { Counters } from '../history/counters.ts';
import type { MemberId } from '../ids.ts';
import type { OwnerAmount } from '../money/amount.ts';
import { startOfMonthBeforeUtc, utcMonth } from '../time/calendar.ts';
import { DAY_MS, type DurationMs } from '../time/durations.ts';
import type { Instant } from '../time/instant.ts';

/** The four inputs of sales velocity. */
export type VelocityInput = 'deals' | 'winShare' | 'value' | 'cycle';

/** The velocity input that lags the mean of the reps most, with both values. */
export type VelocityBottleneck = { readonly input: VelocityInput; readonly own: number; readonly team: number };

/** Time that a rep's deals were open within a window, all together, ms. */
export type OpenTime = { readonly ownerId: MemberId; readonly openMs: DurationMs };

/** Sales velocity of a rep, value per day: open deals x win share x mean value / cycle in days. */
export type SalesVelocity = {
  readonly memberId: MemberId;
  /** Mean over the window. */
  readonly deals: number;
  readonly winShare: number;
  readonly valueMinor: number;
  readonly cycleDays: number;
  readonly perDayMinor: number;
  /** Won and lost in the window. */
  readonly closed: number;
  /** Null when no input lags, or too few deals were closed. */
  readonly bottleneck: VelocityBottleneck | null;
};

/** Whole calendar months before the running one: losses are counted by month, so wins are too. */
const WINDOW_MONTHS = 6;
/** Fewest closed deals for a velocity, and for a bottleneck. */
export const MIN_CLOSED_FOR_VELOCITY = 5;
const MIN_CLOSED_FOR_BOTTLENECK = 10;
/** An input of at least this share of the mean does not lag. */
const NEAR_MEAN_SHARE = 0.9;

/** The first instant of the window of {@link salesVelocities}: a month's beginning in UTC. */
export const velocityWindowStart = (at: Instant): Instant => startOfMonthBeforeUtc(at, WINDOW_MONTHS);

/**
 * Sales velocity of the reps who closed at least five deals since {@link velocityWindowStart}.
 *
 * The cycle follows from Little's law, mean stock over throughput: the time that deals were open, by the deals that were closed.
 * Source: velocity = deals x win share x value / cycle.
 *
 * @param won by owner, and `open` the time that deals were open, since then. @param at now, ms.
 */
export function salesVelocities(
  { repExits }: Pick<Counters, 'repExits'>,
  { won, open }: { readonly won: readonly OwnerAmount[]; readonly open: readonly OpenTime[] },
  at: Instant,
): readonly SalesVelocity[] {
  const since = velocityWindowStart(at);
  const days = (at - since) / DAY_MS;
  const firstMonth = utcMonth(since);
  const losses = new Map<string, number>();
  for (const { memberId, month, lost } of repExits)
    if (month >= firstMonth) losses.set(memberId, (losses.get(memberId) ?? 0) + lost);
  const wins = new Map(won.map((each) => [each.ownerId, each]));
  const all = open.flatMap(({ ownerId: memberId, openMs }) => {
    const { count, valueMinor: wonMinor } = wins.get(memberId) ?? { count: 0, valueMinor: 0 };
    const closed = count + (losses.get(memberId) ?? 0);
    if (closed < MIN_CLOSED_FOR_VELOCITY || openMs <= 0) return [];
    const openDays = openMs / DAY_MS;
    return [
      {
        ...{ memberId, closed, winShare: count / closed, valueMinor: wonMinor / Math.max(1, count) },
        ...{ deals: openDays / days, cycleDays: openDays / closed, perDayMinor: wonMinor / days },
      },
    ];
  });
  return all.map((each) => ({ ...each, bottleneck: all.length > 1 ? findBottleneck(each, all) : null }));
}

type VelocityFigures = Omit<SalesVelocity, 'bottleneck'>;

function findBottleneck(own: VelocityFigures, all: readonly VelocityFigures[]): VelocityBottleneck | null {
  if (own.closed < MIN_CLOSED_FOR_BOTTLENECK) return null;
  const mean = (of: (each: VelocityFigures) => number): number => all.reduce((sum, each) => sum + of(each), 0) / all.length;
  const inputs: readonly VelocityBottleneck[] = [
    { input: 'deals', own: own.deals, team: mean(({ deals }) => deals) },
    { input: 'winShare', own: own.winShare, team: mean(({ winShare }) => winShare) },
    { input: 'value', own: own.valueMinor, team: mean(({ valueMinor }) => valueMinor) },
    { input: 'cycle', own: own.cycleDays, team: mean(({ cycleDays }) => cycleDays) },
  ];
  const ratio = (each: VelocityBottleneck): number => {
    const [less, more] = each.input === 'cycle' ? [each.team, each.own] : [each.own, each.team];
    return more > 0 ? less / more : 1;
  };
  const [worst] = inputs.toSorted((a, b) => ratio(a) - ratio(b));
  return worst !== undefined && ratio(worst) < NEAR_MEAN_SHARE ? worst : null;
}
