import type { Deal } from '../../../core/deal/deal.ts';
import type { DealMatch } from '../../../core/deal/found.ts';
import type { Pipeline } from '../../../core/deal/stage.ts';
import type { Messages } from '../../../locale/messages.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import { buttons, type Message, row, textMessage } from '../kit/blocks.ts';
import { literal } from '../kit/text.ts';
import { DEAL_HELP, OPEN_NEW_DEAL, SHOW } from './deal-actions.ts';
import { dealButtonValue } from './deal-button-value.ts';
import { dealLine } from './deal-title.ts';

type Unclear = Exclude<DealMatch, { kind: 'one' }>;

/**
 * Asks which deal was meant, or says that none fits and shows the nearest.
 *
 * @param choose what choosing one does: the button's id and words; showing it, where not given.
 */
export function whichDeal(
  m: Messages,
  found: Unclear,
  {
    pipeline,
    choose = { id: SHOW, text: m.common.open },
  }: { readonly pipeline: Pipeline; readonly choose?: { readonly id: string; readonly text: SafeText } },
): Message {
  const rows = (deals: readonly Deal[]) =>
    deals.map((deal, index) =>
      row(dealLine(m, deal, pipeline), { ...choose, id: `${choose.id}:${index}`, value: dealButtonValue(deal) }),
    );
  const typed = literal(found.typed, 60);
  if (found.kind === 'several') {
    const question = found.more ? m.refusals.manyFit(typed) : m.refusals.severalFit(found.deals.length, typed);
    return textMessage(question, ...rows(found.deals));
  }
  const below = buttons(
    { id: OPEN_NEW_DEAL, text: m.refusals.newDeal, value: found.typed.slice(0, 200) },
    { id: DEAL_HELP, text: m.common.help, value: 'deal' },
  );
  const said = found.nearest.length === 0 ? m.refusals.noneFits(typed) : m.refusals.noneFitsButClose(typed);
  return textMessage(said, ...rows(found.nearest), ...below);
}
