import type { DealNumber, PipelineId, StageId, TeamId } from '../ids.ts';
import type { Instant } from '../time/instant.ts';
import type { Period } from '../time/periods.ts';
import type { GapLine } from './gap-line.ts';
import type { NeedChangeReason } from './plan/plan-changes.ts';

/**
 * A stage gap with the id of its alert episode, and every move that the plan asked for, whether the alert names it or not. `over`: the
 * stage is short no more, and the alert, which tells of others still, leaves it out.
 */
export type AlertLine = GapLine & {
  readonly alertId: string;
  readonly asked: readonly AskedMove[];
  readonly over?: true | undefined;
};

/** A deal that is to advance to a stage. */
export type AskedMove = { readonly number: DealNumber; readonly toStageId: StageId };

/** Somebody's promise of that very move, by whichever alert it was asked for. */
export const promiseOf = <P extends { readonly dealNumber: DealNumber | null; readonly toStageId: StageId }>(
  promises: readonly P[],
  { number, toStageId }: AskedMove,
): P | undefined => promises.find((made) => made.dealNumber === number && made.toStageId === toStageId);

/** Facts of an alert: of the plan when it was queued, then of each day's as long as one of its stages is short. */
export type AlertFacts = {
  readonly timeZone: string;
  readonly lines: readonly AlertLine[];
  readonly pipelineId: PipelineId;
  /** Whose stages; not given: of all. */
  readonly teamId?: TeamId | undefined;
  /** As-of instant of the figures, ms. */
  readonly at: Instant;
};

/** Facts of a recovery: a stage gap that has closed. */
export type RecoveryFacts = {
  /** Not given in an older post. */
  readonly stageId?: StageId | undefined;
  readonly shortName: string;
  readonly count: number;
  /** Whole calendar days that it was short. */
  readonly days: number;
  /** Moves that the alert asked for, and how many of them were made. */
  readonly named: number;
  readonly made: number;
  /** It holds what was told, or why not so much is asked of it any more. */
  readonly why: 'recovered' | NeedChangeReason;
  /** The period that it was short for, as the alert said; null: it was short of its usual number or its minimum. */
  readonly period: Period | null;
  readonly fiscalStartMonth: number;
  /** Deals that it needed at last, and the largest number of those asked of it now that it holds; 0: none. */
  readonly needed: number;
  readonly needsNow: number;
  /** New deals that somebody committed to, and how many of them exist; 0 without a commitment. */
  readonly newDeals: number;
  readonly newMade: number;
};
