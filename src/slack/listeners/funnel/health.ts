import { loadOverfullLines } from '../../../facts/gap-facts.ts';
import { loadPlan } from '../../../facts/plan-facts.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { healthMessage } from '../../views/funnel/health.ts';
import { textMessage } from '../../views/kit/blocks.ts';

async function showHealth(context: RequestContext): Promise<Reply> {
  const { m, pipeline } = context;
  const plan = await loadPlan(context);
  if (plan.health === null) return { kind: 'say', message: textMessage(m.health.early) };
  const overfull = await loadOverfullLines(context, plan);
  return { kind: 'say', message: healthMessage(m, plan.health, { pipeline, overfull }) };
}

/** Whether the funnel has its usual shape. */
export const healthFlow = {
  funnelCommands: { health: { takesDeal: null, isOfPipeline: true, opensForm: false, isRead: true, run: showHealth } },
} satisfies Flow;
