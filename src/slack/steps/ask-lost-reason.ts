import { lose } from '../../core/deal/close.ts';
import type { DealFile } from '../../core/deal/deal.ts';
import { dealPipeline } from '../request/deal-pipeline.ts';
import type { Reply, RequestContext } from '../request/flow.ts';
import { loadRefusalContext } from '../request/refusal-context.ts';
import type { SeenDeal } from '../views/deal/deal-button-value.ts';
import { type LostFormOrigin, lostForm } from '../views/deal/forms/lost-form.ts';
import { refusalMessage } from '../views/deal/refusal-message.ts';
import { replyRefusal } from './change-deal.ts';

/**
 * Opens the form that asks why a deal was lost; or says why there is none to fill.
 *
 * @param filled a sentence, and the row of a digest that it is dropped from; `loaded`: the deal, where it was read a moment ago.
 */
export async function askLostReason(
  context: RequestContext,
  seen: SeenDeal,
  filled: { readonly note?: string; readonly from?: LostFormOrigin; readonly loaded?: DealFile | undefined } = {},
): Promise<Reply> {
  const file = filled.loaded ?? (await context.deals.file(seen.number));
  const pipeline = file === undefined ? context.pipeline : dealPipeline(context, file.deal);
  const [first] = pipeline.lostReasons;
  if (file === undefined || first === undefined) {
    return {
      kind: 'say',
      message: refusalMessage(
        context.m,
        { saved: { ok: false, why: 'noSuchDeal' }, asked: seen },
        await loadRefusalContext(context),
      ),
    };
  }
  const decision = lose(file, { pipeline, reasonId: first.id, note: '' }, context.act);
  if (!decision.ok) {
    const refused = { ok: false, why: 'refused', refusal: decision.refusal, file } as const;
    return replyRefusal(context, seen, refused);
  }
  return {
    kind: 'open',
    view: lostForm(context.m, file.deal, { pipeline, note: filled.note ?? '', from: filled.from }),
  };
}
