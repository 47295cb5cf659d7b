import type { WebClient } from '@slack/web-api';
import type { SlackUserId } from '../../core/ids.ts';
import type { DurationMs } from '../../core/time/durations.ts';
import type { Log } from '../../platform/log-types.ts';
import type { Message } from '../views/kit/blocks.ts';
import { slackErrorCode } from '../web-api/slack-error-code.ts';

/** Slack takes this long at most; afterwards the person has looked elsewhere. */
const RESPONSE_URL_TIMEOUT_MS: DurationMs = 5000;

/** How one person is reached after the acknowledgement. */
type PersonalReplyPath = {
  /** The response_url of the command or button; null where there was none. */
  readonly url: string | null;
  readonly thread?: string | null;
  /** Takes the place of the message that the response_url belongs to. */
  readonly replacesOriginal?: boolean;
  readonly slackUserId: SlackUserId;
};

/**
 * Replies to one person after the acknowledgement: by response_url, which works where the bot is no member, else by direct message.
 *
 * @returns whether the message was delivered.
 */
export async function replyToPerson(
  replyPath: PersonalReplyPath,
  message: Message,
  { client, log }: { readonly client: WebClient; readonly log: Log },
): Promise<boolean> {
  if (await postToResponseUrl(replyPath, message, log)) return true;
  try {
    await client.chat.postMessage({
      channel: replyPath.slackUserId,
      text: message.text,
      blocks: [...message.blocks],
      unfurl_links: false,
    });
    return true;
  } catch (error) {
    log.warn({ err: error, slack: slackErrorCode(error) }, 'an answer could not be delivered');
    return false;
  }
}

async function postToResponseUrl(replyPath: PersonalReplyPath, message: Message, log: Log): Promise<boolean> {
  const { url, thread = null, replacesOriginal = false } = replyPath;
  if (url === null) return false;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        response_type: 'ephemeral',
        replace_original: replacesOriginal,
        ...(thread === null || replacesOriginal ? {} : { thread_ts: thread }),
        text: message.text,
        blocks: message.blocks,
      }),
      signal: AbortSignal.timeout(RESPONSE_URL_TIMEOUT_MS),
    });
    if (response.ok) return true;
    log.debug({ status: response.status }, 'a response_url was refused');
  } catch (error) {
    log.debug({ err: error }, 'a response_url could not be reached');
  }
  return false;
}
