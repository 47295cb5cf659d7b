import type { StageNumbers } from '../core/digest.ts';
import type { Forecast } from '../core/goal.ts';
import type { FunnelHealth } from '../core/health.ts';
import type { Pipeline } from '../core/stage.ts';
import type { Tenant } from '../store/types/store.ts';
import { forecastAsk, forecastBasis, forecastOf } from './forecast-facts.ts';
import type { OpenGoal } from './goal-facts.ts';
import { countersThen } from './model-facts.ts';
import { type MeasureFacts, measureAims } from './need-facts.ts';
import { reckoned } from './reckoned.ts';
import type { Then } from './then.ts';

/** What {@link teamNumbers} gives. */
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
 * @param then `later`: every event after it.
 */
export async function teamNumbers(
  tenant: Tenant,
  pipeline: Pipeline,
  then: Then,
  goals: readonly OpenGoal[],
): Promise<TeamNumbers> {
  const kinds = goals.map(({ period }) => period.kind);
  const counters = await countersThen(tenant, pipeline, then.later);
  const basis = goals.length === 0 ? undefined : await forecastBasis(tenant, pipeline, then, kinds, 'team');
  const wins = basis?.wins ?? [];
  const { ask, ...told } = await measureAims(tenant, pipeline, then, wins);
  const { forecasts, stages, health, measures, coverage } = await reckoned({
    pipeline,
    counters,
    at: then.at,
    wins,
    forecasts: basis === undefined ? [] : goals.map(({ period, won }) => forecastAsk(basis, period, won)),
    stages: true,
    measures: ask,
  });
  return {
    stages,
    health,
    measured: { ...told, counters, measures, coverage },
    forecasts: new Map(forecasts.map((each, index) => [kinds[index] ?? '', forecastOf(each)])),
  };
}
