import { expect } from 'vitest';
import type { Counters } from '../../../src/core/history/counters.ts';
import { fitFunnel } from '../../../src/core/numbers/model/funnel-model.ts';
import { openStages, type Pipeline, stageHeirs } from '../../../src/core/pipeline/stage.ts';
import type { Tenant } from '../../../src/store/types/store.ts';
import { ALL_DEALS } from '../all-deals.ts';

/** The deals that a stage's statistics open are as many as these say that they rest on. @param counters as they were at the instant. */
export async function expectExitsListedAsCounted(
  { funnel }: Pick<Tenant, 'funnel'>,
  pipeline: Pipeline,
  { until, counters }: { readonly until: number; readonly counters: Counters },
): Promise<void> {
  const stages = openStages(pipeline);
  const asked = { until, heirs: stageHeirs(pipeline), stageId: stages[0]?.id ?? '', limit: 1, offset: 0 };
  const { counts } = await funnel.stageExits(pipeline.id, asked, ALL_DEALS);
  const model = fitFunnel(pipeline, counters, until);
  expect(stages.map(({ id }) => [id, counts.get(id)?.count ?? 0])).toEqual(
    stages.map(({ id }) => [id, model.stageStatistics(id).n]),
  );
}
