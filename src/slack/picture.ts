import { setTimeout as pause } from 'node:timers/promises';
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

/** Uploads a picture that stays private to the app until a message shows it. @returns its file id. */
async function upload(client: WebClient, png: Uint8Array, alt: string): Promise<string> {
  const filename = 'funnel.png';
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
  const alt = chartAlt(m, facts);
  let form: Form | undefined;
  const first = async (): Promise<Form | undefined> => {
    try {
      const png = await renderPng(funnelSvg(digestChartData(m, facts), { theme: 'light' }));
      const id = await upload(await client(), png, alt);
      form = {
        text: notification(alt, 300),
        blocks: [{ type: 'image', slack_file: { id }, alt_text: cut(alt, 2000) }],
      };
    } catch (error) {
      log.warn({ err: error, slack: slackError(error) }, 'the funnel could not be shown as a picture');
    }
    return form;
  };
  const again = async (): Promise<Form | undefined> => {
    if (form !== undefined) await pause(PROCESSING_MS);
    return form;
  };
  return [first, again];
}
