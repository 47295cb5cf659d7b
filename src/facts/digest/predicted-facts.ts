import type { DrillDownFacts, DrillDownKey } from '../../core/funnel/drill-down.ts';
import { dateAt } from '../../core/time/calendar.ts';
import type { SeenPipelineAt } from '../scope.ts';

/**
 * The deals of which a calibration says how many were won, as they stood at its instant, each with the win probability that it was given:
 * those that the viewer sees, in the numbers too. Of the whole company, as the calibration is.
 *
 * @param wanted which group; the one with most deals where none or another number is asked for.
 * @returns undefined where there is no group yet.
 */
export async function loadPredicted(
  { tenant, viewer, pipeline, at, timeZone }: SeenPipelineAt,
  wanted: DrillDownKey | undefined,
  page: { readonly limit: number; readonly offset: number },
): Promise<DrillDownFacts | undefined> {
  const asked = { at, today: dateAt(at, timeZone), bin: wanted?.kind === 'predicted' ? wanted.bin : null, ...page };
  const { counts, deals: predicted } = await tenant.dealPredictions.behind(pipeline.id, asked, viewer);
  const groups = counts.map(({ bin, count }) => ({ of: { kind: 'predicted' as const, bin }, count }));
  const most = groups.toSorted((a, b) => b.count - a.count)[0];
  const chosen = groups.find(({ of }) => of.bin === asked.bin) ?? most;
  if (chosen === undefined) return undefined;
  const filter = { kind: 'listed', numbers: predicted.map(({ number }) => number) } as const;
  const { deals } = await tenant.deals(viewer).asOf(pipeline.id, at, { filter, limit: page.limit, offset: 0 });
  return {
    counts: groups,
    chosen,
    page: {
      total: chosen.count,
      deals: predicted.flatMap(({ number, win }) => {
        const deal = deals.find(({ now }) => now.number === number);
        return deal === undefined ? [] : [{ ...deal, fromStageId: deal.was.stageId, predicted: win }];
      }),
    },
  };
}
