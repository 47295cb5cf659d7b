import { usePage } from '../state/page-context.ts';
import { personById } from '../state/world.ts';
import { Avatar } from './avatar.tsx';
import { Menu } from './menu.tsx';

const addressFor = (name: string) => {
  const address = new URL(location.href);
  address.searchParams.set('as', name);
  return address;
};

/** Who one is, and the others one can be: here, or beside oneself in another tab: each item is a link. */
export function PersonSwitch() {
  const { world, words } = usePage();
  const me = personById(world, world.about.me.id);
  const others = world.people.filter(({ isBot, deleted }) => !isBot && !deleted);
  const items = others.map(({ id, name, realName, locale, duty, isGuest }) => {
    const isMe = id === world.about.me.id;
    const language = new Intl.DisplayNames([locale], { type: 'language' }).of(locale.split('-')[0] ?? 'en') ?? locale;
    const standing = isGuest === true ? [words.guest] : duty === undefined ? [] : [words.duties[duty]];
    const hints = [...standing, language, ...(isMe ? [words.you] : [])];
    return { name: realName, hint: hints.join(' · '), isCurrent: isMe, pick: addressFor(name) };
  });
  return (
    <Menu
      label={`${words.viewAs}: ${me?.realName ?? ''}`}
      class="quiet person-switch"
      hasWords
      face={
        <>
          <Avatar id={world.about.me.id} size="small" /> <span class="wide-only">{me?.realName}</span>{' '}
          <span aria-hidden="true">▾</span>
        </>
      }
      items={items}
      note={words.newTab}
    />
  );
}
