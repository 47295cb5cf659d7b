import { useEffect, useState } from 'preact/hooks';
import { usePage } from '../state/page-context.ts';
import { onRegionKey } from '../state/regions.ts';
import { unreadCount } from '../state/world.ts';
import { Channel } from './channel.tsx';
import { FormStack } from './form-stack.tsx';
import { Home } from './home.tsx';
import { JournalPanel } from './journal-panel.tsx';
import { Sidebar } from './sidebar.tsx';
import { Thread } from './thread.tsx';
import { TopBar } from './top-bar.tsx';

/** Where the app's Home tab is shown; it has no channel id. */
export const HOME = 'home';

/** The window: bar on top, channels at the left, what is open in the middle, a thread or the protocol at the right. */
export function Workspace() {
  const { world, place, go } = usePage();
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [isProtocolOpen, setProtocolOpen] = useState(false);
  const channel = world.channels.find(({ id }) => id === place.channel);
  const first =
    world.channels.find(({ kind, hasApp }) => kind !== 'im' && hasApp)?.id ?? (world.about.hasHome ? HOME : undefined);
  const isHome = place.channel === HOME;

  useEffect(() => {
    if (channel === undefined && !isHome && first !== undefined) go({ channel: first, thread: null });
  }, [channel, isHome, first, go]);
  useEffect(() => setMenuOpen(false), [place.channel]);
  useEffect(onRegionKey, []);
  const unread = world.channels.reduce((sum, each) => sum + unreadCount(world, each), 0);
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${world.about.team} · simulator`;
  }, [unread, world.about.team]);

  return (
    <div class={`workspace ${isMenuOpen ? 'with-menu' : ''} ${place.thread !== null || isProtocolOpen ? 'with-side' : ''}`}>
      <TopBar
        onMenu={() => setMenuOpen(!isMenuOpen)}
        isMenuOpen={isMenuOpen}
        isJournalOpen={isProtocolOpen}
        onToggleJournal={() => setProtocolOpen(!isProtocolOpen)}
      />
      <Sidebar />
      <main>
        {isHome && <Home />}
        {channel !== undefined && <Channel key={channel.id} channel={channel} />}
      </main>
      {isProtocolOpen ? (
        <JournalPanel onClose={() => setProtocolOpen(false)} />
      ) : (
        channel !== undefined && place.thread !== null && <Thread key={place.thread} channel={channel} ts={place.thread} />
      )}
      <FormStack />
    </div>
  );
}
