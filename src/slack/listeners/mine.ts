import type { Answer, Flow, Visit } from '../flow.ts';
import { MINE } from '../views/deal-actions.ts';
import { MINE_SHOWN, myDeals } from '../views/my-deals.ts';

async function mine(visit: Visit): Promise<Answer> {
  const filter = { ownerId: visit.member.id, pipelineId: visit.pipeline.id };
  const page = { order: 'attention', today: visit.today, limit: MINE_SHOWN, offset: 0 } as const;
  const [{ deals, total }, sum] = await Promise.all([
    visit.tenant.deals.list(filter, page),
    visit.tenant.funnel.owned(visit.pipeline.id, visit.member.id),
  ]);
  const context = { pipeline: visit.pipeline, today: visit.today, timeZone: visit.timeZone };
  return { do: 'say', message: myDeals(visit.m, { deals, total, ...sum }, context) };
}

/** My open deals. */
export const mineFlow: Flow = {
  deal: { mine: { opens: false, run: mine } },
  buttons: { [MINE]: { run: mine } },
};
