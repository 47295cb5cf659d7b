import { gapLines } from '../../facts/gap-facts.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import { refusalContext } from '../refusal-context.ts';
import { say } from '../views/blocks.ts';
import { gapList } from '../views/gap-list.ts';

async function gaps(visit: Visit): Promise<Answer> {
  const { m, tenant, pipeline } = visit;
  const stock = await tenant.funnel.stock(pipeline.id);
  const [lines, alerts, { members }] = await Promise.all([
    gapLines(tenant, pipeline, stock),
    tenant.alerts.open(pipeline.id),
    refusalContext(visit),
  ]);
  if (lines.length === 0) return { do: 'say', message: say(m.digest.gaps.none) };
  const alertOf = new Map(alerts.map(({ stageId, id }) => [stageId, id]));
  return { do: 'say', message: gapList(m, lines, { members, alertOf, timeZone: visit.timeZone }) };
}

/** Stages that ran dry, with the deals that can fill them. */
export const gapsFlow: Flow = { funnel: { gaps: { opens: false, run: gaps } } };
