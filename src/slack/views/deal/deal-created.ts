import type { Deal } from '../../../core/deal/deal.ts';
import type { Member } from '../../../core/deal/member.ts';
import { nextStage, type Pipeline, stageById } from '../../../core/deal/stage.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe } from '../../../locale/safe-text.ts';
import { buttons, type Message, textMessage } from '../kit/blocks.ts';
import { literal, lowerInitial, memberNameText } from '../kit/text.ts';
import { ADVANCE, SHOW, UNDO } from './deal-actions.ts';
import { dealButtonValue } from './deal-button-value.ts';
import { dealTitle } from './deal-title.ts';

/** What is said about a deal that was just made: where it is, what helps most, and the next move as a button. */
export function dealCreated(
  m: Messages,
  deal: Deal,
  { pipeline, owner, askerId }: { readonly pipeline: Pipeline; readonly owner: Member; readonly askerId: string },
): Message {
  const stage = stageById(pipeline, deal.stageId);
  const next = nextStage(pipeline, deal.stageId);
  const hint = stage?.actions[0]?.text;
  const lines = [
    m.newDeal.created(
      dealTitle(deal),
      literal(stage?.shortName ?? ''),
      hint === undefined ? undefined : literal(lowerInitial(hint), 150),
    ),
  ];
  if (owner.id !== askerId) lines.push(m.newDeal.forOwner(memberNameText(owner)));
  if (deal.valueMinor !== null && deal.pipelineValueMinor === null)
    lines.push(m.newDeal.noRate(literal(deal.currency), literal(pipeline.currency)));
  return textMessage(
    joinSafe(lines, '\n'),
    ...buttons(
      next === undefined
        ? undefined
        : { id: ADVANCE, text: m.newDeal.next(literal(next.shortName)), value: dealButtonValue(deal), style: 'primary' },
      { id: UNDO, text: m.common.undo, value: dealButtonValue(deal) },
      { id: SHOW, text: m.common.open, value: dealButtonValue(deal) },
    ),
  );
}
