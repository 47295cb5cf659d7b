import type { Deal } from '../../../../core/deal/deal.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { buttons, type Message, textMessage } from '../../kit/blocks.ts';
import { SHOW } from '../deal-actions.ts';
import { dealButtonValue } from '../deal-button-value.ts';
import { dealTitle } from '../deal-title.ts';

/** Makes two entries of one deal one; the value is both deals, joined by ">". */
export const CONFIRM_MERGE = 'deal.merge-sure';

/** Asks whether the first deal goes into the second. */
export function mergeConfirmation(m: Messages, from: Deal, into: Deal): Message {
  const value = `${dealButtonValue(from)}>${dealButtonValue(into)}`;
  return textMessage(
    m.dealActions.mergeAsk(dealTitle(from), dealTitle(into)),
    ...buttons(
      { id: CONFIRM_MERGE, text: m.dealActions.mergeYes, value, style: 'primary' },
      { id: `${SHOW}:from`, text: dealTitle(from), value: dealButtonValue(from) },
      { id: `${SHOW}:into`, text: dealTitle(into), value: dealButtonValue(into) },
    ),
  );
}
