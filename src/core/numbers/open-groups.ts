import { toAgeBin } from '../history/count-events.ts';
import type { StockRow } from '../history/counters.ts';
import type { MemberId, StageId } from '../ids.ts';
import { startOfDayUtc } from '../time/calendar.ts';
import type { DurationMs } from '../time/durations.ts';
import type { Instant } from '../time/instant.ts';
import type { DealPosition, FunnelModel } from './model/funnel-model.ts';

/** Open deals at the same position; `valueMinor` is the sum of their values, 0 for a deal without one. A single deal is a group of one. */
export type OpenGroup = DealPosition & { readonly count: number; readonly valueMinor: number };

/** A group with the probability that one of its deals is won within the period. */
export type WeightedGroup = {
  readonly stageId: StageId;
  readonly win: number;
  readonly count: number;
  readonly valueMinor: number;
};

/** Up to this many groups are drawn one by one; more are merged. Source: docs/forecasting.md, section 5. */
const MAX_GROUPS = 2000;

/** Mean age of the deals of a stock row, ms; 0 where clocks were corrected. */
export const meanAgeMs = ({ day, offsetMs, count }: StockRow, at: Instant): DurationMs =>
  Math.max(0, at - startOfDayUtc(day) - offsetMs / count);

/** The open stock of the counters as groups: one per stage, owner, tier and day of entry. */
export const openGroups = (stock: readonly StockRow[], at: Instant): readonly OpenGroup[] =>
  stock
    .filter(({ count }) => count > 0)
    .map((row) => {
      const { stageId, ownerId, tier, count, valueMinor } = row;
      return { stageId, ownerId, tier, count, valueMinor, ageMs: meanAgeMs(row, at) };
    });

type GroupSum = { stageId: StageId; ownerId: MemberId; tier: number; count: number; valueMinor: number; ages: number };

/** The open stock regardless of owner and tier: at most one group per stage and age bin. */
export const teamGroups = (stock: readonly StockRow[], at: Instant): readonly OpenGroup[] =>
  mergeGroups(openGroups(stock, at).map((group) => ({ ...group, ownerId: '', tier: 0 })));

/** Merges groups of the same stage, age bin, owner and tier, at their mean age. */
function mergeGroups(groups: readonly OpenGroup[]): readonly OpenGroup[] {
  const sums = new Map<string, GroupSum>();
  for (const { stageId, ownerId, tier, ageMs, count, valueMinor } of groups) {
    const key = `${stageId} ${toAgeBin(ageMs)} ${ownerId} ${tier}`;
    const sum = sums.get(key) ?? { stageId, ownerId, tier, count: 0, valueMinor: 0, ages: 0 };
    sum.count += count;
    sum.valueMinor += valueMinor;
    sum.ages += ageMs * count;
    sums.set(key, sum);
  }
  return [...sums.values()].map(({ ages, ...sum }) => ({ ...sum, ageMs: ages / sum.count }));
}

/**
 * Adds to each group its win probability within a horizon; above 2,000 groups they are merged by stage, age bin and tier, which bounds the
 * cost.
 */
export function weighGroups(model: FunnelModel, groups: readonly OpenGroup[], horizonMs: DurationMs): readonly WeightedGroup[] {
  const weigh = (group: OpenGroup): WeightedGroup & OpenGroup => ({
    ...group,
    win: model.winProbabilityWithin(group, horizonMs),
  });
  if (groups.length <= MAX_GROUPS) return groups.map(weigh);
  const sums = new Map<string, { stageId: StageId; count: number; valueMinor: number; wins: number }>();
  for (const { stageId, tier, ageMs, win, count, valueMinor } of mergeGroups(groups).map(weigh)) {
    const key = `${stageId} ${toAgeBin(ageMs)} ${tier}`;
    const sum = sums.get(key) ?? { stageId, count: 0, valueMinor: 0, wins: 0 };
    sum.count += count;
    sum.valueMinor += valueMinor;
    sum.wins += win * count;
    sums.set(key, sum);
  }
  return [...sums.values()].map(({ wins, ...sum }) => ({ ...sum, win: wins / sum.count }));
}
