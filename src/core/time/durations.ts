import type { OfKind } from '../ids.ts';

/** A length of time in ms; an instant (`instant.ts`) is none. Names of these end in `Ms`. */
export type DurationMs = OfKind<number, 'duration'>;

/** Durations in ms. A calendar day can be longer or shorter where clocks change: see `calendar.ts`. */
export const SECOND_MS: DurationMs = 1000;
export const MINUTE_MS: DurationMs = 60_000;
export const HOUR_MS: DurationMs = 60 * MINUTE_MS;
export const DAY_MS: DurationMs = 24 * HOUR_MS;
export const WEEK_MS: DurationMs = 7 * DAY_MS;
