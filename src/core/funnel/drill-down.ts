import type { Deal, DealState } from '../deal/deal.ts';
import { MOVEMENT_KINDS } from '../history/movement.ts';
import type { DealNumber, StageId, TeamId } from '../ids.ts';
import type { DurationMs } from '../time/durations.ts';
import type { Instant } from '../time/instant.ts';
import { PERIOD_KINDS } from '../time/periods.ts';

/**
 * Identifies a number of a posted digest that can be drilled down into: a stage, all open deals, deals past or without their close date, a
 * kind of movement of the week, the wins of the month, quarter and year, deals that the post counted one by one, what a review of three
 * months counted, the deals that have left a stage (what its statistics rest on), and those that were given about the same win probability.
 */
export type DrillDownKey =
  | { readonly kind: OfStage; readonly stageId: StageId }
  /** `bin`: 6 is from 60 % to below 70 %. */
  | { readonly kind: 'predicted'; readonly bin: number }
  | { readonly kind: Exclude<(typeof DRILL_DOWN_KINDS)[number], OfStage> };

/** Kinds of numbers that each stage has. */
export const OF_STAGE = ['stage', 'left'] as const;
type OfStage = (typeof OF_STAGE)[number];

/** Numbers whose deals the post itself knows: those that stand for long, and those that can still be won in a period. */
export const LISTED_KINDS = ['stuck', 'winnable'] as const;
export type ListedKind = (typeof LISTED_KINDS)[number];

/** What was closed in the three whole months of a review, and in the three before. */
export const REVIEW_KINDS = ['reviewWon', 'reviewLost', 'reviewWonBefore', 'reviewLostBefore'] as const;
export type ReviewKind = (typeof REVIEW_KINDS)[number];

/** Kinds of these numbers, in the order of a digest. */
export const DRILL_DOWN_KINDS = [
  'stage',
  'open',
  ...MOVEMENT_KINDS,
  'overdue',
  'undated',
  ...PERIOD_KINDS,
  ...LISTED_KINDS,
  ...REVIEW_KINDS,
  'left',
] as const;

/** A number of a digest and how many deals are behind it. */
export type DrillDownCount = { readonly of: DrillDownKey; readonly count: number };

/** A deal with its state at the post's as-of instant (`was`) and its current state (`now`). */
export type DealAsOf = { readonly now: Deal; readonly was: DealState };

/**
 * The post that is drilled into: the as-of instant of its numbers, ms, and the zone in which its days are counted; `since`: from when its
 * movement is counted, where that is not seven days before; `teamId`: whose numbers, where they are not those of all; `listed`: the deals
 * that it counted one by one; `review`: it compares three months with the three before; `statistics`: it tells those of the stages; `predictions`: how right the win probabilities were.
 */
export type AsOfPost = {
  readonly at: Instant;
  readonly timeZone: string;
  readonly since?: Instant | undefined;
  readonly teamId?: TeamId | undefined;
  readonly listed?: { readonly [K in ListedKind]?: readonly DealNumber[] | undefined } | undefined;
  readonly review?: true | undefined;
  readonly statistics?: true | undefined;
  readonly predictions?: true | undefined;
};

/**
 * A deal behind a number; for a move also the stage that it came from, for one that left a stage how long it was there, for a prediction the
 * win probability that it was given.
 */
export type DrillDownRow = DealAsOf & {
  readonly fromStageId?: StageId | null;
  readonly stayedMs?: DurationMs;
  readonly predicted?: number;
};

/** A deal behind a part of why a forecast moved, and what it changed, minor units. */
export type ForecastChangeRow = DrillDownRow & { readonly changeMinor: number };

/** `total` rows in all; their value in whole minor units of the pipeline's currency, where it is told. */
export type DrillDownPage = { readonly deals: readonly DrillDownRow[]; readonly total: number; readonly valueMinor?: number };

/** All numbers of a post that can be drilled down into, and the page of the chosen one. */
export type DrillDownFacts = {
  readonly counts: readonly DrillDownCount[];
  readonly chosen: DrillDownCount;
  readonly page: DrillDownPage;
};
