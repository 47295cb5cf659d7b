import type { PlanInputs } from './plan-inputs.ts';

/** New deals a week as they are told: now, and as many as it takes. */
export type NewDealRate = { readonly now: number; readonly needed: number };

/** Rates are told in halves below this, in whole deals above. */
const WHOLE_FROM = 3;
const OUT_OF_REACH_FACTOR = 3;
const ABSURD_FACTOR = 10;

/** A rate as it is told: halves below three, else whole deals. */
function roundRate(perWeek: number, round: (x: number) => number): number {
  const steps = perWeek < WHOLE_FROM ? 2 : 1;
  return round(perWeek * steps - (round === Math.ceil ? 1e-9 : 0)) / steps;
}

/**
 * New deals a week that it takes to bring what a period is short of. @param index of the period in {@link PlanInputs.periods}.
 *
 * @returns null where it is not known what a new deal brings within it.
 */
export function ratesTold(
  { perWeek, perWeekMinor }: PlanInputs['newDeals'],
  { index, shortMinor }: { readonly index: number; readonly shortMinor: number },
): NewDealRate | null {
  const brings = perWeekMinor[index] ?? 0;
  if (brings <= 0) return null;
  const more = Math.max(0, shortMinor) / brings;
  const now = roundRate(perWeek, Math.round);
  return { now, needed: more > 0 ? Math.max(now, roundRate(perWeek + more, Math.ceil)) : now };
}

/** More than ten times as many as now: no number that anybody would count with. */
export const isAbsurdRate = ({ now, needed }: NewDealRate): boolean => needed > ABSURD_FACTOR * Math.max(1, now);

/** More than three times as many as now: new deals alone are no way to reach it. */
export const isUnreachableRate = ({ now, needed }: NewDealRate): boolean => needed > OUT_OF_REACH_FACTOR * Math.max(1, now);
