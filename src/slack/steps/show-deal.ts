import type { DealFile } from '../../core/deal/deal.ts';
import { dealPipeline } from '../request/deal-pipeline.ts';
import type { Reply, RequestContext } from '../request/flow.ts';
import { loadRefusalContext } from '../request/refusal-context.ts';
import { dealCard } from '../views/deal/deal-card.ts';
import { refusalMessage } from '../views/deal/refusal-message.ts';

/** A deal as it is now, whole. @param loaded the same, where it was read a moment ago. */
export async function showDeal(context: RequestContext, number: number, loaded?: DealFile): Promise<Reply> {
  const [file, history, viewContext] = await Promise.all([
    loaded ?? context.deals.file(number),
    context.deals.history(number),
    loadRefusalContext(context),
  ]);
  if (file === undefined)
    return {
      kind: 'say',
      message: refusalMessage(context.m, { saved: { ok: false, why: 'noSuchDeal' }, asked: { number } }, viewContext),
    };
  const message = dealCard(
    context.m,
    { file, history },
    {
      ...viewContext,
      pipeline: dealPipeline(context, file.deal),
      asker: context.member,
      today: context.today,
      solo: context.solo,
    },
  );
  return { kind: 'say', message };
}
