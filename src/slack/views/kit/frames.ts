import type { ModalView } from '@slack/types';
import type { Messages } from '../../../locale/messages.ts';
import { safe } from '../../../locale/safe-text.ts';
import { type Message, modal } from './blocks.ts';
import { richText } from './text.ts';

const NAME = safe`Lejek`;

/** The form that opens while the data is on its way. */
export const loadingView = (m: Messages): ModalView =>
  modal({ id: 'frame.waiting', title: NAME, close: m.common.close, blocks: [richText(m.common.loading)] });

/** A message where a form was expected. */
export const messageView = (m: Messages, message: Message): ModalView =>
  modal({ id: 'frame.message', title: NAME, close: m.common.close, blocks: message.blocks });
