import type { DrillDownFacts, DrillDownKey } from '../../core/funnel/drill-down.ts';
import { openStages, stageHeirs } from '../../core/pipeline/stage.ts';
import type { SeenPipelineAt } from '../scope.ts';

/**
 * The deals that had left each stage by an instant: what its statistics rest on, of the whole company also where a team's post tells them.
 * Those that the viewer sees, in the numbers too.
 *
 * @param wanted of which stage; the first one where none or another number is asked for.
 */
export async function loadStageExits(
  { tenant, viewer, pipeline, at }: SeenPipelineAt,
  wanted: DrillDownKey | undefined,
  page: { readonly limit: number; readonly offset: number },
): Promise<DrillDownFacts | undefined> {
  const stages = openStages(pipeline);
  const stage = stages.find(({ id }) => wanted?.kind === 'left' && wanted.stageId === id) ?? stages[0];
  if (stage === undefined) return undefined;
  const asked = { until: at, heirs: stageHeirs(pipeline), stageId: stage.id, ...page };
  const { counts, events } = await tenant.funnel.stageExits(pipeline.id, asked, viewer);
  const deals = await tenant.deals(viewer).byNumbers([...new Set(events.map(({ dealNumber }) => dealNumber))]);
  const now = new Map(deals.map((deal) => [deal.number, deal]));
  const left = (stageId: string) => ({
    of: { kind: 'left' as const, stageId },
    count: counts.get(stageId)?.count ?? 0,
  });
  return {
    counts: stages.map(({ id }) => left(id)).filter(({ of, count }) => count > 0 || of.stageId === stage.id),
    chosen: left(stage.id),
    page: {
      total: counts.get(stage.id)?.count ?? 0,
      valueMinor: counts.get(stage.id)?.valueMinor ?? 0,
      deals: events.flatMap(({ dealNumber, before, after, at: leftAt }) => {
        const deal = now.get(dealNumber);
        if (deal === undefined || before === null) return [];
        return [{ now: deal, was: after, fromStageId: before.stageId, stayedMs: Math.max(0, leftAt - before.stageSince) }];
      }),
    },
  };
}
