import type { OwnerAmount } from '../core/amount.ts';
import { dateAt, workingDaysLeft } from '../core/calendar.ts';
import type { DealEvent } from '../core/deal-event.ts';
import type { DigestFacts } from '../core/digest.ts';
import type { Goal } from '../core/goal.ts';
import { type Period, type PeriodKind, periodOf } from '../core/periods.ts';
import type { Pipeline } from '../core/stage.ts';
import { type EffectiveTarget, targetFor } from '../core/targets.ts';
import { holidaysOf } from '../holidays.ts';
import type { Tenant } from '../store/types/store.ts';
import { wonIn } from './forecast-facts.ts';

export const PERIOD_KINDS: readonly PeriodKind[] = ['month', 'quarter', 'year'];

/** A period with what was won in it so far, not forecast yet. */
export type OpenGoal = Omit<Goal, 'forecast'> & { readonly won: readonly OwnerAmount[] };

/** The team's target as it was at an instant: a target set later has replaced it, and then the night's snapshot still knows. */
async function targetThen(
  tenant: Tenant,
  pipeline: Pipeline,
  today: string,
  at: number,
  fiscalStartMonth: number,
): Promise<(period: Period) => EffectiveTarget | null> {
  const year = periodOf(today, 'year', fiscalStartMonth);
  const targets = await tenant.targets.between(pipeline.id, year.startsOn, year.endsOn);
  const kept = (await tenant.targets.anySetAfter(pipeline.id, at)) ? await tenant.forecasts.takenOn(pipeline.id, today) : [];
  return (period) => {
    const night = kept.find((each) => each.memberId === null && each.period === period.kind);
    if (night === undefined) return targetFor(targets, null, period) ?? null;
    return night.targetMinor === null ? null : { valueMinor: night.targetMinor, from: 'set' };
  };
}

/**
 * What was won this month, quarter and year so far, against the team's targets.
 *
 * @param later events after `at`: what was won then is taken back out.
 */
export async function goalFacts(
  tenant: Tenant,
  pipeline: Pipeline,
  timeZone: string,
  at: number,
  later: readonly DealEvent[],
): Promise<Pick<DigestFacts, 'fiscalStartMonth' | 'workingDaysLeft'> & { readonly goals: readonly OpenGoal[] }> {
  const workspace = await tenant.workspace();
  const fiscalStartMonth = workspace?.fiscalStartMonth ?? 1;
  const today = dateAt(at, timeZone);
  const targetOf = await targetThen(tenant, pipeline, today, at, fiscalStartMonth);
  const goals = await Promise.all(
    PERIOD_KINDS.map(async (kind): Promise<OpenGoal> => {
      const period = periodOf(today, kind, fiscalStartMonth);
      const won = await wonIn(tenant, pipeline, period, timeZone, later);
      return {
        period,
        won,
        wonMinor: won.reduce((sum, each) => sum + each.valueMinor, 0),
        wonCount: won.reduce((sum, each) => sum + each.count, 0),
        target: targetOf(period),
      };
    }),
  );
  const month = periodOf(today, 'month', fiscalStartMonth);
  const isHoliday = await holidaysOf(workspace?.holidayRegion ?? null, at);
  return { goals, fiscalStartMonth, workingDaysLeft: workingDaysLeft(today, month.endsOn, isHoliday) };
}
