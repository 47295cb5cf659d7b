import type { Counters } from '../../history/counters.ts';
import type { PlainDate } from '../../time/calendar.ts';
import { DAY_MS } from '../../time/durations.ts';
import type { Instant } from '../../time/instant.ts';
import { nextPeriod, PERIOD_KINDS, type Period, periodContaining, periodInstants } from '../../time/periods.ts';
import type { FunnelModel } from '../model/funnel-model.ts';
import { expectedNewWins } from '../period-forecast.ts';
import { effectiveTarget, type Target } from '../targets.ts';

/** A period with a target that stages are measured against. Money in whole minor units. */
export type TargetPeriod = {
  readonly period: Period;
  /** The instants [from, to) between which it lies, ms. */
  readonly from: Instant;
  readonly to: Instant;
  readonly targetMinor: number;
  /** Won in it so far. */
  readonly wonMinor: number;
  /** Expected value and number of wins in it from deals still to come. */
  readonly newMinor: number;
  readonly newWins: number;
};

/** A period with its target, minor units. */
export type PeriodTarget = { readonly period: Period; readonly targetMinor: number };

/**
 * The running period and the next one, with their targets: months where one of the two has a target, else quarters, else years.
 *
 * @returns none without any target; one where only the running or only the next one has it.
 */
export function currentPeriodTargets(
  targets: readonly Target[],
  today: PlainDate,
  fiscalStartMonth: number,
): readonly PeriodTarget[] {
  for (const kind of PERIOD_KINDS) {
    const running = periodContaining(today, kind, fiscalStartMonth);
    const withTarget = [running, nextPeriod(running)].flatMap((period) => {
      const target = effectiveTarget(targets, null, period);
      return target === undefined ? [] : [{ period, targetMinor: target.valueMinor }];
    });
    if (withTarget.length > 0) return withTarget;
  }
  return [];
}

/** What was won in a period so far, the mean value of a win (0 when nothing was won yet), and the zone that the period lies in. */
export type WinsSoFar = { readonly timeZone: string; readonly wonMinor: number; readonly meanWinMinor: number };

/** A period's target as of the model's instant. */
export function toTargetPeriod(
  { model, counters }: { readonly model: FunnelModel; readonly counters: Counters },
  { period, targetMinor }: PeriodTarget,
  { timeZone, wonMinor, meanWinMinor }: WinsSoFar,
): TargetPeriod {
  const { from, to } = periodInstants(period, timeZone);
  const newWinsBefore = (end: Instant): number => expectedNewWins(model, counters, Math.max(0, end - model.at) / DAY_MS);
  const newWins = Math.max(0, newWinsBefore(to) - newWinsBefore(from));
  return { period, from, to, targetMinor, wonMinor, newMinor: newWins * meanWinMinor, newWins };
}
