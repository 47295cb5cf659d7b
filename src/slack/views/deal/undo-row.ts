import type { ActionsBlock } from '@slack/types';
import type { Deal } from '../../../core/deal/deal.ts';
import type { Messages } from '../../../locale/messages.ts';
import { buttons } from '../kit/blocks.ts';
import { SHOW, UNDO } from './deal-actions.ts';
import { dealButtonValue } from './deal-button-value.ts';

type Seen = Pick<Deal, 'number' | 'version'>;

/** Takes back what was just done to a deal. */
export const undoRow = (m: Messages, deal: Seen): readonly ActionsBlock[] =>
  buttons({ id: UNDO, text: m.common.undo, value: dealButtonValue(deal) });

/** Takes back what was just done to a deal, or shows the deal. */
export const undoAndShowRow = (m: Messages, deal: Seen): readonly ActionsBlock[] =>
  buttons(
    { id: UNDO, text: m.common.undo, value: dealButtonValue(deal) },
    { id: SHOW, text: m.common.open, value: dealButtonValue(deal) },
  );
