import type { ChannelInfo } from '../../protocol.ts';
import { usePage } from '../state/page-context.ts';
import { topLevelMessages } from '../state/world.ts';
import { Avatar } from './avatar.tsx';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import { Tour } from './tour.tsx';

/** An open channel or conversation: its head, its messages, and where one writes. */
export function Channel({ channel }: { readonly channel: ChannelInfo }) {
  const { world, words, go } = usePage();
  const isApp = channel.kind === 'im';
  const name = isApp ? world.about.app : `${channel.kind === 'private' ? '🔒 ' : '#'}${channel.name}`;
  const openHome = () => go({ channel: 'home', thread: null });
  return (
    <section class="channel" aria-label={name}>
      <header class="place-head">
        {isApp && <Avatar id={world.about.botUserId} size="small" />}
        <h2>{name}</h2>
        {isApp && world.about.hasHome ? (
          <div class="tabs">
            <button type="button" class="quiet" onClick={openHome}>
              {words.home}
            </button>
            <button type="button" class="quiet" aria-current="page">
              {words.messages}
            </button>
          </div>
        ) : (
          !isApp && <small>{words.members(channel.memberCount)}</small>
        )}
      </header>
      <MessageList channel={channel} messages={topLevelMessages(world, channel.id)} />
      {!channel.isArchived && (
        <footer data-region="composer">
          <Tour channel={channel} />
          <Composer channel={channel} placeholder={channel.takesMessages ? words.writeTo(name) : words.onlyCommands} />
        </footer>
      )}
    </section>
  );
}
