import type { Counters, StockRow } from '../core/counters.ts';
import type { StageNumbers } from '../core/digest.ts';
import { type FunnelModel, fitFunnel } from '../core/numbers/funnel-model.ts';
import { openStages, type Pipeline } from '../core/stage.ts';
import type { Tenant } from '../store/store-types.ts';

/** What the pipeline's own history says, as of an instant. */
export async function funnelModel(
  tenant: Tenant,
  pipeline: Pipeline,
  at: number,
): Promise<{ readonly model: FunnelModel; readonly counters: Counters }> {
  const counters = await tenant.funnel.counters(pipeline.id);
  return { model: fitFunnel(pipeline, counters, at), counters };
}

/** Mean win probability of a stage's open deals, each at its age and with its owner; the stage's own where it is empty. */
function meanChance(model: FunnelModel, stageId: string, stock: readonly StockRow[], at: number): number {
  const rows = stock.filter((row) => row.stageId === stageId && row.count > 0);
  const count = rows.reduce((sum, row) => sum + row.count, 0);
  if (count === 0) return model.stageFacts(stageId).win;
  const sum = rows.reduce((all, row) => {
    const ageMs = Math.max(0, at - Date.parse(`${row.day}T00:00:00Z`) - row.offsetMs / row.count);
    return all + row.count * model.chance({ stageId, ageMs, ownerId: row.ownerId, tier: row.tier });
  }, 0);
  return sum / count;
}

/** The numbers of every open stage, by id. */
export function stageNumbers(
  pipeline: Pipeline,
  { model, counters }: { readonly model: FunnelModel; readonly counters: Counters },
  at: number,
): ReadonlyMap<string, StageNumbers> {
  return new Map(
    openStages(pipeline).map(({ id }) => {
      const { goOn, medianDays, win, low, high, n, mostlyAssumption } = model.stageFacts(id);
      const chance = meanChance(model, id, counters.stock, at);
      return [id, { goOn, medianDays, win, low, high, n, mostlyAssumption, chance }];
    }),
  );
}
