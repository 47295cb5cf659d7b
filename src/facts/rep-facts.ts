import type { Deal } from '../core/deal/deal.ts';
import { type RepExamples, type RepReview, repReviews } from '../core/funnel/rep-review.ts';
import type { RepStagePerformance } from '../core/numbers/rep-effectiveness.ts';
import { velocityWindowStart } from '../core/numbers/sales-velocity.ts';
import type { Pipeline } from '../core/pipeline/stage.ts';
import type { PlainDate } from '../core/time/calendar.ts';
import type { Instant } from '../core/time/instant.ts';
import type { DealFilter, Deals } from '../store/types/deals.ts';
import type { Tenant } from '../store/types/store.ts';
import { loadFunnelModel } from './model-facts.ts';

/** How every rep of a pipeline does, those first who differ from the team. */
export async function loadRepReviews(tenant: Tenant, pipeline: Pipeline, at: Instant): Promise<readonly RepReview[]> {
  const from = velocityWindowStart(at);
  const [{ model, counters }, won, open] = await Promise.all([
    loadFunnelModel(tenant, pipeline, at),
    tenant.funnel.won(pipeline.id, from, at),
    tenant.funnel.openTime(pipeline.id, { from, to: at }),
  ]);
  return repReviews(model, counters, { won, open });
}

const MAX_EXAMPLES = 2;

/** Two of the rep's own deals for a stage where they differ from the team; fewer where there are none. */
export async function loadRepExamples(
  { deals, pipeline, today }: { readonly deals: Deals; readonly pipeline: Pipeline; readonly today: PlainDate },
  { memberId: ownerId, stageId, verdict }: RepStagePerformance,
): Promise<RepExamples> {
  const read = async (filter: DealFilter): Promise<readonly Deal[]> => {
    const order = filter.outcome === undefined ? 'attention' : 'newest';
    const page = { order, today, limit: MAX_EXAMPLES, offset: 0 } as const;
    return (await deals.list({ pipelineId: pipeline.id, ownerId, ...filter }, page)).deals;
  };
  if (verdict === 'above') return { kind: 'won', deals: await read({ outcome: 'won' }) };
  const there = await read({ stageId });
  if (there.length === MAX_EXAMPLES) return { kind: 'there', deals: there };
  const lost = await read({ stageId, outcome: 'lost' });
  return lost.length > there.length ? { kind: 'lost', deals: lost } : { kind: 'there', deals: there };
}
