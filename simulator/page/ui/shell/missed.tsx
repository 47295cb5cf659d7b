import { usePage } from '../state/page-context.ts';
import { missedMessages, personById } from '../state/world.ts';
import { Menu } from './menu.tsx';

const MAX_SHOWN = 12;
const EXCERPT = 80;

/** What came while one was elsewhere: how much, and a list of it, the latest first, each leading there. */
export function Missed() {
  const { world, words, go } = usePage();
  const missed = missedMessages(world);
  const items = missed.slice(0, MAX_SHOWN).map(({ channel, message }) => {
    const author = message.bot_id === undefined ? personById(world, message.user)?.realName : world.about.app;
    const place = channel.kind === 'im' ? words.direct : `#${channel.name}`;
    const text = message.text.replaceAll(/\s+/gu, ' ').trim();
    return {
      name: `${author ?? ''} · ${place}`,
      hint: text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text,
      pick: () => go({ channel: channel.id, thread: null, message: message.ts }),
    };
  });
  return (
    <Menu
      label={missed.length === 0 ? words.nothingMissed : words.missed(missed.length)}
      class="quiet bar-button"
      face={<>🔔{missed.length > 0 && <span class="bell-count">{missed.length}</span>}</>}
      items={items}
      {...(missed.length === 0
        ? { note: words.nothingMissed }
        : missed.length > MAX_SHOWN
          ? { note: words.moreMissed(missed.length - MAX_SHOWN) }
          : {})}
    />
  );
}
