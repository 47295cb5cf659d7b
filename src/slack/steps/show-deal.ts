import type { Reply, RequestContext } from '../request/flow.ts';
import { loadRefusalContext } from '../request/refusal-context.ts';
import { dealCard } from '../views/deal/deal-card.ts';
import { refusalMessage } from '../views/deal/refusal-message.ts';

/** A deal as it is now, whole. */
export async function showDeal(visit: RequestContext, number: number): Promise<Reply> {
  const [file, history, context] = await Promise.all([
    visit.tenant.deals.file(number),
    visit.tenant.deals.history(number),
    loadRefusalContext(visit),
  ]);
  if (file === undefined)
    return {
      kind: 'say',
      message: refusalMessage(visit.m, { saved: { ok: false, why: 'noSuchDeal' }, asked: { number } }, context),
    };
  const message = dealCard(visit.m, { file, history }, { ...context, asker: visit.member, today: visit.today, solo: visit.solo });
  return { kind: 'say', message };
}
