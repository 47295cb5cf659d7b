import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Message as MessageOf } from '../../../state/entities.ts';
import type { ChannelInfo, WithInputValues } from '../../protocol.ts';
import { usePage } from '../state/page-context.ts';
import { useFoundMessage } from '../state/use-found-message.ts';
import { useRovingMessages } from '../state/use-roving-messages.ts';
import { wallTimeAt } from '../state/wall-time.ts';
import { Message } from './message.tsx';

type Props = { readonly channel: ChannelInfo; readonly messages: readonly WithInputValues<MessageOf>[] };

/** Messages of one author within this many seconds stand together under one name. */
const GROUPING_SECONDS = 300;
/** So near the end, a reader wants to see what comes. */
const NEAR_END_PX = 120;

const calendarDayMs = (ts: string, timeZone: string) => {
  const { year, month, day } = wallTimeAt(Number(ts) * 1000, timeZone);
  return Date.UTC(year, month - 1, day);
};

/** The messages of a channel by day. It stays at the end while one is there, and marks what one has seen as read. */
export function MessageList({ channel, messages }: Props) {
  const { world, words, act, place } = usePage();
  const { locale, timeZone } = world.about.me;
  const list = useRef<HTMLDivElement>(null);
  // Whoever follows a link to a message is not taken to the end.
  const isAtEnd = useRef(place.message === null || place.message === undefined);
  const lastTop = useRef(0);
  const answers = messages.filter(({ shown }) => shown.ephemeralTo !== undefined).length;
  const answersBefore = useRef(answers);
  const [readAtFirst] = useState(channel.readTs);
  const roving = useRovingMessages(list, messages);
  useFoundMessage(list, place.thread === null ? (place.message ?? null) : null);
  const last = messages.at(-1)?.shown.ts ?? '0';
  const now = Date.now() + world.offsetMs;
  const today = calendarDayMs(String(now / 1000), timeZone);

  useLayoutEffect(() => {
    // Whoever has asked wants to see the answer.
    if (answers > answersBefore.current) isAtEnd.current = true;
    answersBefore.current = answers;
    if (isAtEnd.current && list.current !== null) list.current.scrollTop = list.current.scrollHeight;
  }, [messages, answers]);
  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    // Pictures and opened parts change the height without a new message.
    const keep = new ResizeObserver(() => {
      if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    });
    for (const child of element.children) keep.observe(child);
    keep.observe(element);
    return () => keep.disconnect();
  }, []);
  useEffect(() => {
    const read = () => {
      if (document.visibilityState === 'visible' && Number(last) > Number(channel.readTs))
        void act({ do: 'read', channel: channel.id, ts: last });
    };
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [last, channel.readTs, channel.id, act]);

  const dayName = (day: number) => {
    if (day === today) return words.today;
    if (day === today - 86_400_000) return words.yesterday;
    const year = new Date(day).getUTCFullYear() === new Date(today).getUTCFullYear() ? {} : ({ year: 'numeric' } as const);
    return new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC', ...year }).format(
      day,
    );
  };
  const firstNew = messages.findIndex(
    ({ shown }) => Number(shown.ts) > Number(readAtFirst) && shown.user !== world.about.me.id && shown.ephemeralTo === undefined,
  );
  return (
    <div
      ref={list}
      class="message-list"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
      tabIndex={0}
      role="log"
      aria-label={words.messages}
      data-region="messages"
      {...roving}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        // A picture that has just loaded moves the end away; only a reader who scrolls up leaves it.
        if (scrollHeight - scrollTop - clientHeight < NEAR_END_PX) isAtEnd.current = true;
        else if (scrollTop < lastTop.current) isAtEnd.current = false;
        lastTop.current = scrollTop;
      }}
    >
      <div class="messages">
        {messages.length === 0 && <p class="empty">{words.empty}</p>}
        {messages.map(({ shown, values }, index) => {
          const above = messages[index - 1]?.shown;
          const day = calendarDayMs(shown.ts, timeZone);
          const isNewDay = above === undefined || calendarDayMs(above.ts, timeZone) !== day;
          const isNew = index === firstNew && readAtFirst !== '0' && index > 0;
          const isTogether =
            !isNewDay &&
            !isNew &&
            above.user === shown.user &&
            above.ephemeralTo === undefined &&
            shown.ephemeralTo === undefined &&
            Number(shown.ts) - Number(above.ts) < GROUPING_SECONDS;
          return (
            <div key={shown.ts} class="message-place">
              {isNewDay && (
                <div class="day">
                  <span>{dayName(day)}</span>
                </div>
              )}
              {isNew && (
                <div class="new-line">
                  <span>{words.newMessages}</span>
                </div>
              )}
              <Message channel={channel} message={shown} values={values} isTogether={isTogether} />
            </div>
          );
        })}
      </div>
    </div>
  );
}
