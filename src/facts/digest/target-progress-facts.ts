import type { DigestFacts } from '../../core/funnel/digest.ts';
import type { TargetProgress } from '../../core/funnel/target-progress.ts';
import { type EffectiveTarget, effectiveTarget } from '../../core/numbers/targets.ts';
import { countWorkingDays, dateAt } from '../../core/time/calendar.ts';
import { PERIOD_KINDS, type Period, periodContaining } from '../../core/time/periods.ts';
import { loadHolidays } from '../../platform/holidays.ts';
import type { DatedTarget } from '../../store/types/numbers.ts';
import { loadWonInPeriods, type PeriodWins } from '../forecast-facts.ts';
import type { AsOf } from '../scope.ts';

/** A period with what was won in it so far, not forecast yet. */
export type UnforecastProgress = Omit<TargetProgress, 'forecast'> & PeriodWins;

/** The team's target as of the instant: where a target was set later, the night's forecast snapshot still holds the old one. */
async function loadTargetAsOf(
  { tenant, pipeline, at, timeZone }: AsOf,
  targets: readonly DatedTarget[],
): Promise<(period: Period) => EffectiveTarget | null> {
  const nightSnapshots = targets.some(({ setAt }) => setAt > at)
    ? await tenant.forecasts.takenOn(pipeline.id, dateAt(at, timeZone))
    : [];
  return (period) => {
    const night = nightSnapshots.find((each) => each.memberId === null && each.period === period.kind);
    if (night === undefined) return effectiveTarget(targets, null, period) ?? null;
    return night.targetMinor === null ? null : { valueMinor: night.targetMinor, from: 'set' };
  };
}

/**
 * What was won this month, quarter and year so far, against the team's targets; what was won after the instant is taken back out.
 *
 * @param targets those of the year, as loadTargets (load-targets.ts) reads them.
 */
export async function loadTargetProgress(
  asOf: AsOf,
  targets: readonly DatedTarget[],
): Promise<Pick<DigestFacts, 'fiscalStartMonth' | 'workingDaysLeft'> & { readonly goals: readonly UnforecastProgress[] }> {
  const { at, timeZone, workspace } = asOf;
  const { fiscalStartMonth, holidayRegion } = workspace;
  const today = dateAt(at, timeZone);
  const findTarget = await loadTargetAsOf(asOf, targets);
  const periods = PERIOD_KINDS.map((kind) => periodContaining(today, kind, fiscalStartMonth));
  const goals = (await loadWonInPeriods(asOf, periods)).map(
    ({ period, won }): UnforecastProgress => ({
      period,
      won,
      wonMinor: won.reduce((sum, each) => sum + each.valueMinor, 0),
      wonCount: won.reduce((sum, each) => sum + each.count, 0),
      target: findTarget(period),
    }),
  );
  const month = periodContaining(today, 'month', fiscalStartMonth);
  const isHoliday = await loadHolidays(holidayRegion, at);
  return { goals, fiscalStartMonth, workingDaysLeft: countWorkingDays(today, month.endsOn, isHoliday) };
}
