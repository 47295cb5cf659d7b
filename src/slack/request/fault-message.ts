import { randomBytes } from 'node:crypto';
import type { Messages } from '../../locale/messages.ts';
import type { SafeText } from '../../locale/safe-text.ts';
import type { Log } from '../../platform/log-types.ts';
import { RERUN_COMMAND } from '../views/kit/action-ids.ts';
import { buttons, type Message, textMessage } from '../views/kit/blocks.ts';
import { literal } from '../views/kit/text.ts';
import { slackErrorCode } from '../web-api/slack-error-code.ts';

/** Errors whose codes say that the database is away: refused, cut off, too slow, shutting down. Prisma's, Node's and PostgreSQL's. */
const STORE_CODES = /^(?:P10\d\d|P2024|P2028|ECONN|ETIMEDOUT|EPIPE|ENOTFOUND|57P0|08|53)/;

function isStoreDown(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (STORE_CODES.test(code)) return true;
  if (
    /database (?:is closed|server)|connect(?:ion)? (?:ECONNREFUSED|terminated|timeout)|Can't reach database|terminating connection|a pool after calling end/i.test(
      error.message,
    )
  )
    return true;
  return error.cause !== undefined && isStoreDown(error.cause);
}

/**
 * What a fault says to the person who met it: one sentence, with a code where somebody will have to look it up in the log.
 * The log has the whole of it.
 */
export function faultSentence(
  error: unknown,
  m: Messages,
  { log, what }: { readonly log: Log; readonly what: string },
): SafeText {
  if (isStoreDown(error)) {
    log.error({ err: error, what }, 'the database did not answer');
    return m.common.storeDown;
  }
  const refused = slackErrorCode(error);
  if (refused !== undefined) {
    log.warn({ err: error, what, slack: refused }, 'Slack refused a call');
    return m.common.slackFault(literal(refused));
  }
  const code = randomBytes(3).toString('hex').toUpperCase();
  log.error({ err: error, what, code }, 'a listener failed');
  return m.common.fault(literal(code));
}

/** Slack's trigger ran out before the form could open; the button runs the command once more. */
export function expiredTriggerMessage(m: Messages, commandLine: string | null): Message {
  const again =
    commandLine === null ? [] : buttons({ id: RERUN_COMMAND, text: m.common.tryAgain, value: commandLine.slice(0, 2000) });
  return textMessage(m.common.expired, ...again);
}
