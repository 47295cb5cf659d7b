import type { WebClient } from '@slack/web-api';
import type { Log } from '../log-types.ts';
import { slackError } from './slack-error.ts';
import type { Message } from './views/blocks.ts';
import { replaced } from './views/frames.ts';

/** Slack takes this long at most; afterwards the person has looked elsewhere. */
const TIMEOUT_MS = 5000;

/**
 * Says something to one person after a form was closed: by the response_url of the command or button that opened it (it works where
 * the bot is no member), else by direct message.
 *
 * @returns true when it was said.
 */
export async function tellBack(
  way: { readonly url: string | null; readonly thread?: string | null; readonly slackUserId: string },
  message: Message,
  client: WebClient,
  log: Log,
): Promise<boolean> {
  if (way.url !== null && (await byUrl(way.url, way.thread ?? null, message, log))) return true;
  try {
    await client.chat.postMessage({ channel: way.slackUserId, ...replaced(message) });
    return true;
  } catch (error) {
    log.warn({ err: error, slack: slackError(error) }, 'an answer could not be delivered');
    return false;
  }
}

async function byUrl(url: string, thread: string | null, message: Message, log: Log): Promise<boolean> {
  try {
    const where = thread === null ? {} : { thread_ts: thread };
    const body = JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...where, ...replaced(message) });
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.ok) return true;
    log.debug({ status: response.status }, 'a response_url was refused');
  } catch (error) {
    log.debug({ err: error }, 'a response_url could not be reached');
  }
  return false;
}
