import type { MessageShortcut } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { DurationMs } from '../../core/time/durations.ts';
import { buildPermalink, parsePermalink } from '../../input/permalink.ts';
import { raceTimeout } from '../../platform/race-timeout.ts';

/** A form is waiting: what Slack has not said by then is put together. */
const PERMALINK_TIMEOUT_MS: DurationMs = 500;

/** The address of the message that a shortcut was used on: Slack's own, or put together where the bot may not see the message. */
export async function fetchPermalink(
  client: WebClient,
  { channel, message, message_ts, team }: MessageShortcut,
): Promise<string | null> {
  const asked = client.chat.getPermalink({ channel: channel.id, message_ts }).then(
    ({ permalink }) => parsePermalink(permalink),
    () => null,
  );
  const said = await raceTimeout(asked, PERMALINK_TIMEOUT_MS);
  if (said !== 'late' && said.done !== null) return said.done;
  const threadTs = typeof message['thread_ts'] === 'string' ? message['thread_ts'] : undefined;
  return buildPermalink(team?.domain ?? '', channel.id, { ts: message_ts, threadTs });
}
