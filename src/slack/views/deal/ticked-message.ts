import type { DealFile } from '../../../core/deal/deal.ts';
import type { Pipeline } from '../../../core/pipeline/stage.ts';
import type { Messages } from '../../../locale/messages.ts';
import { type Message, textMessage } from '../kit/blocks.ts';
import { literal, lowerInitial } from '../kit/text.ts';
import { dealTitle } from './deal-title.ts';
import { undoRow } from './undo-row.ts';

/** A recommended action was ticked off: which, and the way back. */
export function tickedMessage(
  m: Messages,
  { deal }: DealFile,
  { pipeline, actionId }: { readonly pipeline: Pipeline; readonly actionId: string },
): Message {
  const action = pipeline.stages.flatMap((stage) => stage.actions).find(({ id }) => id === actionId);
  return textMessage(
    m.dealActions.actionTicked(dealTitle(deal), literal(lowerInitial(action?.text ?? actionId), 150)),
    ...undoRow(m, deal),
  );
}
