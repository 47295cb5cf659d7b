import type { PipelineId } from '../ids.ts';
import type { GapLine } from './gap-line.ts';

/** A stage gap with the id of its alert episode. */
export type AlertLine = GapLine & { readonly alertId: string };

/** Facts of an alert, frozen when it is queued. */
export type AlertFacts = {
  readonly timeZone: string;
  readonly lines: readonly AlertLine[];
  readonly pipelineId: PipelineId;
  /** As-of instant of the figures, ms. */
  readonly at: number;
};

/** Facts of a recovery: a stage gap that has closed. */
export type RecoveryFacts = {
  readonly shortName: string;
  readonly count: number;
  /** Whole calendar days that it was short. */
  readonly days: number;
  /** Moves that the alert suggested, and how many of them were made. */
  readonly named: number;
  readonly made: number;
  /** Deals that it needed at the alert, and now. */
  readonly needed: number;
  readonly needsNow: number;
  /** New deals that somebody committed to, and how many of them exist; 0 without a commitment. */
  readonly newDeals: number;
  readonly newMade: number;
};
