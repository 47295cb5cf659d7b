import { dateAt, workingDaysLeft } from '../core/calendar.ts';
import type { DealEvent } from '../core/deal-event.ts';
import type { DigestFacts, Goal } from '../core/digest.ts';
import { instantsOf, type PeriodKind, periodOf } from '../core/periods.ts';
import type { Pipeline } from '../core/stage.ts';
import { targetFor } from '../core/targets.ts';
import { wonBefore } from '../core/week.ts';
import { holidaysOf } from '../holidays.ts';
import type { Tenant } from '../store/store-types.ts';
import { type ForecastBasis, forecastOf } from './forecast-facts.ts';

const KINDS: readonly PeriodKind[] = ['month', 'quarter', 'year'];

/**
 * What was won this month, quarter and year so far, against the team's targets.
 *
 * @param later events after `at`: what was won then is taken back out. @param basis of the forecasts; none before the first closed deal.
 */
export async function goalFacts(
  tenant: Tenant,
  pipeline: Pipeline,
  timeZone: string,
  at: number,
  later: readonly DealEvent[],
  basis: ForecastBasis | undefined,
  full: boolean,
): Promise<Pick<DigestFacts, 'goals' | 'fiscalStartMonth' | 'workingDaysLeft'>> {
  const workspace = await tenant.workspace();
  const fiscalStartMonth = workspace?.fiscalStartMonth ?? 1;
  const today = dateAt(at, timeZone);
  const year = periodOf(today, 'year', fiscalStartMonth);
  const targets = await tenant.targets.between(pipeline.id, year.startsOn, year.endsOn);
  const goals = await Promise.all(
    KINDS.map(async (kind): Promise<Goal> => {
      const period = periodOf(today, kind, fiscalStartMonth);
      const { from, to } = instantsOf(period, timeZone);
      const won = wonBefore(await tenant.funnel.won(pipeline.id, from, to), later, from, to);
      return {
        period,
        wonMinor: won.reduce((sum, each) => sum + each.valueMinor, 0),
        wonCount: won.reduce((sum, each) => sum + each.count, 0),
        target: targetFor(targets, null, period) ?? null,
        forecast: basis === undefined || (!full && kind !== 'month') ? null : forecastOf(basis, period, won),
      };
    }),
  );
  const month = periodOf(today, 'month', fiscalStartMonth);
  const isHoliday = await holidaysOf(workspace?.holidayRegion ?? null, at);
  return { goals, fiscalStartMonth, workingDaysLeft: workingDaysLeft(today, month.endsOn, isHoliday) };
}
