import type { Instant } from '../../core/time/instant.ts';

/** What has been won up to a moment; `at` is its place in the period, 0..1. Values are in any unit, >= 0. */
export type WonPoint = { readonly at: Instant; readonly value: number };
/** What will have been won by a later moment, with its 80 % range. */
export type ForecastPoint = { readonly at: Instant; readonly low: number; readonly expected: number; readonly high: number };

/** A forecast as its picture shows it, every text in the reader's language. */
export type ForecastChartData = {
  readonly title: string;
  readonly subtitle: string;
  /** Places on the lower axis; as many are left out evenly as have no room. */
  readonly ticks: readonly { readonly at: Instant; readonly label: string }[];
  /** From the start of the period to now, growing; the last one is now. */
  readonly won: readonly WonPoint[];
  /** From now to the end, in order. */
  readonly ahead: readonly ForecastPoint[];
  readonly target: { readonly value: number; readonly label: string } | undefined;
  /** Stands above the line that parts what was from what will be. */
  readonly now: string;
  readonly amount: (value: number) => string;
};
