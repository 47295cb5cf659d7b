import type { Deal } from '../core/deal.ts';
import type { RepStage } from '../core/numbers/rep-effectiveness.ts';
import { velocitySince } from '../core/numbers/sales-velocity.ts';
import { type RepExamples, type RepReview, repReviews } from '../core/rep-review.ts';
import type { Pipeline } from '../core/stage.ts';
import type { DealFilter } from '../store/types/deals.ts';
import type { Tenant } from '../store/types/store.ts';
import { funnelModel } from './model-facts.ts';

/** How every rep of a pipeline does, those first who differ from the team. */
export async function repFacts(tenant: Tenant, pipeline: Pipeline, at: number): Promise<readonly RepReview[]> {
  const [{ model, counters }, won] = await Promise.all([
    funnelModel(tenant, pipeline, at),
    tenant.funnel.won(pipeline.id, velocitySince(at), at),
  ]);
  return repReviews(model, counters, won, at);
}

const EXAMPLES = 2;

/** Two of the rep's own deals for a stage where they differ from the team; fewer where there are none. */
export async function repExamples(
  tenant: Tenant,
  pipeline: Pipeline,
  { memberId: ownerId, stageId, verdict }: RepStage,
  today: string,
): Promise<RepExamples> {
  const read = async (filter: DealFilter): Promise<readonly Deal[]> => {
    const order = filter.outcome === undefined ? 'attention' : 'newest';
    const page = { order, today, limit: EXAMPLES, offset: 0 } as const;
    return (await tenant.deals.list({ pipelineId: pipeline.id, ownerId, ...filter }, page)).deals;
  };
  if (verdict === 'above') return { kind: 'won', deals: await read({ outcome: 'won' }) };
  const there = await read({ stageId });
  if (there.length === EXAMPLES) return { kind: 'there', deals: there };
  const lost = await read({ stageId, outcome: 'lost' });
  return lost.length > there.length ? { kind: 'lost', deals: lost } : { kind: 'there', deals: there };
}
