import { setTimeout as pause } from 'node:timers/promises';
import type { ImageBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { DigestFacts } from '../core/digest.ts';
import type { Messages } from '../locale/messages.ts';
import type { Log } from '../log-types.ts';
import { funnelSvg } from './charts/funnel-svg.ts';
import { renderPng } from './charts/png.ts';
import type { Form, Post } from './post.ts';
import { slackError } from './slack-error.ts';
import { chartAlt, digestChartData } from './views/digest-chart.ts';
import { cut, notification } from './views/text.ts';

/** Slack refuses a file for a moment after it was uploaded. */
const PROCESSING_MS = 2000;
const UPLOAD_TIMEOUT_MS = 10_000;

/** A picture to be drawn when its turn comes; `alt` carries its numbers for who cannot see it. */
export type Picture = { readonly name: string; readonly svg: () => string; readonly alt: string };

/** Uploads a picture that stays private to the app until a message shows it. @returns its file id. */
async function upload(client: WebClient, png: Uint8Array, alt: string, filename: string): Promise<string> {
  const { upload_url: url, file_id: id } = await client.files.getUploadURLExternal({
    filename,
    length: png.byteLength,
    alt_text: cut(alt, 1000),
  });
  if (url === undefined || id === undefined) throw new Error('Slack gave no address to upload to.');
  const response = await fetch(url, { method: 'POST', body: Buffer.from(png), signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS) });
  if (!response.ok) throw new Error(`the upload was answered with ${response.status}`);
  await client.files.completeUploadExternal({ files: [{ id, title: filename }] });
  return id;
}

/**
 * The funnel as a picture, for channels whose Slack does not take its own chart: drawn and uploaded only when its turn comes, and
 * tried once more where Slack was still processing it. Without the right to write files there is no picture.
 */
export function pictureForms(m: Messages, facts: DigestFacts, client: () => Promise<WebClient>, log: Log): Post['forms'] {
  const svg = () => funnelSvg(digestChartData(m, facts), { theme: 'light' });
  const alt = chartAlt(m, facts);
  return formsOf({ name: 'funnel', svg, alt }, { text: notification(alt, 300), blocks: [] }, client, log);
}

/** Draws and uploads a picture. @returns nothing where that fails, which the log tells. */
async function uploaded(picture: Picture, client: () => Promise<WebClient>, log: Log): Promise<ImageBlock | undefined> {
  try {
    const id = await upload(await client(), await renderPng(picture.svg()), picture.alt, `${picture.name}.png`);
    return { type: 'image', slack_file: { id }, alt_text: cut(picture.alt, 2000) };
  } catch (error) {
    log.warn({ err: error, slack: slackError(error), picture: picture.name }, 'a picture could not be shown');
    return undefined;
  }
}

/** A picture for an answer to one person, when Slack has had the time to take it in. */
export async function pictureBlock(picture: Picture, client: WebClient, log: Log): Promise<ImageBlock | undefined> {
  const block = await uploaded(picture, async () => client, log);
  if (block !== undefined) await pause(PROCESSING_MS);
  return block;
}

/** A post with a picture below its words, as {@link pictureForms} makes it. */
export function formsOf(picture: Picture, above: Form, client: () => Promise<WebClient>, log: Log): Post['forms'] {
  let form: Form | undefined;
  const first = async (): Promise<Form | undefined> => {
    const block = await uploaded(picture, client, log);
    if (block !== undefined) form = { text: above.text, blocks: [...above.blocks, block] };
    return form;
  };
  const again = async (): Promise<Form | undefined> => {
    if (form !== undefined) await pause(PROCESSING_MS);
    return form;
  };
  return [first, again];
}
