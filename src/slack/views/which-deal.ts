import type { Deal } from '../../core/deal.ts';
import type { Pipeline } from '../../core/stage.ts';
import type { Messages } from '../../locale/messages.ts';
import type { Found } from '../lookup.ts';
import { buttons, type Message, row, say } from './blocks.ts';
import { HELP, NEW, SHOW } from './deal-actions.ts';
import { dealLine } from './deal-title.ts';
import { dealValue } from './deal-value.ts';
import { literal } from './text.ts';

type Unclear = Exclude<Found, { kind: 'one' }>;

/**
 * Asks which deal was meant, or says that none fits and shows the nearest.
 *
 * @param choose what choosing one does: the button's id and words; showing it, where not given.
 */
export function whichDeal(
  m: Messages,
  found: Unclear,
  pipeline: Pipeline,
  choose: { readonly id: string; readonly text: string } = { id: SHOW, text: m.common.open },
): Message {
  const rows = (deals: readonly Deal[]) =>
    deals.map((deal, index) =>
      row(dealLine(m, deal, pipeline), { ...choose, id: `${choose.id}:${index}`, value: dealValue(deal) }),
    );
  const typed = literal(found.typed, 60);
  if (found.kind === 'several') {
    const question = found.more ? m.refusals.manyFit(typed) : m.refusals.severalFit(found.deals.length, typed);
    return say(question, ...rows(found.deals));
  }
  const below = buttons(
    { id: NEW, text: m.refusals.newDeal, value: found.typed.slice(0, 200) },
    { id: HELP, text: m.common.help, value: 'deal' },
  );
  const said = found.nearest.length === 0 ? m.refusals.noneFits(typed) : m.refusals.noneFitsButClose(typed);
  return say(said, ...rows(found.nearest), ...below);
}
