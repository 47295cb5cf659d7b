import type { Deal } from '../../core/deal.ts';
import type { Messages } from '../../locale/messages.ts';
import { buttons, type Message, say } from './blocks.ts';
import { SHOW } from './deal-actions.ts';
import { dealTitle } from './deal-title.ts';
import { dealValue } from './deal-value.ts';

/** Makes two entries of one deal one; the value is both deals, joined by ">". */
export const MERGE_SURE = 'deal.merge-sure';

/** Asks whether the first deal goes into the second. */
export function mergeAsk(m: Messages, from: Deal, into: Deal): Message {
  const value = `${dealValue(from)}>${dealValue(into)}`;
  return say(
    m.life.mergeAsk(dealTitle(from), dealTitle(into)),
    ...buttons(
      { id: MERGE_SURE, text: m.life.mergeYes, value, style: 'primary' },
      { id: `${SHOW}:from`, text: dealTitle(from), value: dealValue(from) },
      { id: `${SHOW}:into`, text: dealTitle(into), value: dealValue(into) },
    ),
  );
}
