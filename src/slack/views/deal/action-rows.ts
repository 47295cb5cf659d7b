import type { KnownBlock, SectionBlock } from '@slack/types';
import type { DealFile } from '../../../core/deal/deal.ts';
import { recommendedActions } from '../../../core/deal/tick-action.ts';
import type { Pipeline, RecommendedAction } from '../../../core/pipeline/stage.ts';
import type { Messages } from '../../../locale/messages.ts';
import { safe } from '../../../locale/safe-text.ts';
import { row } from '../kit/blocks.ts';
import { literal, richText } from '../kit/text.ts';
import { COMPLETE_ACTION } from './deal-actions.ts';

/** What to do on the stage, each with its own button until it is done. */
export function actionRows(
  m: Messages,
  file: DealFile,
  { pipeline, value }: { readonly pipeline: Pipeline; readonly value: string },
): readonly KnownBlock[] {
  const rows = recommendedActions(file, pipeline);
  if (rows.length === 0) return [];
  return [richText(m.channelCard.doHere), ...rows.map((each) => actionRow(m, each, value))];
}

/** One thing to do, with its button until it is done. */
export const actionRow = (
  m: Messages,
  { action, done }: { readonly action: RecommendedAction; readonly done: boolean },
  value: string,
): SectionBlock =>
  row(
    safe`${done ? safe`✓` : safe`○`} ${literal(action.text, 300)}`,
    done ? undefined : { id: `${COMPLETE_ACTION}:${action.id}`, text: m.channelCard.tick, value },
  );
