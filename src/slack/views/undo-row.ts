import type { ActionsBlock } from '@slack/types';
import type { Deal } from '../../core/deal.ts';
import type { Messages } from '../../locale/messages.ts';
import { buttons } from './blocks.ts';
import { SHOW, UNDO } from './deal-actions.ts';
import { dealValue } from './deal-value.ts';

type Seen = Pick<Deal, 'number' | 'version'>;

/** Takes back what was just done to a deal. */
export const undoRow = (m: Messages, deal: Seen): readonly ActionsBlock[] =>
  buttons({ id: UNDO, text: m.common.undo, value: dealValue(deal) });

/** Takes back what was just done to a deal, or shows the deal. */
export const undoOrOpen = (m: Messages, deal: Seen): readonly ActionsBlock[] =>
  buttons({ id: UNDO, text: m.common.undo, value: dealValue(deal) }, { id: SHOW, text: m.common.open, value: dealValue(deal) });
