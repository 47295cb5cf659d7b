import type { StageNumbers } from '../core/funnel/digest.ts';
import type { FunnelHealth } from '../core/funnel/health.ts';
import type { Forecast } from '../core/funnel/target-progress.ts';
import type { DatedTarget } from '../store/types/numbers.ts';
import { forecastRequest, loadForecastBasis, type PeriodWins, toForecast } from './forecast-facts.ts';
import { loadCountersAsOf } from './model-facts.ts';
import { loadMeasureTargets, type MeasureFacts } from './need-facts.ts';
import { runNumbers } from './run-numbers.ts';
import type { AsOf } from './scope.ts';

/** What {@link loadTeamNumbers} gives. */
type TeamNumbers = {
  readonly stages: ReadonlyMap<string, StageNumbers>;
  readonly forecasts: ReadonlyMap<string, Forecast>;
  readonly health: FunnelHealth | undefined;
  /** What the stages are measured by. */
  readonly measured: MeasureFacts;
};

/**
 * The numbers of the stages, their measures, and the team's forecasts of some periods by kind, as of an instant: from one fit of the model.
 *
 * @param goals the periods to forecast. @param targets as loadTargets (need-facts.ts) reads them.
 */
export async function loadTeamNumbers(
  asOf: AsOf,
  goals: readonly PeriodWins[],
  targets: readonly DatedTarget[],
): Promise<TeamNumbers> {
  const { tenant, pipeline } = asOf;
  const kinds = goals.map(({ period }) => period.kind);
  const counters = await loadCountersAsOf(tenant, pipeline, asOf.eventsSince);
  const basis = goals.length === 0 ? undefined : await loadForecastBasis(asOf, kinds, 'team');
  const wins = basis?.wins ?? [];
  const { ask, ...targetFacts } = await loadMeasureTargets(asOf, wins, targets);
  const { forecasts, stages, health, measures, coverage } = await runNumbers({
    pipeline,
    counters,
    at: asOf.at,
    wins,
    forecasts: basis === undefined ? [] : goals.map((goal) => forecastRequest(basis, goal)),
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
