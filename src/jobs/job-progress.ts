import type { PlainDate } from '../core/time/calendar.ts';

/**
 * What the jobs of one process have done already, so that the other minutes of a day ask nothing. The database decides; losing this
 * costs queries, never a post.
 */
export type JobProgress = {
  /** Last day whose nightly snapshots are done, by workspace. */
  readonly snapshotDays: Map<string, PlainDate>;
  /** Last day whose morning notes are queued, by workspace. */
  readonly morningDays: Map<string, PlainDate>;
  /** Last day (UTC) on which value tiers were refreshed. */
  tiersDay: PlainDate | undefined;
  /** Last span of time in which expired request keys were deleted. */
  forgottenSpan: number | undefined;
};

/** Of a process that has just begun. */
export const createJobProgress = (): JobProgress => ({
  snapshotDays: new Map(),
  morningDays: new Map(),
  tiersDay: undefined,
  forgottenSpan: undefined,
});
