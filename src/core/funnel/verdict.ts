import type { Amount } from '../money/amount.ts';
import type { GapLine } from './gap-line.ts';
import type { TargetProgress } from './target-progress.ts';

export type DigestVerdict =
  | { readonly kind: 'empty' }
  /** None closed yet. */
  | { readonly kind: 'early'; readonly deals: number }
  /** The stage nearest to the order that ran dry; `others`: how many more did. */
  | { readonly kind: 'gap'; readonly gap: GapLine; readonly others: number }
  /** The month will probably end short of its target; `gap`: the stage nearest to the order that ran dry. */
  | { readonly kind: 'behind'; readonly goal: TargetProgress; readonly shortMinor: number; readonly gap: GapLine | null }
  /** All would be quiet, but for deals whose close date has passed. */
  | { readonly kind: 'overdue'; readonly overdue: Amount; readonly open: number; readonly goal: TargetProgress | null }
  /** `goal`: the month's, where a target is set and it is on course. */
  | { readonly kind: 'quiet'; readonly open: number; readonly goal: TargetProgress | null };

/** A team with fewer deals than this, and none of them closed, has only begun. */
const EARLY_DEALS = 15;

/** A forecast this share below the target, or more, is short of it. */
const SHORT_OF_TARGET_SHARE = 0.05;

/** What a verdict rests on. */
export type VerdictFacts = {
  /** Number of open deals. */
  readonly open: number;
  readonly gaps: readonly GapLine[];
  /** Whether any deal was ever won or lost. */
  readonly anyClosed: boolean;
  readonly goals: readonly TargetProgress[];
  /** Open deals past their close date: while there are any, it is not quiet. */
  readonly overdue: Amount;
};

/** What the week means, as one fact. */
export function chooseVerdict({ open, gaps, anyClosed, goals, overdue }: VerdictFacts): DigestVerdict {
  const [gap] = gaps;
  if (open === 0 && !anyClosed) return { kind: 'empty' };
  if (!anyClosed && open < EARLY_DEALS) return { kind: 'early', deals: open };
  const month = goals.find(({ period, target, forecast }) => period.kind === 'month' && target !== null && forecast !== null);
  const shortMinor = (month?.target?.valueMinor ?? 0) - (month?.forecast?.expectedMinor ?? 0);
  if (month !== undefined && shortMinor > SHORT_OF_TARGET_SHARE * (month.target?.valueMinor ?? 0)) {
    return { kind: 'behind', goal: month, shortMinor, gap: gap ?? null };
  }
  if (gap !== undefined) return { kind: 'gap', gap, others: gaps.length - 1 };
  const calm = { open, goal: month ?? null };
  return overdue.count > 0 ? { kind: 'overdue', overdue, ...calm } : { kind: 'quiet', ...calm };
}
