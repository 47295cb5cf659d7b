import type { Messages } from '../../locale/messages.ts';
import { buttons, type Message, say } from './blocks.ts';
import { literal } from './text.ts';

/** Opens the settings. */
export const SETUP = 'funnel.setup';

/** The problem of a channel that another company reads along in, as a subscription keeps it. */
export const SHARED_OUT = 'shared_externally';

/** What Slack refused, and what sets it right. */
export function problemMessage(m: Messages, channel: string, code: string): Message {
  const setup = buttons({ id: SETUP, text: m.alerts.openSetup, value: 'setup' });
  if (code === SHARED_OUT) return say(m.setup.external.closed(literal(channel)), ...setup);
  const how = m.alerts.problemHow[code];
  const sentence = m.alerts.problem(literal(channel), literal(code, 60));
  return say(how === undefined ? sentence : `${sentence}\n${how}`, ...setup);
}
