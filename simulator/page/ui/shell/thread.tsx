import { useRef } from 'preact/hooks';
import type { ChannelInfo } from '../../protocol.ts';
import { usePage } from '../state/page-context.ts';
import { useFoundMessage } from '../state/use-found-message.ts';
import { useRovingMessages } from '../state/use-roving-messages.ts';
import { threadMessages } from '../state/world.ts';
import { Composer } from './composer.tsx';
import { Message } from './message.tsx';

/** A thread beside its channel. */
export function Thread({ channel, ts }: { readonly channel: ChannelInfo; readonly ts: string }) {
  const { world, words, go, place } = usePage();
  const list = useRef<HTMLDivElement>(null);
  const messages = threadMessages(world, channel.id, ts);
  const roving = useRovingMessages(list, messages);
  useFoundMessage(list, place.message ?? null);
  return (
    <aside class="side thread" data-region="thread" aria-label={words.thread}>
      <header class="place-head">
        <h2>{words.thread}</h2>
        <button type="button" class="quiet" aria-label={words.close} onClick={() => go({ channel: channel.id, thread: null })}>
          ✕
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
      <div ref={list} class="message-list" tabIndex={0} role="log" aria-label={words.thread} {...roving}>
        <div class="messages">
          {messages.map(({ shown, values }) => (
            <Message key={shown.ts} channel={channel} message={shown} values={values} isTogether={false} isInThread />
          ))}
        </div>
      </div>
      {channel.takesMessages && !channel.isArchived && (
        <footer>
          <Composer channel={channel} threadTs={ts} placeholder={words.reply} />
        </footer>
      )}
    </aside>
  );
}
