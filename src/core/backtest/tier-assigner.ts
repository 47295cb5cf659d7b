import type { Tier } from '../pipeline/tiers.ts';
import { createTierTimeline, valueTier } from '../pipeline/tiers.ts';
import type { Instant } from '../time/instant.ts';

/** Assigns value tiers during a replay, by terciles of the values seen before the current month: no look-ahead. */
export type TierAssigner = {
  readonly addValue: (value: number) => void;
  /** 1 low, 2 middle, 3 high; 0 without a value or before there are bounds. Instants never go back. */
  readonly tierAt: (value: number | null, at: Instant) => Tier;
};

/**
 * Tiers by the first values of all deals, won or not: the history of a backtest has fewer wins than the store.
 *
 * Source: docs/forecasting.md, section 1: dated bounds, fixed at a visit's entry.
 */
export function createTierAssigner(): TierAssigner {
  const timeline = createTierTimeline([]);
  return { addValue: timeline.addWin, tierAt: (value, at) => valueTier(timeline.at(at), value) };
}
