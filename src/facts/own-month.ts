import type { Pipeline } from '../core/deal/stage.ts';
import type { Forecast, TargetProgress } from '../core/funnel/target-progress.ts';
import type { MemberId } from '../core/ids.ts';
import type { OwnerAmount } from '../core/money/amount.ts';
import { effectiveTarget } from '../core/numbers/targets.ts';
import { dateAt } from '../core/time/calendar.ts';
import { type Period, periodContaining } from '../core/time/periods.ts';
import type { Workspace } from '../store/types/people.ts';
import type { Tenant } from '../store/types/store.ts';
import type { AsOf } from './as-of.ts';
import { forecastRequest, loadForecastBasis, loadWonInPeriod, toForecast } from './forecast-facts.ts';
import { runNumbers } from './run-numbers.ts';

type MonthContext = {
  readonly at: number;
  readonly workspace: Pick<Workspace, 'timeZone' | 'fiscalStartMonth'>;
};

/** What one person has won this month, what is expected of it, and their target; what is not known is null. */
export async function loadOwnMonth(
  tenant: Tenant,
  pipeline: Pipeline,
  memberId: MemberId,
  { at, workspace }: MonthContext,
): Promise<TargetProgress> {
  const { timeZone, fiscalStartMonth } = workspace;
  const today = dateAt(at, timeZone);
  const [period, year] = [periodContaining(today, 'month', fiscalStartMonth), periodContaining(today, 'year', fiscalStartMonth)];
  const [won, targets, anyClosed] = await Promise.all([
    loadWonInPeriod(tenant, pipeline, period, timeZone, []),
    tenant.targets.between(pipeline.id, year.startsOn, year.endsOn),
    tenant.funnel.hasClosedDeals(pipeline.id),
  ]);
  const own = won.filter(({ ownerId }) => ownerId === memberId);
  return {
    period,
    wonMinor: own.reduce((sum, { valueMinor }) => sum + valueMinor, 0),
    wonCount: own.reduce((sum, { count }) => sum + count, 0),
    target: effectiveTarget(targets, memberId, period) ?? null,
    forecast: anyClosed
      ? await loadOwnForecast(tenant, pipeline, { at, timeZone, eventsSince: [] }, period, won, memberId)
      : null,
  };
}

async function loadOwnForecast(
  tenant: Tenant,
  pipeline: Pipeline,
  asOf: AsOf,
  period: Period,
  won: readonly OwnerAmount[],
  memberId: MemberId,
): Promise<Forecast | null> {
  const [counters, basis] = await Promise.all([
    tenant.funnel.counters(pipeline.id),
    loadForecastBasis(tenant, pipeline, asOf, [period.kind], 'everybody'),
  ]);
  const forecasts = [forecastRequest(basis, period, won, memberId)];
  const { forecasts: made } = await runNumbers({ pipeline, counters, at: asOf.at, wins: basis.wins, forecasts, stages: false });
  return made[0] === undefined ? null : toForecast(made[0]);
}
