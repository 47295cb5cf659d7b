import { funnelHealth } from '../../../core/funnel/health.ts';
import { loadFunnelModel } from '../../../facts/model-facts.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { healthMessage } from '../../views/funnel/health.ts';

async function showHealth({ m, tenant, pipeline, at }: RequestContext): Promise<Reply> {
  const { model, counters } = await loadFunnelModel(tenant, pipeline, at);
  return { kind: 'say', message: healthMessage(m, funnelHealth(model, counters, at), pipeline) };
}

/** Whether the funnel has its usual shape. */
export const healthFlow = { funnelCommands: { health: { takesDeal: null, opensForm: false, run: showHealth } } } satisfies Flow;
