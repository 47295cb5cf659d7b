import { setTimeout as pause } from 'node:timers/promises';
import type { ImageBlock } from '@slack/types';
import type { DurationMs } from '../../core/time/durations.ts';
import { SLACK_CALL_TIMEOUT_MS } from '../../platform/clients.ts';
import type { Log } from '../../platform/log-types.ts';
import { renderPng } from '../charts/png.ts';
import type { Picture } from '../views/kit/picture.ts';
import type { PostContent } from '../views/kit/post-content.ts';
import { toPlainText } from '../views/kit/text.ts';
import type { Post } from './post.ts';
import { LeaseLostError, type PostingClient } from './posting-client.ts';
import { slackErrorCode } from './slack-error-code.ts';

/** Slack refuses a file for a moment after it was uploaded. */
const PROCESSING_MS: DurationMs = 2000;

/** The calls that bring a file to Slack. */
type UploadClient = Pick<PostingClient, 'files' | 'upload'>;

/** Uploads a picture that stays private to the app until a message shows it. @returns its file id. */
async function uploadPng(client: UploadClient, png: Uint8Array, { alt, name }: Pick<Picture, 'alt' | 'name'>): Promise<string> {
  const filename = `${name}.png`;
  // Slack's name for it; the type of the client has `alt_text`, which Slack does not know.
  const file = { filename, length: png.byteLength, alt_txt: toPlainText(alt, 1000) };
  const { upload_url: url, file_id: id } = await client.files.getUploadURLExternal(file);
  if (url === undefined || id === undefined) throw new Error('Slack gave no address to upload to.');
  const signal = AbortSignal.timeout(SLACK_CALL_TIMEOUT_MS);
  const response = await client.upload(url, { method: 'POST', body: Buffer.from(png), signal });
  if (!response.ok) throw new Error(`the upload was answered with ${response.status}`);
  await client.files.completeUploadExternal({ files: [{ id, title: filename }] });
  return id;
}

/** Who hears that a picture was not taken: the log, and where Slack refused it whoever can do something about it. */
type PictureWatch = { readonly log: Log; readonly onRefused?: (code: string) => Promise<void> };

/** Draws and uploads a picture. @returns nothing where that fails, which the log tells. */
async function uploadImageBlock(
  picture: Picture,
  client: UploadClient,
  { log, onRefused }: PictureWatch,
): Promise<ImageBlock | undefined> {
  try {
    const id = await uploadPng(client, await renderPng(picture.svg()), picture);
    return { type: 'image', slack_file: { id }, alt_text: toPlainText(picture.alt, 2000) };
  } catch (error) {
    if (error instanceof LeaseLostError) throw error;
    const code = slackErrorCode(error);
    log.warn({ err: error, slack: code, picture: picture.name }, 'a picture could not be shown');
    if (code !== undefined) await onRefused?.(code);
    return undefined;
  }
}

/** A picture for an answer to one person, when Slack has had the time to take it in. */
export async function uploadPicture(
  picture: Picture,
  { files }: Pick<UploadClient, 'files'>,
  log: Log,
): Promise<ImageBlock | undefined> {
  const block = await uploadImageBlock(picture, { files, upload: fetch }, { log });
  if (block !== undefined) await pause(PROCESSING_MS);
  return block;
}

/**
 * Forms of a post with a picture in its place: drawn and uploaded only when its turn comes, and tried once more where Slack was
 * still processing it. Without the right to write files there is no picture.
 */
export function pictureVariants(
  picture: Picture,
  place: (image: ImageBlock) => PostContent,
  { client, ...watch }: PictureWatch & { readonly client: UploadClient },
): Post['variants'] {
  let form: PostContent | undefined;
  const first = async (): Promise<PostContent | undefined> => {
    const block = await uploadImageBlock(picture, client, watch);
    if (block !== undefined) form = place(block);
    return form;
  };
  const again = async (): Promise<PostContent | undefined> => {
    if (form !== undefined) await pause(PROCESSING_MS);
    return form;
  };
  return [first, again];
}
