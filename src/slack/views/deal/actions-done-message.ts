import type { DealFile } from '../../../core/deal/deal.ts';
import type { Pipeline } from '../../../core/pipeline/stage.ts';
import type { Messages } from '../../../locale/messages.ts';
import { joinSafe } from '../../../locale/safe-text.ts';
import { type Message, textMessage } from '../kit/blocks.ts';
import { literal, lowerInitial } from '../kit/text.ts';
import { dealTitle } from './deal-title.ts';
import { undoRow } from './undo-row.ts';

/** Recommended actions were ticked off: which, and the way back. */
export function actionsDoneMessage(
  m: Messages,
  { deal }: DealFile,
  { pipeline, actionIds }: { readonly pipeline: Pipeline; readonly actionIds: readonly string[] },
): Message {
  const all = pipeline.stages.flatMap((stage) => stage.actions);
  const done = actionIds.map((actionId) => literal(lowerInitial(all.find(({ id }) => id === actionId)?.text ?? actionId), 150));
  return textMessage(m.dealActions.actionTicked(dealTitle(deal), joinSafe(done, '; ')), ...undoRow(m, deal));
}
