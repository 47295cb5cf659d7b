import type { DealEvent } from '../core/deal/deal-event.ts';
import type { Counters } from '../core/history/counters.ts';
import { mergeStages } from '../core/history/merge-stages.ts';
import { countersBefore, dealsWithUndo } from '../core/history/rewind.ts';
import { type FunnelModel, fitFunnel } from '../core/numbers/model/funnel-model.ts';
import { everything } from '../core/people/viewer.ts';
import { type Pipeline, stageHeirs } from '../core/pipeline/stage.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Tenant } from '../store/types/store.ts';

/** What the pipeline's own history says now. */
export async function loadFunnelModel(
  tenant: Tenant,
  pipeline: Pipeline,
  at: Instant,
): Promise<{ readonly model: FunnelModel; readonly counters: Counters }> {
  const counters = mergeStages(await tenant.funnel.counters(pipeline.id), stageHeirs(pipeline));
  return { model: fitFunnel(pipeline, counters, at), counters };
}

/** The counters as they were before some events. @param eventsSince every event since. */
export async function loadCountersAsOf(tenant: Tenant, pipeline: Pipeline, eventsSince: readonly DealEvent[]): Promise<Counters> {
  const counters = await tenant.funnel.counters(pipeline.id);
  const undone = await tenant.deals(everything('computes')).withHistory(dealsWithUndo(eventsSince));
  return countersBefore(counters, eventsSince, new Map(undone.map(({ deal, history }) => [deal.number, history])));
}
