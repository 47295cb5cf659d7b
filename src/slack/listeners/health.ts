import { funnelHealth } from '../../core/health.ts';
import { funnelModel } from '../../facts/model-facts.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import { healthMessage } from '../views/health.ts';

async function health({ m, tenant, pipeline, at }: Visit): Promise<Answer> {
  const { model, counters } = await funnelModel(tenant, pipeline, at);
  return { do: 'say', message: healthMessage(m, funnelHealth(model, counters, at), pipeline) };
}

/** Whether the funnel has its usual shape. */
export const healthFlow: Flow = { funnel: { health: { opens: false, run: health } } };
