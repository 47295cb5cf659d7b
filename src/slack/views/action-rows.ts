import type { KnownBlock } from '@slack/types';
import type { DealFile } from '../../core/deal.ts';
import type { Pipeline } from '../../core/stage.ts';
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
  return [
    rich(m.channelCard.doHere),
    ...rows.map(({ action, done }) =>
      row(
        `${done ? '✓' : '○'} ${literal(action.text, 300)}`,
        done ? undefined : { id: `${TICK}:${action.id}`, text: m.channelCard.tick, value },
      ),
    ),
  ];
}
