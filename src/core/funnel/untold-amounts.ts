import type { Movement } from '../history/movement.ts';
import type { MemberId, StageId } from '../ids.ts';
import type { Amount, HygieneTotals } from '../money/amount.ts';
import type { UnratedDeals } from '../money/exchange-rates.ts';
import type { DigestFacts, StageLine } from './digest.ts';
import { forecastStatement } from './plan/forecast-statement.ts';
import type { TargetProgress } from './target-progress.ts';

/** The value of fewer deals than this, or of one person's alone, says what one of them is worth. */
export const MIN_TOLD_TOGETHER = 3;

/** Deals of one owner that the reader does not see. */
export type HiddenDeals = { readonly ownerId: MemberId; readonly count: number };
/** Open ones of one stage. */
export type HiddenStock = HiddenDeals & { readonly stageId: StageId };

const sumCounts = (hidden: readonly HiddenDeals[]): number => hidden.reduce((sum, { count }) => sum + count, 0);

/** Whether a sum would give away what hidden deals are worth: too few of them are in it, or they are all one person's. */
export const givesAway = (hidden: readonly HiddenDeals[]): boolean =>
  sumCounts(hidden) > 0 && (sumCounts(hidden) < MIN_TOLD_TOGETHER || new Set(hidden.map(({ ownerId }) => ownerId)).size === 1);

/** Deals outside of totals without what they are worth: they are few of each currency. */
export const untoldValue = (deals: UnratedDeals): UnratedDeals => ({ ...deals, valueMinor: 0, untold: true });

const untold = <Told extends Amount>(amount: Told): Told => ({ ...amount, valueMinor: 0, untold: true });

/** Whether some are left that the reader does not see, and too few to be told together. */
export const isFewUnseen = (all: number, seen: number): boolean => all > seen && all - seen < MIN_TOLD_TOGETHER;

/** A sum of which the reader knows a part: what they see is taken off, so it is told where enough others are left, or none. */
function untoldIfFew(amount: Amount, seen: Amount): Amount {
  return isFewUnseen(amount.count, seen.count) ? untold(amount) : amount;
}

/** Deals past their date, and without one, for readers who see some of them. */
export const untoldHygiene = ({ overdue, undated }: HygieneTotals, seen: HygieneTotals): HygieneTotals => ({
  overdue: untoldIfFew(overdue, seen.overdue),
  undated: untoldIfFew(undated, seen.undated),
});

const untoldMovement = (movement: Movement, seen: Movement): Movement => ({
  ...movement,
  ...(isFewUnseen(movement.grewCount, seen.grewCount) || isFewUnseen(movement.shrankCount, seen.shrankCount)
    ? { grewMinor: 0, shrankMinor: 0, growthUntold: true }
    : {}),
  created: untoldIfFew(movement.created, seen.created),
  reopened: untoldIfFew(movement.reopened, seen.reopened),
  imported: untoldIfFew(movement.imported, seen.imported),
  won: untoldIfFew(movement.won, seen.won),
  lost: untoldIfFew(movement.lost, seen.lost),
});

/**
 * Which of the parts of a sum that is told keep their value to themselves: those whose hidden deals it would give away, and where that is one
 * alone, the smallest of the others that hold anything: a single gap is the sum less the rest.
 *
 * @param parts each with the number of its deals and the hidden ones among them. @returns their places.
 */
export function untoldParts(
  parts: readonly { readonly count: number; readonly hidden: readonly HiddenDeals[] }[],
): ReadonlySet<number> {
  const kept = parts.flatMap(({ hidden }, place) => (givesAway(hidden) ? [place] : []));
  if (kept.length !== 1) return new Set(kept);
  const others = parts.flatMap(({ count }, place) => (count > 0 && !kept.includes(place) ? [{ count, place }] : []));
  const [next] = others.toSorted((a, b) => a.count - b.count);
  return new Set(next === undefined ? kept : [...kept, next.place]);
}

/** Which stages keep their value to themselves, by {@link untoldParts}. */
export function untoldStages(stages: readonly StageLine[], hidden: readonly HiddenStock[]): ReadonlySet<StageId> {
  const kept = untoldParts(
    stages.map(({ stageId, count }) => ({ count, hidden: hidden.filter((each) => each.stageId === stageId) })),
  );
  return new Set(stages.filter((_, place) => kept.has(place)).map(({ stageId }) => stageId));
}

/** What of a digest's week the reader does not see, and what they do. */
export type PartlySeen = {
  readonly hidden: readonly HiddenStock[];
  readonly seen: Pick<DigestFacts, 'hygiene' | 'movement'>;
};

/** A digest for readers from whom deals are hidden: counts stay, and values only where they give no deal away, what is seen being taken off. */
export function withUntoldAmounts(facts: DigestFacts, { hidden, seen }: PartlySeen): DigestFacts {
  const kept = untoldStages(facts.stages, hidden);
  const { verdict, movement } = facts;
  const isUntold = givesAway(hidden);
  return {
    ...facts,
    stages: facts.stages.map((line) => (kept.has(line.stageId) ? { ...untold(line), weightedMinor: 0 } : line)),
    verdict: verdict.kind === 'overdue' ? { ...verdict, overdue: untoldIfFew(verdict.overdue, seen.hygiene.overdue) } : verdict,
    open: isUntold ? { ...untold(facts.open), weightedMinor: 0 } : facts.open,
    hygiene: untoldHygiene(facts.hygiene, seen.hygiene),
    // What the week began and ended with is the total.
    movement: isUntold
      ? { ...untoldMovement(movement, seen.movement), opening: untold(movement.opening), closing: untold(movement.closing) }
      : untoldMovement(movement, seen.movement),
  };
}

/** A period that a verdict may be about; null where nothing more is expected of it, and what was won, which is the figure then, is not told. */
export function tellableGoal(goal: TargetProgress | undefined, currency: string): TargetProgress | null {
  if (goal === undefined || goal.untold !== true || goal.forecast === null) return goal ?? null;
  const { wonMinor, forecast } = goal;
  return forecastStatement({ ...forecast, wonMinor }, forecast.usualDealMinor, currency).kind === 'range' ? goal : null;
}
