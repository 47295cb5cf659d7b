import type { Message } from '../../../state/entities.ts';
import type { ChannelInfo } from '../../protocol.ts';
import { usePage } from '../state/page-context.ts';
import { Menu } from './menu.tsx';

type Props = { readonly channel: ChannelInfo; readonly message: Message; readonly isInThread: boolean };

/** What one can do with a message: answer it in its thread, or use the app's shortcuts on it. */
export function MessageActions({ channel, message, isInThread }: Props) {
  const { world, words, go, act } = usePage();
  const shortcuts = world.about.shortcuts.filter(({ type }) => type === 'message');
  const items = shortcuts.map(({ name, callback_id, description }) => ({
    name,
    ...(description === undefined ? {} : { hint: description }),
    pick: () => void act({ do: 'messageShortcut', callbackId: callback_id, channel: channel.id, ts: message.ts }),
  }));
  if (isInThread && items.length === 0) return null;
  return (
    <div class="message-actions">
      {!isInThread && (
        <button
          type="button"
          class="quiet"
          aria-label={words.replyIn}
          title={words.replyIn}
          onClick={() => go({ channel: channel.id, thread: message.thread_ts ?? message.ts })}
        >
          ↩
        </button>
      )}
      {items.length > 0 && <Menu label={words.more} face="⋮" items={items} />}
    </div>
  );
}
