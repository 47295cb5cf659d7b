import type { DealNumber, MemberId } from '../ids.ts';
import type { NextPeriodNeeds, TargetRescue } from './plan/target-rescue.ts';

/** A deal that can still be won in a period, as a message names it. */
export type WinnableDeal = {
  readonly number: DealNumber;
  readonly name: string;
  readonly ownerId: MemberId;
  readonly valueMinor: number;
};

/**
 * The way out for a period that will end short of its target, with the names of its deals, and what the one after it takes; null: that has
 * no target. Stored in digests under these names.
 */
export type RescueLine = Omit<TargetRescue, 'winnable' | 'shortMinor'> & {
  readonly winnable: readonly WinnableDeal[];
  readonly next: NextPeriodNeeds | null;
};
