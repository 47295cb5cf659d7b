import type { DealEvent } from '../core/deal/deal-event.ts';
import type { Pipeline } from '../core/deal/stage.ts';
import type { DigestFacts } from '../core/funnel/digest.ts';
import type { TargetProgress } from '../core/funnel/target-progress.ts';
import type { OwnerAmount } from '../core/money/amount.ts';
import { type EffectiveTarget, effectiveTarget } from '../core/numbers/targets.ts';
import { countWorkingDays, dateAt, type PlainDate } from '../core/time/calendar.ts';
import { PERIOD_KINDS, type Period, periodContaining } from '../core/time/periods.ts';
import { loadHolidays } from '../platform/holidays.ts';
import type { Tenant } from '../store/types/store.ts';
import { loadWonInPeriod } from './forecast-facts.ts';

/** A period with what was won in it so far, not forecast yet. */
export type UnforecastProgress = Omit<TargetProgress, 'forecast'> & { readonly won: readonly OwnerAmount[] };

/** The team's target as it was at an instant: a target set later has replaced it, and then the night's snapshot still knows. */
async function loadTargetAsOf(
  tenant: Tenant,
  pipeline: Pipeline,
  today: PlainDate,
  at: number,
  fiscalStartMonth: number,
): Promise<(period: Period) => EffectiveTarget | null> {
  const year = periodContaining(today, 'year', fiscalStartMonth);
  const targets = await tenant.targets.between(pipeline.id, year.startsOn, year.endsOn);
  const nightSnapshots = (await tenant.targets.anySetAfter(pipeline.id, at))
    ? await tenant.forecasts.takenOn(pipeline.id, today)
    : [];
  return (period) => {
    const night = nightSnapshots.find((each) => each.memberId === null && each.period === period.kind);
    if (night === undefined) return effectiveTarget(targets, null, period) ?? null;
    return night.targetMinor === null ? null : { valueMinor: night.targetMinor, from: 'set' };
  };
}

/**
 * What was won this month, quarter and year so far, against the team's targets.
 *
 * @param eventsSince events after `at`: what was won then is taken back out.
 */
export async function loadTargetProgress(
  tenant: Tenant,
  pipeline: Pipeline,
  timeZone: string,
  at: number,
  eventsSince: readonly DealEvent[],
): Promise<Pick<DigestFacts, 'fiscalStartMonth' | 'workingDaysLeft'> & { readonly goals: readonly UnforecastProgress[] }> {
  const workspace = await tenant.workspace();
  const fiscalStartMonth = workspace?.fiscalStartMonth ?? 1;
  const today = dateAt(at, timeZone);
  const findTarget = await loadTargetAsOf(tenant, pipeline, today, at, fiscalStartMonth);
  const goals = await Promise.all(
    PERIOD_KINDS.map(async (kind): Promise<UnforecastProgress> => {
      const period = periodContaining(today, kind, fiscalStartMonth);
      const won = await loadWonInPeriod(tenant, pipeline, period, timeZone, eventsSince);
      return {
        period,
        won,
        wonMinor: won.reduce((sum, each) => sum + each.valueMinor, 0),
        wonCount: won.reduce((sum, each) => sum + each.count, 0),
        target: findTarget(period),
      };
    }),
  );
  const month = periodContaining(today, 'month', fiscalStartMonth);
  const isHoliday = await loadHolidays(workspace?.holidayRegion ?? null, at);
  return { goals, fiscalStartMonth, workingDaysLeft: countWorkingDays(today, month.endsOn, isHoliday) };
}
