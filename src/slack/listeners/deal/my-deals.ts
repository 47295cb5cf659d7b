import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { loadOwnStock } from '../../steps/own-stock.ts';
import { replyIfAtStart } from '../../steps/start.ts';
import { MY_DEALS } from '../../views/deal/deal-actions.ts';
import { MY_DEALS_SHOWN, myDeals } from '../../views/deal/lists/my-deals.ts';

async function showMyDeals(context: RequestContext): Promise<Reply> {
  const filter = { ownerId: context.member.id };
  const page = { order: 'attention', today: context.today, limit: MY_DEALS_SHOWN, offset: 0 } as const;
  const [{ deals, total }, sum] = await Promise.all([context.deals.list(filter, page), loadOwnStock(context)]);
  const atStart = total === 0 ? await replyIfAtStart(context) : undefined;
  if (atStart !== undefined) return atStart;
  return { kind: 'say', message: myDeals(context.m, { deals, total, ...sum }, { ...context, reader: context.member }) };
}

/** My open deals. */
export const myDealsFlow = {
  dealCommands: { mine: { takesDeal: null, opensForm: false, isRead: true, run: showMyDeals } },
  buttons: { [MY_DEALS]: { isRead: true, run: showMyDeals } },
} satisfies Flow;
