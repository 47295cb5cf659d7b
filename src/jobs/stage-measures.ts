import type { Pipeline } from '../core/deal/stage.ts';
import type { StageStock } from '../core/money/amount.ts';
import type { StageMeasure } from '../core/numbers/needs/stage-measures.ts';
import { HOUR_MS } from '../core/time/durations.ts';
import { loadMeasureFacts } from '../facts/need-facts.ts';
import type { Workspace } from '../store/types/people.ts';
import type { Tenant } from '../store/types/store.ts';
import type { JobProgress } from './job-progress.ts';

/** Measures are taken again after this, and sooner where the stock has changed since. */
const MAX_AGE_MS = 6 * HOUR_MS;
const MAX_AGE_IF_CHANGED_MS = HOUR_MS;

/** A pipeline at an instant, ms. */
export type PipelineAt = {
  readonly tenant: Tenant;
  readonly workspace: Workspace;
  readonly pipeline: Pipeline;
  readonly at: number;
};

export type CachedMeasures = {
  readonly at: number;
  /** The pipeline's settings and the stock that they were taken from. */
  readonly settings: string;
  readonly stock: string;
  readonly measures: readonly StageMeasure[];
};

const settingsFingerprint = ({ stages }: Pipeline): string =>
  JSON.stringify(
    stages.map(({ id, position, kind, minimum, startingProbability }) => [id, position, kind, minimum, startingProbability]),
  );

/**
 * What the stages of a pipeline are measured by. The look every minute takes it from what was measured in the last hours: a flow of ninety days does not change in
 * minutes, and reading it costs a hundred times what reading the stock does.
 *
 * @param forceRefresh takes them now.
 */
export async function loadStageMeasures(
  all: JobProgress['measures'],
  { tenant, workspace: { timeZone }, pipeline, at }: PipelineAt,
  stockNow: readonly StageStock[],
  forceRefresh: boolean,
): Promise<readonly StageMeasure[]> {
  const key = JSON.stringify([tenant.id, pipeline.id]);
  const settings = settingsFingerprint(pipeline);
  const stock = JSON.stringify(stockNow.flatMap(({ stageId, count }) => (count === 0 ? [] : [`${stageId} ${count}`])).toSorted());
  const last = all.get(key);
  const ageMs = at - (last?.at ?? 0);
  const isFresh = ageMs >= 0 && ageMs < (last?.stock === stock ? MAX_AGE_MS : MAX_AGE_IF_CHANGED_MS);
  if (!forceRefresh && last !== undefined && last.settings === settings && isFresh) return last.measures;
  const { measures } = await loadMeasureFacts(tenant, pipeline, at, timeZone);
  all.set(key, { at, settings, stock, measures });
  return measures;
}
