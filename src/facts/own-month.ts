import type { OwnerAmount } from '../core/amount.ts';
import { dateAt } from '../core/calendar.ts';
import type { Forecast, Goal } from '../core/goal.ts';
import { type Period, periodOf } from '../core/periods.ts';
import type { Pipeline } from '../core/stage.ts';
import { targetFor } from '../core/targets.ts';
import type { Workspace } from '../store/types/people.ts';
import type { Tenant } from '../store/types/store.ts';
import { forecastAsk, forecastBasis, forecastOf, wonIn } from './forecast-facts.ts';
import { reckoned } from './reckoned.ts';
import type { Then } from './then.ts';

type Moment = {
  readonly at: number;
  readonly workspace: Pick<Workspace, 'timeZone' | 'fiscalStartMonth'>;
};

/** What one person has won this month, what is expected of it, and their target; what is not known is null. */
export async function ownMonth(tenant: Tenant, pipeline: Pipeline, memberId: string, { at, workspace }: Moment): Promise<Goal> {
  const { timeZone, fiscalStartMonth } = workspace;
  const today = dateAt(at, timeZone);
  const [period, year] = [periodOf(today, 'month', fiscalStartMonth), periodOf(today, 'year', fiscalStartMonth)];
  const [won, targets, anyClosed] = await Promise.all([
    wonIn(tenant, pipeline, period, timeZone, []),
    tenant.targets.between(pipeline.id, year.startsOn, year.endsOn),
    tenant.funnel.anyClosed(pipeline.id),
  ]);
  const own = won.filter(({ ownerId }) => ownerId === memberId);
  return {
    period,
    wonMinor: own.reduce((sum, { valueMinor }) => sum + valueMinor, 0),
    wonCount: own.reduce((sum, { count }) => sum + count, 0),
    target: targetFor(targets, memberId, period) ?? null,
    forecast: anyClosed ? await forecastFor(tenant, pipeline, { at, timeZone, later: [] }, period, won, memberId) : null,
  };
}

async function forecastFor(
  tenant: Tenant,
  pipeline: Pipeline,
  then: Then,
  period: Period,
  won: readonly OwnerAmount[],
  memberId: string,
): Promise<Forecast | null> {
  const [counters, basis] = await Promise.all([
    tenant.funnel.counters(pipeline.id),
    forecastBasis(tenant, pipeline, then, [period.kind], 'everybody'),
  ]);
  const forecasts = [forecastAsk(basis, period, won, memberId)];
  const { forecasts: made } = await reckoned({ pipeline, counters, at: then.at, wins: basis.wins, forecasts, stages: false });
  return made[0] === undefined ? null : forecastOf(made[0]);
}
