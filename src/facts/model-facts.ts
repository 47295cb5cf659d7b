import type { Counters } from '../core/counters.ts';
import type { DealEvent } from '../core/deal-event.ts';
import { type FunnelModel, fitFunnel } from '../core/numbers/funnel-model.ts';
import { countersBefore, takenBack } from '../core/rewind.ts';
import type { Pipeline } from '../core/stage.ts';
import type { Tenant } from '../store/types/store.ts';

/** What the pipeline's own history says now. */
export async function funnelModel(
  tenant: Tenant,
  pipeline: Pipeline,
  at: number,
): Promise<{ readonly model: FunnelModel; readonly counters: Counters }> {
  const counters = await tenant.funnel.counters(pipeline.id);
  return { model: fitFunnel(pipeline, counters, at), counters };
}

/** The counters as they were before some events. @param later every event since. */
export async function countersThen(tenant: Tenant, pipeline: Pipeline, later: readonly DealEvent[]): Promise<Counters> {
  const counters = await tenant.funnel.counters(pipeline.id);
  const histories = takenBack(later).map(async (number) => [number, await tenant.deals.history(number)] as const);
  return countersBefore(counters, later, new Map(await Promise.all(histories)));
}
