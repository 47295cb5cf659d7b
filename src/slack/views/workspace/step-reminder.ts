import type { Deal, PlannedStep } from '../../../core/deal/deal.ts';
import type { Messages } from '../../../locale/messages.ts';
import { SHOW } from '../deal/deal-actions.ts';
import { dealButtonValue, stepButtonValue } from '../deal/deal-button-value.ts';
import { dealTitle } from '../deal/deal-title.ts';
import { buttons, type Message, textMessage } from '../kit/blocks.ts';
import { literal } from '../kit/text.ts';
import { STEP_ACTIONS } from './next-step-form.ts';

/** A step at its hour, with what can be done about it in one tap. @param time 'HH:mm', as it was planned. */
export function stepReminder(
  m: Messages,
  { deal, time, planned }: { readonly deal: Deal; readonly time: string; readonly planned: PlannedStep },
): Message {
  const value = stepButtonValue(deal, planned);
  return textMessage(
    m.morning.stepNow({ time: m.f.clock(time), deal: dealTitle(deal), step: literal(planned.step, 200) }),
    ...buttons(
      { id: STEP_ACTIONS.done, text: m.morning.done, value },
      { id: STEP_ACTIONS.tomorrow, text: m.morning.tomorrow, value },
      { id: STEP_ACTIONS.nextWeek, text: m.morning.nextWeek, value },
      { id: SHOW, text: m.common.open, value: dealButtonValue(deal) },
    ),
  );
}
