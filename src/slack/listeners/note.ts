import { addNote } from '../../core/edit.ts';
import { tidy } from '../../input/normalise.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import { refusalContext } from '../refusal-context.ts';
import { splitByDeal } from '../split-deal.ts';
import { buttons, say } from '../views/blocks.ts';
import { SHOW, UNDO } from '../views/deal-actions.ts';
import { dealTitle } from '../views/deal-title.ts';
import { dealValue } from '../views/deal-value.ts';
import { notSaved } from '../views/not-saved.ts';
import { literal } from '../views/text.ts';
import { whichDeal } from '../views/which-deal.ts';

/** Characters of a note. */
const LIMIT = 3000;

async function typed(visit: Visit, rest: string): Promise<Answer> {
  const { m } = visit;
  const split = rest.trim() === '' ? undefined : await splitByDeal(visit, rest);
  if (split === undefined) return { do: 'say', message: say(m.life.whichNote) };
  if (split.kind !== 'one') return { do: 'say', message: whichDeal(m, split, visit.pipeline) };
  const text = tidy(split.rest).slice(0, LIMIT);
  if (text === '') return { do: 'say', message: say(m.life.whichNote) };
  const { number } = split.deal;
  const saved = await visit.tenant.deals.change(number, (file) => addNote(file, text, visit.act), visit.request());
  if (!saved.ok) return { do: 'say', message: notSaved(m, saved, { number }, await refusalContext(visit)) };
  const { deal } = saved.file;
  const below = buttons(
    { id: UNDO, text: m.common.undo, value: dealValue(deal) },
    { id: SHOW, text: m.common.open, value: dealValue(deal) },
  );
  return { do: 'say', message: say(m.life.noted(dealTitle(deal), literal(text, 300)), ...below) };
}

/** A note about a deal. */
export const noteFlow: Flow = { deal: { note: { opens: false, run: typed } } };
