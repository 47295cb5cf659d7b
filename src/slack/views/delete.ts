import type { Deal } from '../../core/deal.ts';
import type { Messages } from '../../locale/messages.ts';
import { buttons, type Message, say } from './blocks.ts';
import { DELETE_SURE, SHOW } from './deal-actions.ts';
import { dealTitle } from './deal-title.ts';
import { dealValue } from './deal-value.ts';
import { plain } from './text.ts';

/** Asks whether a deal was entered by mistake. */
export function deleteAsk(m: Messages, deal: Deal): Message {
  const [title, value] = [dealTitle(deal), dealValue(deal)];
  const confirm = { title: m.life.deleteConfirm, text: plain(title, 300), yes: m.life.deleteYes, no: m.common.cancel };
  return say(
    m.life.deleteAsk(title),
    ...buttons(
      { id: DELETE_SURE, text: m.life.deleteButton, value, style: 'danger', confirm },
      { id: SHOW, text: m.common.open, value },
    ),
  );
}
