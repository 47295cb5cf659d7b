import type { PlainDate } from '../calendar.ts';
import type { Counters } from '../counters.ts';
import { instantsOf, nextPeriod, type Period, type PeriodKind, periodOf } from '../periods.ts';
import { type Target, targetFor } from '../targets.ts';
import { DAY_MS } from './fading.ts';
import type { FunnelModel } from './funnel-model.ts';
import { expectedNewWins } from './period-forecast.ts';

/** A period with a target that stages are measured against. Money in whole minor units. */
export type Aim = {
  readonly period: Period;
  /** The instants between which it lies, ms. */
  readonly from: number;
  readonly to: number;
  readonly targetMinor: number;
  /** Won in it so far. */
  readonly wonMinor: number;
  /** Expected in it from deals still to come, and how many wins that is. */
  readonly newMinor: number;
  readonly newWins: number;
};

/** A period with its target, minor units. */
export type Aimed = { readonly period: Period; readonly targetMinor: number };

const KINDS: readonly PeriodKind[] = ['month', 'quarter', 'year'];

/**
 * The running period and the next one, with their targets: months where one of the two has a target, else quarters, else years.
 *
 * @returns none without any target; one where only the running or only the next one has it.
 */
export function aimedAt(targets: readonly Target[], today: PlainDate, fiscalStartMonth: number): readonly Aimed[] {
  for (const kind of KINDS) {
    const running = periodOf(today, kind, fiscalStartMonth);
    const aimed = [running, nextPeriod(running)].flatMap((period) => {
      const target = targetFor(targets, null, period);
      return target === undefined ? [] : [{ period, targetMinor: target.valueMinor }];
    });
    if (aimed.length > 0) return aimed;
  }
  return [];
}

/**
 * A period's aim as of the model's instant.
 *
 * @param wonMinor what was won in the period so far. @param meanWinMinor mean value of a win; 0 when nothing was won yet.
 */
export function aimOf(
  model: FunnelModel,
  counters: Counters,
  { period, targetMinor }: Aimed,
  timeZone: string,
  wonMinor: number,
  meanWinMinor: number,
): Aim {
  const { from, to } = instantsOf(period, timeZone);
  const within = (end: number): number => expectedNewWins(model, counters, Math.max(0, end - model.at) / DAY_MS);
  const newWins = Math.max(0, within(to) - within(from));
  return { period, from, to, targetMinor, wonMinor, newMinor: newWins * meanWinMinor, newWins };
}
