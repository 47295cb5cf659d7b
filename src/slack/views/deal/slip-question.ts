import type { KnownBlock } from '@slack/types';
import type { DealEvent } from '../../../core/deal/deal-event.ts';
import { isSlip, SLIP_CAUSES } from '../../../core/deal/hygiene/slip.ts';
import type { Messages } from '../../../locale/messages.ts';
import { buttons } from '../kit/blocks.ts';
import { richText } from '../kit/text.ts';
import { dealButtonValue } from './deal-button-value.ts';

/** Says why a close date moved later: the cause is the suffix, the value the deal at the version of that change. */
export const SLIP_CAUSE = 'deal.slip';

/** Asks for the cause of a slip, each a tap; nothing for a change that is none. */
export function slipQuestion(m: Messages, event: DealEvent): readonly KnownBlock[] {
  const [from, to] = [event.before?.closeOn, event.after.closeOn];
  if (!isSlip(event) || typeof from !== 'string' || to === null) return [];
  const value = dealButtonValue({ number: event.dealNumber, version: event.version });
  return [
    richText(m.hygiene.slipped(from, to)),
    ...buttons(...SLIP_CAUSES.map((cause) => ({ id: `${SLIP_CAUSE}:${cause}`, text: m.hygiene.causeButtons[cause], value }))),
  ];
}
