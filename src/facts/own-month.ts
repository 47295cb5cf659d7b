import type { ForecastWithWins } from '../core/funnel/reconcile-forecasts.ts';
import type { TargetProgress } from '../core/funnel/target-progress.ts';
import type { MemberId } from '../core/ids.ts';
import { effectiveTarget } from '../core/numbers/targets.ts';
import { dateAt } from '../core/time/calendar.ts';
import { periodContaining } from '../core/time/periods.ts';
import { loadWonInPeriods } from './forecast-facts.ts';
import { loadTargets } from './load-targets.ts';
import {
  computePeriodForecasts,
  loadPeriodForecastInputs,
  MAX_REPS_RECONCILED,
  ownersInPeriod,
  type RepForecast,
} from './period-forecasts.ts';
import type { PipelineScope } from './scope.ts';

/** A person's part of the team's forecast, as the forecast's list tells it. */
export type OwnForecast = RepForecast & { readonly team: ForecastWithWins };

/** A person's month: what is won, the target, and what is expected; null: nothing was ever closed. */
export type OwnMonth = Omit<TargetProgress, 'forecast'> & { readonly own: OwnForecast | null };

/** What one person has won this month, what is expected of it, and their target; what is not known is null. */
export async function loadOwnMonth(scope: PipelineScope, memberId: MemberId): Promise<OwnMonth> {
  const { tenant, pipeline, at, timeZone } = scope;
  const { fiscalStartMonth } = scope.workspace;
  const today = dateAt(at, timeZone);
  const month = periodContaining(today, 'month', fiscalStartMonth);
  const [[wins], targets, anyClosed] = await Promise.all([
    loadWonInPeriods({ ...scope, eventsSince: [] }, [month]),
    loadTargets(scope),
    tenant.funnel.hasClosedDeals(pipeline.id),
  ]);
  const own = (wins?.won ?? []).filter(({ ownerId }) => ownerId === memberId);
  return {
    period: month,
    wonMinor: own.reduce((sum, { valueMinor }) => sum + valueMinor, 0),
    wonCount: own.reduce((sum, { count }) => sum + count, 0),
    target: effectiveTarget(targets, memberId, month) ?? null,
    own: anyClosed ? await loadOwnForecast(scope, month, memberId) : null,
  };
}

/** As `/funnel forecast` says it: a part of the team's, where the team is not too large for that. */
async function loadOwnForecast(scope: PipelineScope, month: OwnMonth['period'], memberId: MemberId): Promise<OwnForecast | null> {
  const [inputs, members] = await Promise.all([loadPeriodForecastInputs(scope, month), scope.tenant.members.all()]);
  const owners = ownersInPeriod(inputs);
  if (!owners.has(memberId)) return null;
  const all = members.flatMap(({ id }) => (owners.has(id) ? [id] : []));
  const addUp = all.length <= MAX_REPS_RECONCILED;
  const { team, reps } = await computePeriodForecasts(scope, inputs, { reps: addUp ? all : [memberId], addUp });
  const own = reps.find(({ ownerId }) => ownerId === memberId);
  return own === undefined ? null : { ...own, team };
}
