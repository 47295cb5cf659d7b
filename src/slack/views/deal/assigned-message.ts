import type { Deal } from '../../../core/deal/deal.ts';
import { nextStage, type Pipeline } from '../../../core/pipeline/stage.ts';
import type { Messages } from '../../../locale/messages.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import { buttons, type Message, textMessage } from '../kit/blocks.ts';
import { literal } from '../kit/text.ts';
import { ADVANCE, SHOW } from './deal-actions.ts';
import { dealButtonValue } from './deal-button-value.ts';
import { dealLine } from './deal-title.ts';

/** A word to a deal's new owner. `giver`: who gave it. */
export function assignedMessage(
  m: Messages,
  deal: Deal,
  { pipeline, assigner }: { readonly pipeline: Pipeline; readonly assigner: SafeText },
): Message {
  const next = nextStage(pipeline, deal.stageId);
  return textMessage(
    m.dealActions.assignedToYou(dealLine(m, deal, pipeline), assigner),
    ...buttons(
      next?.kind === 'open'
        ? { id: ADVANCE, text: m.card.next(literal(next.shortName)), value: dealButtonValue(deal) }
        : undefined,
      { id: SHOW, text: m.common.open, value: dealButtonValue(deal) },
    ),
  );
}
