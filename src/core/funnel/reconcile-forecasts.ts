import { roundedParts } from '../money/rounded-parts.ts';
import type { Forecast } from './target-progress.ts';

/** A forecast and what is won in its period so far, minor units. */
export type ForecastWithWins = Forecast & { readonly wonMinor: number };

/**
 * Forecasts of reps that add up to the team's: what each expects beside what is won, in proportion. The team's forecast learnt from its own
 * errors and knows most; which part of it is whose only the reps' models say.
 *
 * @param reps of everybody who has anything in the period.
 * Source: proportional top-down reconciliation of hierarchical forecasts (Gross and Sohl 1990).
 */
export function reconcileForecasts(team: ForecastWithWins, reps: readonly ForecastWithWins[]): readonly ForecastWithWins[] {
  const rest = ({ expectedMinor, wonMinor }: ForecastWithWins): number => Math.max(0, expectedMinor - wonMinor);
  const sum = reps.reduce((all, rep) => all + rest(rep), 0);
  // Nobody is likelier to win something than all of them together.
  const capped = reps.map((rep) => ({ ...rep, furtherWinChance: Math.min(rep.furtherWinChance, team.furtherWinChance) }));
  if (sum <= 0) return capped;
  const factor = rest(team) / sum;
  return capped.map((rep) => {
    const scale = (minor: number): number => Math.round(rep.wonMinor + (minor - rep.wonMinor) * factor);
    return {
      ...rep,
      expectedMinor: Math.round(rep.wonMinor + rest(rep) * factor),
      lowMinor: Math.max(rep.wonMinor, scale(rep.lowMinor)),
      highMinor: scale(rep.highMinor),
    };
  });
}

/** Figures of reps as they are shown beside the team's, in the order of the reps: each row's sum is the team's. Whole minor units. */
export type ShownParts = { readonly wonMinor: readonly number[]; readonly expectedMinor: readonly number[] };

/** @param reps reconciled. @param step what each of the two is rounded to, minor units. */
export const shownParts = (
  reps: readonly ForecastWithWins[],
  step: { readonly wonMinor: number; readonly expectedMinor: number },
): ShownParts => ({
  wonMinor: roundedParts(
    reps.map(({ wonMinor }) => wonMinor),
    step.wonMinor,
  ),
  expectedMinor: roundedParts(
    reps.map(({ expectedMinor }) => expectedMinor),
    step.expectedMinor,
  ),
});
