import type { StageStock } from '../core/amount.ts';
import type { StageMeasure } from '../core/numbers/stage-measures.ts';
import type { Pipeline } from '../core/stage.ts';
import { measureFacts } from '../facts/need-facts.ts';
import type { Workspace } from '../store/types/people.ts';
import type { Store, Tenant } from '../store/types/store.ts';

/** Measures are taken again after this, and sooner where the stock has changed since. */
const OLD_MS = 6 * 3_600_000;
const OLD_IF_CHANGED_MS = 3_600_000;

/** A pipeline at an instant, ms. */
export type Where = {
  readonly tenant: Tenant;
  readonly workspace: Workspace;
  readonly pipeline: Pipeline;
  readonly at: number;
};

type Taken = {
  readonly at: number;
  /** The pipeline's settings and the stock that they were taken from. */
  readonly settings: string;
  readonly stock: string;
  readonly measures: readonly StageMeasure[];
};

const taken = new WeakMap<Store, Map<string, Taken>>();

const settingsOf = ({ stages }: Pipeline): string =>
  JSON.stringify(
    stages.map(({ id, position, kind, minimum, startingProbability }) => [id, position, kind, minimum, startingProbability]),
  );

/**
 * What the stages of a pipeline are measured by. The look every minute takes it from what was measured in the last hours: a flow of ninety days does not change in
 * minutes, and reading it costs a hundred times what reading the stock does.
 *
 * @param anew takes them now.
 */
export async function measuredStages(
  store: Store,
  { tenant, workspace: { timeZone }, pipeline, at }: Where,
  stockNow: readonly StageStock[],
  anew: boolean,
): Promise<readonly StageMeasure[]> {
  const all = taken.get(store) ?? new Map<string, Taken>();
  taken.set(store, all);
  const key = JSON.stringify([tenant.id, pipeline.id]);
  const settings = settingsOf(pipeline);
  const stock = JSON.stringify(stockNow.flatMap(({ stageId, count }) => (count === 0 ? [] : [`${stageId} ${count}`])).toSorted());
  const last = all.get(key);
  const ageMs = at - (last?.at ?? 0);
  const isFresh = ageMs >= 0 && ageMs < (last?.stock === stock ? OLD_MS : OLD_IF_CHANGED_MS);
  if (!anew && last !== undefined && last.settings === settings && isFresh) return last.measures;
  const { measures } = await measureFacts(tenant, pipeline, at, timeZone);
  all.set(key, { at, settings, stock, measures });
  return measures;
}
