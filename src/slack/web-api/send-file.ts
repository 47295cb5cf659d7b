import type { WebClient } from '@slack/web-api';
import { MINUTE_MS } from '../../core/time/durations.ts';
import { slackErrorCode } from './slack-error-code.ts';

/** A file for one person. `comment` stands above it. */
export type OutgoingFile = { readonly name: string; readonly bytes: Uint8Array; readonly comment: string };

/** Sends a file by direct message; `noScope` where the app may not send files. */
export async function sendFile(
  client: Pick<WebClient, 'files' | 'conversations'>,
  slackUserId: string,
  { name, bytes, comment }: OutgoingFile,
): Promise<'sent' | 'noScope'> {
  const reserved = await client.files
    .getUploadURLExternal({ filename: name, length: bytes.byteLength })
    .catch((error: unknown) => {
      if (slackErrorCode(error) === 'missing_scope') return undefined;
      throw error;
    });
  if (reserved === undefined) return 'noScope';
  const { upload_url: url, file_id: id } = reserved;
  if (url === undefined || id === undefined) throw new Error('Slack gave no address to upload to.');
  const response = await fetch(url, { method: 'POST', body: Buffer.from(bytes), signal: AbortSignal.timeout(MINUTE_MS) });
  if (!response.ok) throw new Error(`the upload was answered with ${response.status}`);
  const { channel } = await client.conversations.open({ users: slackUserId });
  if (channel?.id === undefined) throw new Error('Slack opened no conversation.');
  await client.files.completeUploadExternal({ files: [{ id, title: name }], channel_id: channel.id, initial_comment: comment });
  return 'sent';
}
