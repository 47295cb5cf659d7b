import type { GapLine } from './gap-line.ts';

/** A stage that ran dry, with the id of its episode. */
export type AlertLine = GapLine & { readonly alertId: string };

/** What an alert says, frozen when it is queued. */
export type AlertFacts = {
  readonly timeZone: string;
  readonly lines: readonly AlertLine[];
  readonly pipelineId: string;
  /** When the figures were true, ms. */
  readonly at: number;
};

/** What became of a stage that had run dry. */
export type RecoveryFacts = {
  readonly shortName: string;
  readonly count: number;
  /** Whole calendar days that it was short. */
  readonly days: number;
  /** Moves that the alert had named, and how many of them were made. */
  readonly named: number;
  readonly made: number;
  /** What it needed when it was told of, and now. */
  readonly needed: number;
  readonly needsNow: number;
  /** New deals that somebody took on, and how many of them are there; 0 where nobody did. */
  readonly newDeals: number;
  readonly newMade: number;
};
