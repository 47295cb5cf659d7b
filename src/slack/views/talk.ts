import type { Messages } from '../../locale/messages.ts';
import { AGAIN } from '../again.ts';
import { buttons, type Message, say } from './blocks.ts';
import { HELP, NEW } from './deal-actions.ts';
import { literal } from './text.ts';

/** Slack's limit of a button's value. */
const LINE_LIMIT = 2000;

/** What was asked for by a message takes a form, which Slack opens only for a press: the button runs the line as a command. */
export const takesForm = (m: Messages, title: string, line: string): Message =>
  say(
    m.talk.takesForm(literal(title)),
    ...buttons({ id: AGAIN, text: literal(title, 75), value: line.slice(0, LINE_LIMIT), style: 'primary' }),
  );

/** A file was sent: what to do instead. */
export const cannotRead = (m: Messages): Message =>
  say(m.talk.noFiles, ...buttons({ id: NEW, text: m.help.newDeal, value: '' }, { id: HELP, text: m.common.help, value: 'deal' }));
