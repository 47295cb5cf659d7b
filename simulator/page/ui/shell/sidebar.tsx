import type { ChannelInfo } from '../../protocol.ts';
import { usePage } from '../state/page-context.ts';
import { unreadCount } from '../state/world.ts';
import { Avatar } from './avatar.tsx';

/** Channels, and the app's conversation. */
export function Sidebar() {
  const { world, words } = usePage();
  const channels = world.channels.filter(({ kind }) => kind !== 'im');
  const dms = world.channels.filter(({ kind }) => kind === 'im');
  return (
    <nav class="sidebar" id="sidebar" data-region="channels" aria-label={words.menu}>
      <h2>{words.channels}</h2>
      <ul>
        {channels.map((channel) => (
          <Entry key={channel.id} channel={channel} />
        ))}
      </ul>
      <h2>{words.apps}</h2>
      <ul>
        {dms.map((channel) => (
          <Entry key={channel.id} channel={channel} />
        ))}
        {world.about.hasHome && <HomeEntry />}
      </ul>
    </nav>
  );
}

function Entry({ channel }: { readonly channel: ChannelInfo }) {
  const { world, words, place, go } = usePage();
  const unread = unreadCount(world, channel);
  const isApp = channel.kind === 'im';
  return (
    <li>
      <button
        type="button"
        class={unread > 0 ? 'entry unread' : 'entry'}
        aria-current={place.channel === channel.id ? 'page' : undefined}
        onClick={() => go({ channel: channel.id, thread: null })}
      >
        {isApp ? (
          <Avatar id={world.about.botUserId} size="small" />
        ) : (
          <span class="sign">{channel.kind === 'private' ? '🔒' : '#'}</span>
        )}
        <span class="name">{isApp ? world.about.app : channel.name}</span>
        {unread > 0 && (
          <span class="count">
            <span aria-hidden="true">{unread}</span>
            <span class="for-readers">{words.unread(unread)}</span>
          </span>
        )}
      </button>
    </li>
  );
}

function HomeEntry() {
  const { world, words, place, go } = usePage();
  const open = () => go({ channel: 'home', thread: null });
  return (
    <li>
      <button type="button" class="entry" aria-current={place.channel === 'home' ? 'page' : undefined} onClick={open}>
        <span class="sign">⌂</span>
        <span class="name">
          {world.about.app}: {words.home}
        </span>
      </button>
    </li>
  );
}
