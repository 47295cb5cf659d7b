import type { WebClient } from '@slack/web-api';
import type { Log } from '../../platform/log-types.ts';
import type { Message } from '../views/kit/blocks.ts';
import { toBoltMessage } from '../views/kit/frames.ts';
import { slackErrorCode } from '../web-api/slack-error-code.ts';

/** Slack takes this long at most; afterwards the person has looked elsewhere. */
const RESPONSE_URL_TIMEOUT_MS = 5000;

/**
 * Says something to one person after a form was closed: by the response_url of the command or button that opened it (it works where
 * the bot is no member), else by direct message.
 *
 * @returns true when it was said.
 */
export async function replyToPerson(
  replyPath: { readonly url: string | null; readonly thread?: string | null; readonly slackUserId: string },
  message: Message,
  client: WebClient,
  log: Log,
): Promise<boolean> {
  if (replyPath.url !== null && (await postToResponseUrl(replyPath.url, replyPath.thread ?? null, message, log))) return true;
  try {
    await client.chat.postMessage({ channel: replyPath.slackUserId, ...toBoltMessage(message) });
    return true;
  } catch (error) {
    log.warn({ err: error, slack: slackErrorCode(error) }, 'an answer could not be delivered');
    return false;
  }
}

async function postToResponseUrl(url: string, thread: string | null, message: Message, log: Log): Promise<boolean> {
  try {
    const where = thread === null ? {} : { thread_ts: thread };
    const body = JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...where, ...toBoltMessage(message) });
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(RESPONSE_URL_TIMEOUT_MS),
    });
    if (response.ok) return true;
    log.debug({ status: response.status }, 'a response_url was refused');
  } catch (error) {
    log.debug({ err: error }, 'a response_url could not be reached');
  }
  return false;
}
