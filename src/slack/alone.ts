import type { WebClient } from '@slack/web-api';
import type { Log } from '../log-types.ts';
import { slackError } from './slack-error.ts';
import type { Message } from './views/blocks.ts';
import { replaced } from './views/frames.ts';
import { tellBack } from './way-back.ts';

/** Where somebody said something to the bot. */
type Where = {
  readonly user: string;
  readonly channel: string;
  readonly threadTs: string | undefined;
  /** In their own conversation with the bot. */
  readonly isDirect: boolean;
};

/** Answers where somebody spoke, so that only they see it; by direct message where that is refused. */
export async function replyAlone(where: Where, message: Message, client: WebClient, log: Log): Promise<void> {
  const thread = where.threadTs === undefined ? {} : { thread_ts: where.threadTs };
  const content = { channel: where.channel, ...thread, ...replaced(message) };
  try {
    if (where.isDirect) await client.chat.postMessage({ ...content, unfurl_links: false });
    else await client.chat.postEphemeral({ ...content, user: where.user });
  } catch (error) {
    log.warn({ err: error, slack: slackError(error) }, 'an answer could not be given where it was asked for');
    await tellBack({ url: null, slackUserId: where.user }, message, client, log);
  }
}
