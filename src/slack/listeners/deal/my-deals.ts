import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { MY_DEALS } from '../../views/deal/deal-actions.ts';
import { MY_DEALS_SHOWN, myDeals } from '../../views/deal/my-deals.ts';

async function showMyDeals(visit: RequestContext): Promise<Reply> {
  const filter = { ownerId: visit.member.id, pipelineId: visit.pipeline.id };
  const page = { order: 'attention', today: visit.today, limit: MY_DEALS_SHOWN, offset: 0 } as const;
  const [{ deals, total }, sum] = await Promise.all([
    visit.tenant.deals.list(filter, page),
    visit.tenant.funnel.ownerStock(visit.pipeline.id, visit.member.id),
  ]);
  const context = { pipeline: visit.pipeline, today: visit.today, timeZone: visit.timeZone };
  return { kind: 'say', message: myDeals(visit.m, { deals, total, ...sum }, context) };
}

/** My open deals. */
export const myDealsFlow = {
  dealCommands: { mine: { takesDeal: null, opensForm: false, run: showMyDeals } },
  buttons: { [MY_DEALS]: { run: showMyDeals } },
} satisfies Flow;
