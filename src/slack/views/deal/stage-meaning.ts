import type { KnownBlock } from '@slack/types';
import type { Stage } from '../../../core/pipeline/stage.ts';
import type { Messages } from '../../../locale/messages.ts';
import { contextLine } from '../kit/blocks.ts';
import { literal, lowerInitial } from '../kit/text.ts';

/** Longer ones are an admin's, and end in an ellipsis. */
const MEANING_LIMIT = 300;

/** What it means that a deal is in a stage, as a small line; nothing where nobody has said it. */
export const stageMeaning = (m: Messages, { meaning }: Pick<Stage, 'meaning'>): readonly KnownBlock[] =>
  meaning === '' ? [] : [contextLine(m.advance.meaning(literal(lowerInitial(meaning), MEANING_LIMIT)))];
