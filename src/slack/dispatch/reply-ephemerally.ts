import type { WebClient } from '@slack/web-api';
import type { Log } from '../../platform/log-types.ts';
import type { Message } from '../views/kit/blocks.ts';
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
  const { channel, threadTs, user, isDirect } = where;
  const { text } = message;
  const blocks = [...message.blocks];
  try {
    if (isDirect)
      await client.chat.postMessage({
        channel,
        text,
        blocks,
        unfurl_links: false,
        ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      });
    else
      await client.chat.postEphemeral({
        channel,
        user,
        text,
        blocks,
        ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      });
  } catch (error) {
    log.warn({ err: error, slack: slackErrorCode(error) }, 'an answer could not be given where it was asked for');
    await replyToPerson({ url: null, slackUserId: user }, message, { client, log });
  }
}
