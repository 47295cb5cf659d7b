import type { Instant } from '../../../core/time/instant.ts';
import type { Messages } from '../../../locale/messages.ts';
import { safe } from '../../../locale/safe-text.ts';
import { OPEN_SETUP } from '../kit/action-ids.ts';
import { type ButtonSpec, buttons, type Message } from '../kit/blocks.ts';
import { literal, richText } from '../kit/text.ts';

/** Posts a previewed digest; the value is the subscription and the instant of the preview, in ms. */
export const POST_DIGEST = 'digest.post';

/** Where a digest can be posted: the subscription, and its channel's name. */
export type DigestChannel = { readonly id: string; readonly channelName: string };

/** A digest as its channel would read it at `at`, with a button for each channel that gets it. */
export function digestPreview(
  m: Messages,
  digest: Message,
  { channels, at }: { readonly channels: readonly DigestChannel[]; readonly at: Instant },
): Message {
  const post = ({ id, channelName }: DigestChannel, index: number): ButtonSpec => ({
    id: `${POST_DIGEST}:${index}`,
    text: channels.length === 1 ? m.digest.postNow : safe`${m.digest.whichChannel} ${literal(`#${channelName}`, 30)}`,
    value: `${id} ${at}`,
  });
  const below =
    channels.length === 0
      ? [richText(m.digest.noChannel), ...buttons({ id: OPEN_SETUP, text: m.alerts.openSetup, value: 'setup' })]
      : buttons(...channels.map(post));
  return { text: digest.text, blocks: [richText(m.digest.preview), ...digest.blocks, ...below] };
}
