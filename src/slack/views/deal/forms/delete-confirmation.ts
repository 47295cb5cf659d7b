import type { Deal } from '../../../../core/deal/deal.ts';
import type { Messages } from '../../../../locale/messages.ts';
import { buttons, type Message, textMessage } from '../../kit/blocks.ts';
import { CONFIRM_DELETE, SHOW } from '../deal-actions.ts';
import { dealButtonValue } from '../deal-button-value.ts';
import { dealTitle } from '../deal-title.ts';

/** Asks whether a deal was entered by mistake. */
export function deleteConfirmation(m: Messages, deal: Deal): Message {
  const [title, value] = [dealTitle(deal), dealButtonValue(deal)];
  const confirm = {
    title: m.dealActions.deleteConfirm,
    text: title,
    yes: m.dealActions.deleteYes,
    no: m.common.cancel,
  };
  return textMessage(
    m.dealActions.deleteAsk(title),
    ...buttons(
      { id: CONFIRM_DELETE, text: m.dealActions.deleteButton, value, style: 'danger', confirm },
      { id: SHOW, text: m.common.open, value },
    ),
  );
}
