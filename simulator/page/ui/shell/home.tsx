import { useEffect } from 'preact/hooks';
import { recordsIn } from '../../../block-kit/json-record.ts';
import { Blocks } from '../blocks/block.tsx';
import { usePage } from '../state/page-context.ts';
import { Avatar } from './avatar.tsx';
import { SurfaceScope } from './surface-scope.tsx';

/** The app's Home tab; the app hears that it is opened. */
export function Home() {
  const { world, words, go, act } = usePage();
  useEffect(() => void act({ do: 'openHome', tab: 'home' }), [act]);
  const { home, about } = world;
  const im = world.channels.find(({ kind }) => kind === 'im');
  return (
    <section class="channel home" aria-label={`${about.app}: ${words.home}`}>
      <header class="place-head">
        <Avatar id={about.botUserId} size="small" />
        <h2>{about.app}</h2>
        <div class="tabs">
          <button type="button" class="quiet" aria-current="page">
            {words.home}
          </button>
          {im !== undefined && (
            <button type="button" class="quiet" onClick={() => go({ channel: im.id, thread: null })}>
              {words.messages}
            </button>
          )}
        </div>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
      <div class="message-list" data-region="messages" tabIndex={0}>
        {home === null ? (
          <p class="empty">{words.emptyHome}</p>
        ) : (
          <SurfaceScope key={home.shown.id} at={{ view: home.shown.id }} kind="home" values={home.values}>
            <Blocks blocks={recordsIn(home.shown.blocks)} />
          </SurfaceScope>
        )}
      </div>
    </section>
  );
}
