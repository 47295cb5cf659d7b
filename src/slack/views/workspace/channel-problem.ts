import type { Messages } from '../../../locale/messages.ts';
import { safe } from '../../../locale/safe-text.ts';
import { OPEN_SETUP } from '../kit/action-ids.ts';
import { buttons, type Message, textMessage } from '../kit/blocks.ts';
import { HOME_PROBLEM, PICTURE_PROBLEM, SHARED_EXTERNALLY, THREAD_PROBLEM } from '../kit/problem-codes.ts';
import { literal } from '../kit/text.ts';

/** What Slack refused, and what sets it right. */
export function problemMessage(m: Messages, channel: string, code: string): Message {
  const setup = buttons({ id: OPEN_SETUP, text: m.alerts.openSetup, value: 'setup' });
  if (code === SHARED_EXTERNALLY) return textMessage(m.setup.external.closed(literal(channel)), ...setup);
  if (code.startsWith(PICTURE_PROBLEM))
    return textMessage(m.alerts.pictureProblem(literal(channel), literal(code.slice(PICTURE_PROBLEM.length), 60)));
  if (code.startsWith(HOME_PROBLEM)) return textMessage(m.alerts.homeProblem(literal(code.slice(HOME_PROBLEM.length), 60)));
  if (code.startsWith(THREAD_PROBLEM))
    return textMessage(m.alerts.threadProblem(literal(channel), literal(code.slice(THREAD_PROBLEM.length), 60)));
  const how = m.alerts.problemHow[code];
  const sentence = m.alerts.problem(literal(channel), literal(code, 60));
  return textMessage(how === undefined ? sentence : safe`${sentence}\n${how}`, ...setup);
}
