import type { HomeView } from '@slack/types';
import type { Messages } from '../../../locale/messages.ts';
import { type Message, textMessage } from '../kit/blocks.ts';
import { richText } from '../kit/text.ts';

/** Why somebody is not answered. */
export type RefusedAccess = keyof Messages['access']['refused'];

/** The one sentence that somebody reads who may not use Lejek. */
export const refusedMessage = (m: Messages, why: RefusedAccess): Message => textMessage(m.access.refused[why]);

/** Their Home: the same sentence, and nothing else. */
export const refusedHome = (m: Messages, why: RefusedAccess): HomeView => ({
  type: 'home',
  blocks: [richText(m.access.refused[why])],
});
