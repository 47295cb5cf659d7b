import type { WebClient } from '@slack/web-api';
import type { Log } from '../../platform/log-types.ts';
import type { Message } from '../views/kit/blocks.ts';
import { toBoltMessage } from '../views/kit/frames.ts';
import { slackErrorCode } from '../web-api/slack-error-code.ts';
import { replyToPerson } from './late-reply.ts';

/** Where somebody said something to the bot. */
type EphemeralTarget = {
  readonly user: string;
  readonly channel: string;
  readonly threadTs: string | undefined;
  /** In their own conversation with the bot. */
  readonly isDirect: boolean;
};

/** Replies with an ephemeral message (a plain one in a direct conversation); by direct message where Slack refuses it. */
export async function replyEphemerally(
  where: EphemeralTarget,
  message: Message,
  { client, log }: { readonly client: WebClient; readonly log: Log },
): Promise<void> {
  const thread = where.threadTs === undefined ? {} : { thread_ts: where.threadTs };
  const content = { channel: where.channel, ...thread, ...toBoltMessage(message) };
  try {
    if (where.isDirect) await client.chat.postMessage({ ...content, unfurl_links: false });
    else await client.chat.postEphemeral({ ...content, user: where.user });
  } catch (error) {
    log.warn({ err: error, slack: slackErrorCode(error) }, 'an answer could not be given where it was asked for');
    await replyToPerson({ url: null, slackUserId: where.user }, message, { client, log });
  }
}
