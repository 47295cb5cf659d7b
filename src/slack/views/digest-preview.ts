import type { Messages } from '../../locale/messages.ts';
import { type ButtonSpec, buttons, type Message } from './blocks.ts';
import { SETUP } from './problem.ts';
import { literal, rich } from './text.ts';

/** Posts a previewed digest; the value is the subscription and the instant of the preview, in ms. */
export const POST = 'digest.post';

/** Where a digest can be posted: the subscription, and its channel's name. */
export type DigestChannel = { readonly id: string; readonly channelName: string };

/** A digest as its channel would read it at `at`, with a button for each channel that gets it. */
export function digestPreview(m: Messages, digest: Message, channels: readonly DigestChannel[], at: number): Message {
  const post = ({ id, channelName }: DigestChannel, index: number): ButtonSpec => ({
    id: `${POST}:${index}`,
    text: channels.length === 1 ? m.digest.postNow : `${m.digest.whichChannel} ${literal(`#${channelName}`, 30)}`,
    value: `${id} ${at}`,
  });
  const below =
    channels.length === 0
      ? [rich(m.digest.noChannel), ...buttons({ id: SETUP, text: m.alerts.openSetup, value: 'setup' })]
      : buttons(...channels.map(post));
  return { text: digest.text, blocks: [rich(m.digest.preview), ...digest.blocks, ...below] };
}
