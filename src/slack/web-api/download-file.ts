import type { WebClient } from '@slack/web-api';
import { SLACK_CALL_TIMEOUT_MS } from '../../platform/clients.ts';
import { slackErrorCode } from './slack-error-code.ts';

/** A file that somebody sent. `noScope`: the app may not read files; `gone`: it was deleted, or lies elsewhere. */
export type DownloadedFile =
  | { readonly ok: true; readonly name: string; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly why: 'noScope' | 'tooLarge' | 'gone' };

/** Larger ones take the command line: all of a file stands in memory. */
const MAX_BYTES = 20 * 1024 * 1024;

/** Whether an address is Slack's own: the token goes nowhere else. */
function isSlacks(url: string, slackApiUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, origin } = new URL(url);
  return origin === new URL(slackApiUrl).origin || (protocol === 'https:' && hostname.endsWith('.slack.com'));
}

/** Downloads a file that was sent to the bot, with the bot's own right to see it. */
export async function downloadFile(
  fileId: string,
  client: Pick<WebClient, 'files' | 'token' | 'slackApiUrl'>,
): Promise<DownloadedFile> {
  const found = await client.files.info({ file: fileId }).catch((error: unknown) => {
    const code = slackErrorCode(error);
    if (code === 'missing_scope') return 'noScope' as const;
    if (code === 'file_not_found' || code === 'file_deleted') return 'gone' as const;
    throw error;
  });
  if (typeof found === 'string') return { ok: false, why: found };
  const { name = '', size = 0, url_private_download: url = '' } = found.file ?? {};
  if (size > MAX_BYTES) return { ok: false, why: 'tooLarge' };
  if (!isSlacks(url, client.slackApiUrl)) return { ok: false, why: 'gone' };
  const headers = { authorization: `Bearer ${client.token}` };
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(SLACK_CALL_TIMEOUT_MS) });
  // Without the right Slack answers with its page for signing in.
  if (response.headers.get('content-type')?.startsWith('text/html') === true) return { ok: false, why: 'noScope' };
  if (!response.ok) return { ok: false, why: 'gone' };
  const bytes = new Uint8Array(await response.arrayBuffer());
  return bytes.length > MAX_BYTES ? { ok: false, why: 'tooLarge' } : { ok: true, name, bytes };
}
