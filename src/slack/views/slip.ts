import type { KnownBlock } from '@slack/types';
import type { DealEvent } from '../../core/deal-event.ts';
import { isSlip, SLIP_CAUSES } from '../../core/slip.ts';
import type { Messages } from '../../locale/messages.ts';
import { buttons } from './blocks.ts';
import { dealValue } from './deal-value.ts';
import { rich } from './text.ts';

/** Says why a close date moved later: the cause is the suffix, the value the deal at the version of that change. */
export const SLIP = 'deal.slip';

/** Asks for the cause of a slip, each a tap; nothing for a change that is none. */
export function slipQuestion(m: Messages, event: DealEvent): readonly KnownBlock[] {
  const [from, to] = [event.before?.closeOn, event.after.closeOn];
  if (!isSlip(event) || typeof from !== 'string' || to === null) return [];
  const value = dealValue({ number: event.dealNumber, version: event.version });
  return [
    rich(m.tidy.slipped(from, to)),
    ...buttons(...SLIP_CAUSES.map((cause) => ({ id: `${SLIP}:${cause}`, text: m.tidy.causeButtons[cause], value }))),
  ];
}
