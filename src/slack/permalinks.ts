import type { MessageShortcut } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { permalinkOf, readPermalink } from '../input/permalink.ts';
import { within } from './race.ts';

/** A form is waiting: what Slack has not said by then is put together. */
const ASK_FOR_MS = 500;

/** The address of the message that a shortcut was used on: Slack's own, or put together where the bot may not see the message. */
export async function linkTo(client: WebClient, { channel, message, message_ts, team }: MessageShortcut): Promise<string | null> {
  const asked = client.chat.getPermalink({ channel: channel.id, message_ts }).then(
    ({ permalink }) => readPermalink(permalink),
    () => null,
  );
  const said = await within(asked, ASK_FOR_MS);
  if (said !== 'late' && said.done !== null) return said.done;
  const threadTs = typeof message['thread_ts'] === 'string' ? message['thread_ts'] : undefined;
  return permalinkOf(team?.domain ?? '', channel.id, { ts: message_ts, threadTs });
}
