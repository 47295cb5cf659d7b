import type { Amount } from '../money/amount.ts';
import type { GapLine } from './gap-line.ts';
import type { TargetProgress } from './target-progress.ts';

export type DigestVerdict =
  | { readonly kind: 'empty' }
  /** A young team: few deals, none closed yet. */
  | { readonly kind: 'early'; readonly deals: number }
  /** The gap nearest to Won; `others`: how many more gaps there are. */
  | { readonly kind: 'gap'; readonly gap: GapLine; readonly others: number }
  /** The month is forecast to end short of its target; `gap`: the gap nearest to Won. */
  | { readonly kind: 'behind'; readonly goal: TargetProgress; readonly shortMinor: number; readonly gap: GapLine | null }
  /** Quiet but for deals past their close date. */
  | { readonly kind: 'overdue'; readonly overdue: Amount; readonly open: number; readonly goal: TargetProgress | null }
  /** `goal`: that of the month, where a target is set and on course. */
  | { readonly kind: 'quiet'; readonly open: number; readonly goal: TargetProgress | null };

/** Fewer open deals than this, and none closed: `early`. */
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

/** Chooses what a digest opens with: the first that applies of empty, early, behind, gap, overdue, quiet. */
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
