import { startOfMonthUtc, utcMonth } from '../time/calendar.ts';
import type { Instant } from '../time/instant.ts';

/** Value tier at the entry of the current visit: 0 unknown, 1 low, 2 middle, 3 high. */
export type Tier = 0 | 1 | 2 | 3;

/** Bounds of the value tiers: below `lowMinor` tier 1, from `highMinor` on tier 3. Whole minor units of the pipeline's currency. */
export type TierBounds = { readonly lowMinor: number; readonly highMinor: number };

/** Bounds in force from an instant on. */
export type DatedTierBounds = TierBounds & { readonly validFrom: Instant };

/** Fewest values that bounds are computed from. */
const MIN_TIER_VALUES = 30;
/** Most values that bounds are computed from: the latest ones. */
export const MAX_TIER_VALUES = 2000;

/**
 * Terciles of values. Source: docs/forecasting.md, sections 1 and 3.
 *
 * @param values in order of time, the latest last; at most the last 2,000 count.
 * @returns nothing below thirty values.
 */
export function terciles(values: readonly number[]): readonly [low: number, high: number] | undefined {
  if (values.length < MIN_TIER_VALUES) return undefined;
  const sorted = values.slice(-MAX_TIER_VALUES).sort((a, b) => a - b);
  return [sorted[Math.floor(sorted.length / 3)] ?? 0, sorted[Math.floor((2 * sorted.length) / 3)] ?? 0];
}

/** {@link terciles} of won values as bounds. */
export function computeTierBounds(wonMinor: readonly number[]): TierBounds | undefined {
  const found = terciles(wonMinor);
  return found === undefined ? undefined : { lowMinor: found[0], highMinor: found[1] };
}

/** The tier of a deal that enters a stage: 1 low, 2 middle, 3 high; 0 without a value, or before there are bounds. */
export function valueTier(bounds: TierBounds | undefined, valueMinor: number | null): Tier {
  if (bounds === undefined || valueMinor === null) return 0;
  return valueMinor < bounds.lowMinor ? 1 : valueMinor < bounds.highMinor ? 2 : 3;
}

/**
 * Tier bounds during a chronological replay: recomputed at each UTC month start from the wins so far, so that no tier depends on a later
 * deal (no look-ahead).
 */
export type TierTimeline = {
  /** The bounds in force at an instant; instants never go back. */
  readonly at: (instant: Instant) => TierBounds | undefined;
  readonly addWin: (valueMinor: number) => void;
  /** Bounds computed during the replay, in order. */
  readonly newBounds: () => readonly DatedTierBounds[];
};

/**
 * Creates the timeline of tier bounds of a replay.
 *
 * @param known dated bounds; where there are any, these are used and none are computed.
 */
export function createTierTimeline(known: readonly DatedTierBounds[]): TierTimeline {
  const made: DatedTierBounds[] = [];
  const values: number[] = [];
  let month = '';
  const inForce = (rows: readonly DatedTierBounds[], instant: Instant): TierBounds | undefined =>
    rows.findLast(({ validFrom }) => validFrom <= instant);
  return {
    at: (instant) => {
      if (known.length > 0) return inForce(known, instant);
      const now = utcMonth(instant);
      if (now !== month) {
        month = now;
        const bounds = computeTierBounds(values);
        if (bounds !== undefined) made.push({ ...bounds, validFrom: startOfMonthUtc(now) });
      }
      return made.at(-1);
    },
    addWin: (valueMinor) => void values.push(valueMinor),
    newBounds: () => made,
  };
}
