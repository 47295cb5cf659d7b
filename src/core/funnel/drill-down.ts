import type { Deal, DealState } from '../deal/deal.ts';
import { MOVEMENT_KINDS } from '../history/movement.ts';

/** A number of a post that can be opened: a stage, all open deals, deals past or without their date, what moved in the week, the month's wins. */
export type DrillDownKey =
  | { readonly kind: 'stage'; readonly stageId: string }
  | { readonly kind: Exclude<(typeof DRILL_DOWN_KINDS)[number], 'stage'> };

/** Kinds of such numbers, in the order in which a digest says them. */
export const DRILL_DOWN_KINDS = ['stage', 'open', ...MOVEMENT_KINDS, 'overdue', 'undated', 'month'] as const;

/** A number with what stands behind it, in the order in which a digest says them. */
export type DrillDownCount = { readonly of: DrillDownKey; readonly count: number };

/** A deal as it was then, and as it is. */
export type DealAsOf = { readonly now: Deal; readonly was: DealState };

/** The post whose numbers are opened: when they were true, and in which zone its days are counted. */
export type AsOfPost = { readonly at: number; readonly timeZone: string };

/** A deal as it was then; of a move, where it came from. */
export type DrillDownRow = DealAsOf & { readonly fromStageId?: string | null };

/** `total` rows in all; their value in whole minor units of the pipeline's currency. */
export type DrillDownPage = { readonly deals: readonly DrillDownRow[]; readonly total: number; readonly valueMinor: number };

/** Everything that can be opened in a post, and one of it opened. */
export type DrillDownFacts = {
  readonly counts: readonly DrillDownCount[];
  readonly chosen: DrillDownCount;
  readonly page: DrillDownPage;
};
