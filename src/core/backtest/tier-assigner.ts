import { terciles } from '../deal/tiers.ts';

/** Assigns value tiers during a replay, by terciles of the values seen before the current month: no look-ahead. */
export type TierAssigner = {
  readonly addValue: (value: number) => void;
  /** 1 low, 2 middle, 3 high; 0 without a value or before there are bounds. */
  readonly tierAt: (value: number | null, at: number) => 0 | 1 | 2 | 3;
};

/** Bounds are recomputed when a month (UTC) begins. Source: docs/forecasting.md, section 1: dated bounds, fixed at a visit's entry. */
export function createTierAssigner(): TierAssigner {
  const seen: number[] = [];
  let month = -1;
  let bounds: readonly [number, number] | undefined;
  const refresh = (at: number): void => {
    const date = new Date(at);
    const now = date.getUTCFullYear() * 12 + date.getUTCMonth();
    if (now === month) return;
    month = now;
    bounds = terciles(seen) ?? bounds;
  };
  return {
    addValue: (value) => void seen.push(value),
    tierAt: (value, at) => {
      refresh(at);
      if (bounds === undefined || value === null) return 0;
      return value < bounds[0] ? 1 : value < bounds[1] ? 2 : 3;
    },
  };
}
