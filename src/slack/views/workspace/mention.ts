import type { Messages } from '../../../locale/messages.ts';
import { DEAL_HELP, OPEN_NEW_DEAL } from '../deal/deal-actions.ts';
import { RERUN_COMMAND } from '../kit/action-ids.ts';
import { buttons, type Message, textMessage } from '../kit/blocks.ts';
import { literal } from '../kit/text.ts';

/** Slack's limit of a button's value. */
const LINE_LIMIT = 2000;

/** What was asked for by a message takes a form, which Slack opens only for a press: the button runs the line as a command. */
export const openFormMessage = (m: Messages, title: string, line: string): Message =>
  textMessage(
    m.mention.needsForm(literal(title)),
    ...buttons({ id: RERUN_COMMAND, text: literal(title, 75), value: line.slice(0, LINE_LIMIT), style: 'primary' }),
  );

/** A file was sent: what to do instead. */
export const cannotReadFiles = (m: Messages): Message =>
  textMessage(
    m.mention.noFiles,
    ...buttons({ id: OPEN_NEW_DEAL, text: m.help.newDeal, value: '' }, { id: DEAL_HELP, text: m.common.help, value: 'deal' }),
  );
