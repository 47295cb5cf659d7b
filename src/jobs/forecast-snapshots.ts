import type { Pipeline } from '../core/pipeline/stage.ts';
import { localizePipeline } from '../core/pipeline/stored-pipeline.ts';
import { addDays, addMonths, dateAt, type PlainDate, startOfMonth } from '../core/time/calendar.ts';
import type { Instant } from '../core/time/instant.ts';
import { computeDealPredictions } from '../facts/deal-prediction-facts.ts';
import type { PipelineScope } from '../facts/scope.ts';
import { computeForecastSnapshots } from '../facts/snapshot-facts.ts';
import type { Tenant } from '../store/types/store.ts';
import type { JobDeps } from './deps.ts';

/** Missed nights back-filled after downtime: what older ones would have said has little left to teach. */
const MAX_NIGHTS = 7;

/** Predictions are scored within a year; older ones are deleted. */
const PREDICTIONS_KEPT_MONTHS = 25;

/** The nights that a pipeline lacks, oldest first; of one that has none, only the last. */
async function missingNights(tenant: Tenant, pipeline: Pipeline, today: PlainDate): Promise<readonly PlainDate[]> {
  const last = await tenant.forecasts.lastTakenOn(pipeline.id);
  const oldest = last === null ? today : [addDays(last, 1), addDays(today, 1 - MAX_NIGHTS)].sort().at(-1);
  const nights: PlainDate[] = [];
  for (let on = oldest ?? today; on <= today; on = addDays(on, 1)) nights.push(on);
  return nights;
}

/** What is kept at night: forecasts of one pipeline, in its workspace's zone. */
type NightlyScope = Omit<PipelineScope, 'at'>;

/** On the first night of a month, records each open deal's predicted win probability for calibration. */
async function recordPredictions(scope: NightlyScope, on: PlainDate): Promise<void> {
  const { tenant, pipeline } = scope;
  if (await tenant.dealPredictions.anySince(pipeline.id, startOfMonth(on))) return;
  await tenant.dealPredictions.save(pipeline.id, await computeDealPredictions(scope, on));
  await tenant.dealPredictions.deleteBefore(pipeline.id, addMonths(on, -PREDICTIONS_KEPT_MONTHS));
}

/** Keeps the oldest night that a pipeline lacks; whether that was all. */
async function snapshotOldestMissingNight(scope: NightlyScope, today: PlainDate): Promise<boolean> {
  const { tenant, pipeline } = scope;
  for (const on of await missingNights(tenant, pipeline, today)) {
    const snapshots = await computeForecastSnapshots(scope, on);
    if (snapshots.length === 0) continue;
    await tenant.forecasts.save(pipeline.id, snapshots);
    await recordPredictions(scope, on);
    return on === today;
  }
  return true;
}

/**
 * Keeps what every pipeline's forecasts say at the start of each day in the workspace's zone: once, whoever runs it and however often.
 * A night that was missed says what it would have said; one of them a minute, so that posts do not wait.
 */
export async function snapshotForecasts(deps: JobDeps, at: Instant): Promise<void> {
  const days = deps.progress.snapshotDays;
  for (const workspace of await deps.store.workspaces()) {
    const today = dateAt(at, workspace.timeZone);
    if (days.get(workspace.id) === today) continue;
    const tenant = deps.store.tenant(workspace.id);
    let isAll = true;
    for (const stored of await tenant.pipelines()) {
      const pipeline = localizePipeline(stored, workspace.language);
      const scope = { tenant, workspace, pipeline, timeZone: workspace.timeZone };
      isAll = (await snapshotOldestMissingNight(scope, today)) && isAll;
    }
    if (isAll) days.set(workspace.id, today);
  }
}
