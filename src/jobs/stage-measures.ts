import type { StageStock } from '../core/money/amount.ts';
import type { StageMeasure } from '../core/numbers/needs/stage-measures.ts';
import type { Pipeline } from '../core/pipeline/stage.ts';
import { HOUR_MS } from '../core/time/durations.ts';
import { loadMeasureFacts } from '../facts/need-facts.ts';
import type { PipelineScope } from '../facts/scope.ts';
import type { Workspace } from '../store/types/people.ts';
import type { JobProgress } from './job-progress.ts';

/** Cached measures expire after six hours, after one hour when the stock changed. */
const MAX_AGE_MS = 6 * HOUR_MS;
const MAX_AGE_IF_CHANGED_MS = HOUR_MS;

/** A pipeline at an instant, with all of its workspace's settings. */
export type PipelineInWorkspace = PipelineScope & { readonly workspace: Workspace };

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
 * Stage measures of a pipeline, cached: a flow of ninety days does not change in minutes, and reading it costs a hundred times a read of
 * the stock.
 *
 * @param all the cache. `forceRefresh` bypasses it.
 */
export async function loadStageMeasures(
  all: JobProgress['measures'],
  scope: PipelineScope,
  { stock: stockNow, forceRefresh }: { readonly stock: readonly StageStock[]; readonly forceRefresh: boolean },
): Promise<readonly StageMeasure[]> {
  const { tenant, pipeline, at } = scope;
  const key = JSON.stringify([tenant.id, pipeline.id]);
  const settings = settingsFingerprint(pipeline);
  const stock = JSON.stringify(stockNow.flatMap(({ stageId, count }) => (count === 0 ? [] : [`${stageId} ${count}`])).toSorted());
  const last = all.get(key);
  const ageMs = at - (last?.at ?? 0);
  const isFresh = ageMs >= 0 && ageMs < (last?.stock === stock ? MAX_AGE_MS : MAX_AGE_IF_CHANGED_MS);
  if (!forceRefresh && last !== undefined && last.settings === settings && isFresh) return last.measures;
  const { measures } = await loadMeasureFacts(scope);
  all.set(key, { at, settings, stock, measures });
  return measures;
}
