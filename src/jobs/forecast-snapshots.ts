import type { Pipeline } from '../core/deal/stage.ts';
import { addDays, addMonths, dateAt, type PlainDate, startOfMonth } from '../core/time/calendar.ts';
import { computeDealCalls } from '../facts/deal-call-facts.ts';
import { computeForecastSnapshots } from '../facts/snapshot-facts.ts';
import type { Workspace } from '../store/types/people.ts';
import type { Tenant } from '../store/types/store.ts';
import type { JobDeps } from './deps.ts';

/** Nights that are made up for after a standstill: what older ones would have said has little left to teach. */
const MAX_NIGHTS = 7;

/** A year of them is looked at; what is older is forgotten. */
const CALLS_KEPT_MONTHS = 25;

/** The nights that a pipeline lacks, oldest first; of one that has none, only the last. */
async function missingNights(tenant: Tenant, pipeline: Pipeline, today: PlainDate): Promise<readonly PlainDate[]> {
  const last = await tenant.forecasts.lastTakenOn(pipeline.id);
  const oldest = last === null ? today : [addDays(last, 1), addDays(today, 1 - MAX_NIGHTS)].sort().at(-1);
  const nights: PlainDate[] = [];
  for (let on = oldest ?? today; on <= today; on = addDays(on, 1)) nights.push(on);
  return nights;
}

/** In the first night of a month: what is said of each open deal, so that it can be settled later. */
async function recordCalls(tenant: Tenant, { timeZone }: Workspace, pipeline: Pipeline, on: PlainDate): Promise<void> {
  if (await tenant.dealPredictions.anySince(pipeline.id, startOfMonth(on))) return;
  await tenant.dealPredictions.save(pipeline.id, await computeDealCalls(tenant, pipeline, on, timeZone));
  await tenant.dealPredictions.deleteBefore(pipeline.id, addMonths(on, -CALLS_KEPT_MONTHS));
}

/** Keeps the oldest night that a pipeline lacks; whether that was all. */
async function snapshotOldestMissingNight(
  tenant: Tenant,
  workspace: Workspace,
  pipeline: Pipeline,
  today: PlainDate,
): Promise<boolean> {
  for (const on of await missingNights(tenant, pipeline, today)) {
    const snapshots = await computeForecastSnapshots(tenant, pipeline, on, workspace);
    if (snapshots.length === 0) continue;
    await tenant.forecasts.save(pipeline.id, snapshots);
    await recordCalls(tenant, workspace, pipeline, on);
    return on === today;
  }
  return true;
}

/**
 * Keeps what every pipeline's forecasts say at the start of each day in the workspace's zone: once, whoever runs it and however often.
 * A night that was missed says what it would have said; one of them a minute, so that posts do not wait.
 */
export async function snapshotForecasts(deps: JobDeps, at: number): Promise<void> {
  const days = deps.progress.snapshotDays;
  for (const workspace of await deps.store.workspaces()) {
    const today = dateAt(at, workspace.timeZone);
    if (days.get(workspace.id) === today) continue;
    const tenant = deps.store.tenant(workspace.id);
    let isAll = true;
    for (const pipeline of await tenant.pipelines())
      isAll = (await snapshotOldestMissingNight(tenant, workspace, pipeline, today)) && isAll;
    if (isAll) days.set(workspace.id, today);
  }
}
