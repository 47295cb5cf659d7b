import { MAX_TYPED_LENGTH } from '../../input/typed-text.ts';
import type { Messages } from '../../locale/messages.ts';
import type { Reply } from '../request/flow.ts';
import { textMessage } from '../views/kit/blocks.ts';

/** Says that a text is longer than what is read: half of it must not pass for the whole. */
export const replyTooLong = (m: Messages, length: number): Reply => ({
  kind: 'say',
  message: textMessage(m.common.tooLong({ length, most: MAX_TYPED_LENGTH })),
});
