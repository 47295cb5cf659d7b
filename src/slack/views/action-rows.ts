import type { KnownBlock, SectionBlock } from '@slack/types';
import type { DealFile } from '../../core/deal.ts';
import type { Pipeline, RecommendedAction } from '../../core/stage.ts';
import { recommended } from '../../core/tick-action.ts';
import type { Messages } from '../../locale/messages.ts';
import { row } from './blocks.ts';
import { TICK } from './deal-actions.ts';
import { literal, rich } from './text.ts';

/** What to do on the stage, each with its own button until it is done. */
export function actionRows(
  m: Messages,
  file: DealFile,
  { pipeline }: { readonly pipeline: Pipeline },
  value: string,
): readonly KnownBlock[] {
  const rows = recommended(file, pipeline);
  if (rows.length === 0) return [];
  return [rich(m.channelCard.doHere), ...rows.map((each) => actionRow(m, each, value))];
}

/** One thing to do, with its button until it is done. */
export const actionRow = (
  m: Messages,
  { action, done }: { readonly action: RecommendedAction; readonly done: boolean },
  value: string,
): SectionBlock =>
  row(
    `${done ? '✓' : '○'} ${literal(action.text, 300)}`,
    done ? undefined : { id: `${TICK}:${action.id}`, text: m.channelCard.tick, value },
  );
