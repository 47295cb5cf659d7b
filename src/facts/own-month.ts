import type { Forecast, TargetProgress } from '../core/funnel/target-progress.ts';
import type { MemberId } from '../core/ids.ts';
import { effectiveTarget } from '../core/numbers/targets.ts';
import { dateAt } from '../core/time/calendar.ts';
import { periodContaining } from '../core/time/periods.ts';
import { forecastRequest, loadForecastBasis, loadWonInPeriods, type PeriodWins, toForecast } from './forecast-facts.ts';
import { runNumbers } from './run-numbers.ts';
import type { AsOf, PipelineScope } from './scope.ts';

/** What one person has won this month, what is expected of it, and their target; what is not known is null. */
export async function loadOwnMonth(scope: PipelineScope, memberId: MemberId): Promise<TargetProgress> {
  const { tenant, pipeline, at, timeZone } = scope;
  const { fiscalStartMonth } = scope.workspace;
  const today = dateAt(at, timeZone);
  const [month, year] = [periodContaining(today, 'month', fiscalStartMonth), periodContaining(today, 'year', fiscalStartMonth)];
  const asOf = { ...scope, eventsSince: [] };
  const [[wins], targets, anyClosed] = await Promise.all([
    loadWonInPeriods(asOf, [month]),
    tenant.targets.between(pipeline.id, year.startsOn, year.endsOn),
    tenant.funnel.hasClosedDeals(pipeline.id),
  ]);
  const monthWins = wins ?? { period: month, won: [] };
  const own = monthWins.won.filter(({ ownerId }) => ownerId === memberId);
  return {
    period: month,
    wonMinor: own.reduce((sum, { valueMinor }) => sum + valueMinor, 0),
    wonCount: own.reduce((sum, { count }) => sum + count, 0),
    target: effectiveTarget(targets, memberId, month) ?? null,
    forecast: anyClosed ? await loadOwnForecast(asOf, monthWins, memberId) : null,
  };
}

async function loadOwnForecast(asOf: AsOf, wins: PeriodWins, memberId: MemberId): Promise<Forecast | null> {
  const { tenant, pipeline, at } = asOf;
  const [counters, basis] = await Promise.all([
    tenant.funnel.counters(pipeline.id),
    loadForecastBasis(asOf, [wins.period.kind], 'everybody'),
  ]);
  const forecasts = [forecastRequest(basis, wins, memberId)];
  const { forecasts: made } = await runNumbers({ pipeline, counters, at, wins: basis.wins, forecasts, stages: false });
  const wonMinor = wins.won.filter(({ ownerId }) => ownerId === memberId).reduce((sum, { valueMinor }) => sum + valueMinor, 0);
  return made[0] === undefined ? null : toForecast(made[0], { wonMinor, wins: basis.wins });
}
