import type { Messages } from '../../../../locale/messages.ts';
import { RERUN_COMMAND } from '../../kit/action-ids.ts';
import { buttons, type Message, textMessage } from '../../kit/blocks.ts';
import { literal } from '../../kit/text.ts';

/** Slack's limit of a button's value. */
const LINE_LIMIT = 2000;

/**
 * A line that names a deal though it begins with a word of ours: what it was taken for, the way to the other meaning, and the answer.
 *
 * @param typed the words as a person reads them. @param line the whole line, as it runs again.
 */
export function nameAnswerMessage(
  m: Messages,
  answer: Message,
  { typed, word, line }: { readonly typed: string; readonly word: string; readonly line: string },
): Message {
  const said = textMessage(
    m.mention.takenAsName(literal(typed, 60)),
    ...buttons({ id: RERUN_COMMAND, text: m.mention.asCommand(literal(word, 30)), value: line.slice(0, LINE_LIMIT) }),
  );
  return { text: answer.text, blocks: [...said.blocks, ...answer.blocks] };
}
