import type { Deal } from '../../core/deal.ts';
import { nextStage, type Pipeline } from '../../core/stage.ts';
import type { Messages } from '../../locale/messages.ts';
import { buttons, type Message, say } from './blocks.ts';
import { ADVANCE, SHOW } from './deal-actions.ts';
import { dealLine } from './deal-title.ts';
import { dealValue } from './deal-value.ts';
import { literal, type Tagged } from './text.ts';

/** A word to a deal's new owner. `giver`: who gave it. */
export function assignedMessage(m: Messages, deal: Deal, pipeline: Pipeline, giver: Tagged): Message {
  const next = nextStage(pipeline, deal.stageId);
  return say(
    m.life.assignedToYou(dealLine(m, deal, pipeline), giver),
    ...buttons(
      next?.kind === 'open' ? { id: ADVANCE, text: m.card.next(literal(next.shortName)), value: dealValue(deal) } : undefined,
      { id: SHOW, text: m.common.open, value: dealValue(deal) },
    ),
  );
}
