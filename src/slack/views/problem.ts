import type { Messages } from '../../locale/messages.ts';
import { buttons, type Message, say } from './blocks.ts';
import { literal } from './text.ts';

/** Opens the settings. */
export const SETUP = 'funnel.setup';

/** What Slack refused, and what sets it right. */
export function problemMessage(m: Messages, channel: string, code: string): Message {
  const how = m.alerts.problemHow[code];
  const sentence = m.alerts.problem(literal(channel), literal(code, 60));
  return say(
    how === undefined ? sentence : `${sentence}\n${how}`,
    ...buttons({ id: SETUP, text: m.alerts.openSetup, value: 'setup' }),
  );
}
