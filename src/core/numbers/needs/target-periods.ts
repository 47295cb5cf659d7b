import type { PlainDate } from '../../time/calendar.ts';
import { nextPeriod, PERIOD_KINDS, type Period, periodContaining } from '../../time/periods.ts';
import { effectiveTarget, type Target } from '../targets.ts';

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
