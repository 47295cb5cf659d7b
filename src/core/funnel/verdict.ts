import type { StageId } from '../ids.ts';
import type { Amount } from '../money/amount.ts';
import type { GapLine } from './gap-line.ts';
import type { PlanHeadline } from './plan/funnel-plan.ts';
import type { NextPeriodNeeds } from './plan/target-rescue.ts';
import type { RescueLine } from './rescue-line.ts';
import type { TargetProgress } from './target-progress.ts';

/** What a digest opens with. Stored in digests under these kinds. */
export type DigestVerdict =
  | { readonly kind: 'empty' }
  /** A young team: few deals, none closed yet. */
  | { readonly kind: 'early'; readonly deals: number }
  /**
   * The lead of the plan; `others`: how many more gaps there are; `emptyBehind`: an empty stage that costs less; `ledBefore`: the short name of
   * a stage that led earlier the same day and is short still.
   */
  | {
      readonly kind: 'gap';
      readonly gap: GapLine;
      readonly others: number;
      readonly emptyBehind: EmptyBehind | null;
      readonly ledBefore?: string | undefined;
      /** What the period takes that it is short for, where the running one is not short; null: none, or a digest of an earlier version. */
      readonly next: NextPeriodNeeds | null;
    }
  /** A period ends short of its target; `gap`: the lead of the plan. */
  | {
      readonly kind: 'behind';
      readonly goal: TargetProgress;
      readonly shortMinor: number;
      readonly gap: GapLine | null;
      readonly emptyBehind: EmptyBehind | null;
      readonly ledBefore?: string | undefined;
      /** What can still help, and what the next period takes; null in digests of an earlier version. */
      readonly rescue: RescueLine | null;
    }
  /** Quiet but for deals past their close date. */
  | { readonly kind: 'overdue'; readonly overdue: Amount; readonly open: number; readonly goal: TargetProgress | null }
  /** `goal`: that of the month, where a target is set and on course. */
  | { readonly kind: 'quiet'; readonly open: number; readonly goal: TargetProgress | null };

/** An empty stage that is needed and comes behind the lead, for its gap costs less, whole minor units each. */
export type EmptyBehind = {
  readonly stageId: StageId;
  readonly shortName: string;
  readonly costMinor: number;
  readonly leadCostMinor: number;
};

/** What a verdict rests on: the plan's headline and lead, in words of the pipeline. */
export type VerdictFacts = {
  readonly headline: PlanHeadline;
  /** Number of open deals. */
  readonly open: number;
  /** Gaps of the plan, the lead first. */
  readonly gaps: readonly GapLine[];
  readonly emptyBehind: EmptyBehind | null;
  readonly ledBefore?: string | undefined;
  /** Period that runs and has a target, if any, and by how much it will end short of it. */
  readonly goal: TargetProgress | null;
  readonly shortMinor: number;
  readonly rescue: RescueLine | null;
  /** What the period after the running one takes, where one of the two is short. */
  readonly next: NextPeriodNeeds | null;
  /** Open deals past their close date: while there are any, it is not quiet. */
  readonly overdue: Amount;
};

/** What a digest opens with: what the plan begins every message with. */
export function toVerdict({ headline, open, gaps, goal, overdue, ...rest }: VerdictFacts): DigestVerdict {
  const [gap] = gaps;
  const { emptyBehind, shortMinor, rescue, ledBefore, next } = rest;
  const before = ledBefore === undefined ? {} : { ledBefore };
  if (headline === 'empty') return { kind: 'empty' };
  if (headline === 'beginning') return { kind: 'early', deals: open };
  if (headline === 'behind' && goal !== null)
    return { kind: 'behind', goal, shortMinor, gap: gap ?? null, emptyBehind, ...before, rescue };
  if (gap !== undefined) return { kind: 'gap', gap, others: gaps.length - 1, emptyBehind, ...before, next };
  return overdue.count > 0 ? { kind: 'overdue', overdue, open, goal } : { kind: 'quiet', open, goal };
}
