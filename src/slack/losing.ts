import { lose } from '../core/close.ts';
import type { Answer, Visit } from './flow.ts';
import { refusalContext } from './refusal-context.ts';
import type { SeenDeal } from './views/deal-value.ts';
import { type LostFrom, lostForm } from './views/lost-form.ts';
import { notSaved } from './views/not-saved.ts';

/**
 * Opens the form that asks why a deal was lost; or says why there is none to fill.
 *
 * @param filled a sentence, and the row of a digest that it is dropped from.
 */
export async function askLost(
  visit: Visit,
  seen: SeenDeal,
  filled: { readonly note?: string; readonly from?: LostFrom } = {},
): Promise<Answer> {
  const [file, first] = [await visit.tenant.deals.file(seen.number), visit.pipeline.lostReasons[0]];
  if (file === undefined || first === undefined) {
    return { do: 'say', message: notSaved(visit.m, { ok: false, why: 'noSuchDeal' }, seen, await refusalContext(visit)) };
  }
  const decision = lose(file, visit.pipeline, first.id, '', visit.act);
  if (!decision.ok) {
    const refused = { ok: false, why: 'refused', refusal: decision.refusal, file } as const;
    return { do: 'say', message: notSaved(visit.m, refused, seen, await refusalContext(visit)) };
  }
  return { do: 'open', view: lostForm(visit.m, file.deal, visit.pipeline, filled.note ?? '', filled.from) };
}
