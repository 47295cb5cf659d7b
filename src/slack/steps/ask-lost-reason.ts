import { lose } from '../../core/deal/close.ts';
import type { Reply, RequestContext } from '../request/flow.ts';
import { loadRefusalContext } from '../request/refusal-context.ts';
import type { SeenDeal } from '../views/deal/deal-button-value.ts';
import { type LostFormOrigin, lostForm } from '../views/deal/forms/lost-form.ts';
import { refusalMessage } from '../views/deal/refusal-message.ts';

/**
 * Opens the form that asks why a deal was lost; or says why there is none to fill.
 *
 * @param filled a sentence, and the row of a digest that it is dropped from.
 */
export async function askLostReason(
  visit: RequestContext,
  seen: SeenDeal,
  filled: { readonly note?: string; readonly from?: LostFormOrigin } = {},
): Promise<Reply> {
  const [file, first] = [await visit.tenant.deals.file(seen.number), visit.pipeline.lostReasons[0]];
  if (file === undefined || first === undefined) {
    return {
      kind: 'say',
      message: refusalMessage(visit.m, { saved: { ok: false, why: 'noSuchDeal' }, asked: seen }, await loadRefusalContext(visit)),
    };
  }
  const decision = lose(file, { pipeline: visit.pipeline, reasonId: first.id, note: '' }, visit.act);
  if (!decision.ok) {
    const refused = { ok: false, why: 'refused', refusal: decision.refusal, file } as const;
    return { kind: 'say', message: refusalMessage(visit.m, { saved: refused, asked: seen }, await loadRefusalContext(visit)) };
  }
  return {
    kind: 'open',
    view: lostForm(visit.m, file.deal, { pipeline: visit.pipeline, note: filled.note ?? '', from: filled.from }),
  };
}
