import type { Deal, DealState } from './deal.ts';
import { MOVEMENT_KINDS } from './movement.ts';

/** A number of a post that can be opened: a stage, all open deals, deals past or without their date, what moved in the week, the month's wins. */
export type Behind =
  | { readonly kind: 'stage'; readonly stageId: string }
  | { readonly kind: Exclude<(typeof BEHIND_KINDS)[number], 'stage'> };

/** Kinds of such numbers, in the order in which a digest says them. */
export const BEHIND_KINDS = ['stage', 'open', ...MOVEMENT_KINDS, 'overdue', 'undated', 'month'] as const;

/** A number with what stands behind it, in the order in which a digest says them. */
export type BehindCount = { readonly of: Behind; readonly count: number };

/** A deal as it was then, and as it is. */
export type DealThen = { readonly now: Deal; readonly was: DealState };

/** The post whose numbers are opened: when they were true, and in which zone its days are counted. */
export type AsOfPost = { readonly at: number; readonly timeZone: string };

/** A deal as it was then; of a move, where it came from. */
export type BehindRow = DealThen & { readonly fromStageId?: string | null };

/** `total` rows in all; their value in whole minor units of the pipeline's currency. */
export type BehindPage = { readonly deals: readonly BehindRow[]; readonly total: number; readonly valueMinor: number };

/** Everything that can be opened in a post, and one of it opened. */
export type BehindFacts = {
  readonly counts: readonly BehindCount[];
  readonly chosen: BehindCount;
  readonly page: BehindPage;
};
