import { randomBytes } from 'node:crypto';
import type { Messages } from '../../locale/messages.ts';
import type { SafeText } from '../../locale/safe-text.ts';
import type { Log } from '../../platform/log-types.ts';
import { classifyStoreFault, OutcomeUnknownError } from '../../store/types/store-fault.ts';
import { buttons, type Message, textMessage } from '../views/kit/blocks.ts';
import { literal } from '../views/kit/text.ts';
import type { ViewError } from '../web-api/classify-view-error.ts';
import { slackErrorCode } from '../web-api/slack-error-code.ts';
import type { RetryButton } from './retry.ts';

/**
 * What became of the writes of a request, as far as it got. `unknown` goes before `saved`: what is not known is what people have to
 * look at.
 */
export type WriteOutcome = 'none' | 'saved' | 'unknown';

/** Where and how a request met a fault. */
export type FaultPlace = {
  readonly log: Log;
  readonly what: string;
  /** What the request had written by then. */
  readonly written: WriteOutcome;
  /** It came from a form whose entries are kept: sent again it counts once. */
  readonly isForm?: boolean;
};

/**
 * What a fault says to the person who met it: what happened, whether anything was changed, and what to do next; with a code where somebody
 * will have to look it up in the log. The log has the whole of it.
 */
export function faultSentence(error: unknown, m: Messages, { log, what, written, isForm = false }: FaultPlace): SafeText {
  const { faults } = m.common;
  const fault = error instanceof OutcomeUnknownError ? undefined : classifyStoreFault(error);
  if (written === 'unknown' || error instanceof OutcomeUnknownError) {
    log.error({ err: error, what }, 'the answer to a write was lost');
    return isForm ? faults.unknownForm : faults.unknown;
  }
  if (fault !== undefined) {
    log.error({ err: error, what, fault: fault.kind }, 'the database did not do what it was asked');
    return written === 'saved' ? faults.savedThen : faults[fault.kind];
  }
  const refused = slackErrorCode(error);
  if (refused !== undefined) {
    log.warn({ err: error, what, slack: refused }, 'Slack refused a call');
    return written === 'saved' ? faults.savedThenSlack(literal(refused)) : m.common.slackFault(literal(refused));
  }
  const code = randomBytes(3).toString('hex').toUpperCase();
  log.error({ err: error, what, code }, 'a listener failed');
  return written === 'saved' ? faults.savedThenBug(literal(code)) : m.common.fault(literal(code));
}

/**
 * Slack did not open or change a view: its trigger ran out, or it was closed or changed meanwhile. Says what became of the request, and
 * where nothing was changed it offers to ask once more.
 */
export function viewRefusedMessage(
  reason: ViewError,
  m: Messages,
  { written, retry }: { readonly written: WriteOutcome; readonly retry: RetryButton },
): Message {
  if (written === 'unknown') return textMessage(m.common.faults.unknown);
  const { expired, expiredSaved, viewGone, viewGoneSaved } = m.common;
  if (written === 'saved') return textMessage(reason === 'expiredTrigger' ? expiredSaved : viewGoneSaved);
  return textMessage(reason === 'expiredTrigger' ? expired : viewGone, ...buttons(retry(m)));
}
