import type { Pipeline } from '../core/deal/stage.ts';
import type { StageNumbers } from '../core/funnel/digest.ts';
import type { FunnelHealth } from '../core/funnel/health.ts';
import type { Forecast } from '../core/funnel/target-progress.ts';
import type { Tenant } from '../store/types/store.ts';
import type { AsOf } from './as-of.ts';
import { forecastRequest, loadForecastBasis, toForecast } from './forecast-facts.ts';
import { loadCountersAsOf } from './model-facts.ts';
import { loadMeasureTargets, type MeasureFacts } from './need-facts.ts';
import { runNumbers } from './run-numbers.ts';
import type { UnforecastProgress } from './target-progress-facts.ts';

/** What {@link loadTeamNumbers} gives. */
type TeamNumbers = {
  readonly stages: ReadonlyMap<string, StageNumbers>;
  readonly forecasts: ReadonlyMap<string, Forecast>;
  readonly health: FunnelHealth | undefined;
  /** What the stages are measured by. */
  readonly measured: MeasureFacts;
};

/**
 * The numbers of the stages, what these are measured by, and the team's forecasts of some periods by their kind, as they were at an instant:
 * of one reckoning.
 *
 * @param asOf `later`: every event after it.
 */
export async function loadTeamNumbers(
  tenant: Tenant,
  pipeline: Pipeline,
  asOf: AsOf,
  goals: readonly UnforecastProgress[],
): Promise<TeamNumbers> {
  const kinds = goals.map(({ period }) => period.kind);
  const counters = await loadCountersAsOf(tenant, pipeline, asOf.eventsSince);
  const basis = goals.length === 0 ? undefined : await loadForecastBasis(tenant, pipeline, asOf, kinds, 'team');
  const wins = basis?.wins ?? [];
  const { ask, ...targetFacts } = await loadMeasureTargets(tenant, pipeline, asOf, wins);
  const { forecasts, stages, health, measures, coverage } = await runNumbers({
    pipeline,
    counters,
    at: asOf.at,
    wins,
    forecasts: basis === undefined ? [] : goals.map(({ period, won }) => forecastRequest(basis, period, won)),
    stages: true,
    measures: ask,
  });
  return {
    stages,
    health,
    measured: { ...targetFacts, counters, measures, coverage },
    forecasts: new Map(forecasts.map((each, index) => [kinds[index] ?? '', toForecast(each)])),
  };
}
