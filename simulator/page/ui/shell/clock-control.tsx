import { useEffect, useState } from 'preact/hooks';
import { usePage } from '../state/page-context.ts';
import { instantAtHour, wallTimeAt } from '../state/wall-time.ts';
import { Menu } from './menu.tsx';

const HOUR_MS = 3_600_000;
const NINE = 9;

/** Shows the workspace's time, and moves it forward. */
export function ClockControl() {
  const { world, words, act } = usePage();
  const { locale, timeZone } = world.about.me;
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 5000);
    return () => clearInterval(timer);
  }, []);
  const { status } = world.clock;
  const now = status === null ? Date.now() + world.offsetMs : world.clock.now;
  const show = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(now);
  const to = (instant: number) => () => void act({ do: 'moveClock', to: instant });
  const { weekday } = wallTimeAt(now, timeZone);
  const items = [
    { name: words.hour, pick: to(Math.floor(now) + HOUR_MS) },
    { name: words.tomorrow, pick: to(instantAtHour(now, 1, NINE, timeZone)) },
    { name: words.monday, pick: to(instantAtHour(now, 8 - weekday, NINE, timeZone)) },
  ];
  return (
    <Menu
      label={`${words.clock}: ${show({ weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' })}`}
      class="quiet clock"
      hasWords
      isDisabled={status !== null}
      face={
        <span title={words.clockHint}>
          <span aria-hidden="true">◷</span>{' '}
          <span class="wide-only">{show({ weekday: 'short', day: 'numeric', month: 'short' })} </span>
          {show({ hour: '2-digit', minute: '2-digit' })}
          {status !== null && status.posts > 0 && <span class="wide-only"> · {words.posts(status.posts)}</span>}
          {status !== null && <span class="spinner" />}
        </span>
      }
      items={items}
    />
  );
}
