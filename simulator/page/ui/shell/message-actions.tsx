import { useState } from 'preact/hooks';
import type { Message } from '../../../state/entities.ts';
import { archivePath } from '../../permalink.ts';
import type { ChannelInfo } from '../../protocol.ts';
import { usePage } from '../state/page-context.ts';
import { EMOJI } from '../text/emoji.ts';
import { Menu, type MenuItem } from './menu.tsx';
import { MessageDialog, type MessageDialogKind } from './message-dialogs.tsx';

type Props = { readonly channel: ChannelInfo; readonly message: Message; readonly isInThread: boolean };

/** Reactions that are offered; another one can be added by who controls the workspace. */
const REACTIONS = ['+1', 'white_check_mark', 'eyes', 'tada', 'heart', 'question'] as const;

/** What one can do with a message: react, answer it in its thread, copy its link, look inside, change one's own, use the app's shortcuts. */
export function MessageActions({ channel, message, isInThread }: Props) {
  const { world, words, go, act, showToast } = usePage();
  const [dialog, setDialog] = useState<MessageDialogKind | null>(null);
  const { ts } = message;
  const isOwn = message.user === world.about.me.id && message.bot_id === undefined;
  const copy = async () => {
    const link = location.origin + archivePath({ channel: channel.id, ts, threadTs: message.thread_ts });
    // Where the browser does not let a page write, the link can be taken from the sentence.
    const isCopied = await navigator.clipboard?.writeText(link).then(
      () => true,
      () => false,
    );
    showToast(isCopied === true ? words.linkCopied : link);
  };
  const items: readonly MenuItem[] = [
    { name: words.copyLink, pick: () => void copy() },
    ...world.about.shortcuts
      .filter(({ type }) => type === 'message')
      .map(({ name, callback_id, description }) => ({
        name,
        ...(description === undefined ? {} : { hint: description }),
        pick: () => void act({ do: 'messageShortcut', callbackId: callback_id, channel: channel.id, ts }),
      })),
    ...(isOwn
      ? [
          { name: words.editMessage, pick: () => setDialog('edit') },
          { name: words.deleteMessage, pick: () => setDialog('delete') },
        ]
      : []),
    { name: words.inspect, pick: () => setDialog('inspect') },
  ];
  const reactions = REACTIONS.map((name) => ({
    name: `${EMOJI[name] ?? ''} ${name}`,
    pick: () => void act({ do: 'react', channel: channel.id, ts, name }),
  }));
  return (
    <>
      <div class="message-actions">
        <Menu label={words.react} face="☺" items={reactions} />
        {!isInThread && (
          <button
            type="button"
            class="quiet"
            aria-label={words.replyIn}
            title={words.replyIn}
            onClick={() => go({ channel: channel.id, thread: message.thread_ts ?? ts })}
          >
            ↩
          </button>
        )}
        <Menu label={words.more} face="⋮" items={items} />
      </div>
      {dialog !== null && <MessageDialog kind={dialog} message={message} onClose={() => setDialog(null)} />}
    </>
  );
}

/** Reactions below a message; pressing one joins it or takes one's own back. */
export function Reactions({ message }: { readonly message: Message }) {
  const { world, act } = usePage();
  const reactions = message.reactions ?? [];
  if (reactions.length === 0) return null;
  const names = (users: readonly string[]) =>
    users.map((id) => world.people.find((person) => person.id === id)?.realName ?? id).join(', ');
  return (
    <div class="reactions">
      {reactions.map(({ name, users, count }) => (
        <button
          key={name}
          type="button"
          class="reaction"
          aria-pressed={users.includes(world.about.me.id)}
          aria-label={`${name}: ${names(users)}`}
          title={names(users)}
          onClick={() => void act({ do: 'react', channel: message.channel, ts: message.ts, name })}
        >
          {EMOJI[name] ?? `:${name}:`} {count}
        </button>
      ))}
    </div>
  );
}
