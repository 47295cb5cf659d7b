import { recordsIn } from '../../../block-kit/json-record.ts';
import type { Message as MessageOf, StateValues } from '../../../state/entities.ts';
import type { ChannelInfo } from '../../protocol.ts';
import { Blocks } from '../blocks/block.tsx';
import { usePage } from '../state/page-context.ts';
import { personById } from '../state/world.ts';
import { Mrkdwn } from '../text/mrkdwn.tsx';
import { Avatar } from './avatar.tsx';
import { Files } from './files.tsx';
import { MessageActions, Reactions } from './message-actions.tsx';
import { SurfaceScope } from './surface-scope.tsx';

type Props = {
  readonly channel: ChannelInfo;
  readonly message: MessageOf;
  readonly values: StateValues;
  /** Stands under the name of the message above. */
  readonly isTogether: boolean;
  readonly isInThread?: boolean;
};

/** One message, whoever wrote it: name and time, its blocks or its text, files, replies. */
export function Message({ channel, message, values, isTogether, isInThread = false }: Props) {
  const { world, words, go } = usePage();
  const { locale, timeZone } = world.about.me;
  const author = personById(world, message.user);
  const isBot = message.bot_id !== undefined;
  const at = Number(message.ts) * 1000;
  const time = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(at);
  const short = time({ hour: '2-digit', minute: '2-digit' });
  const isOwn = message.ephemeralTo !== undefined;
  const replies = message.reply_count ?? 0;
  const name = isBot ? world.about.app : (author?.realName ?? message.user);
  return (
    <article
      class={`message ${isTogether ? 'together' : ''} ${isOwn ? 'ephemeral' : ''}`}
      data-ts={message.ts}
      aria-label={`${name}, ${short}`}
    >
      <div class="gutter">{isTogether ? <time class="on-hover">{short}</time> : <Avatar id={message.user} />}</div>
      <div class="message-body">
        {message.typedLine !== undefined && (
          <p class="typed-line">
            <span class="for-readers">{words.youTyped}</span>
            <code>{message.typedLine}</code>
          </p>
        )}
        {isOwn && !isTogether && <p class="only-you">◉ {words.onlyYou}</p>}
        {!isTogether && (
          <header>
            <strong>{name}</strong>
            {isBot && <span class="tag">{words.app}</span>}
            <time dateTime={new Date(at).toISOString()} title={time({ dateStyle: 'full', timeStyle: 'medium' })}>
              {short}
            </time>
          </header>
        )}
        <SurfaceScope at={{ channel: message.channel, ts: message.ts }} kind="message" values={values}>
          <MessageContent message={message} />
        </SurfaceScope>
        {message.edited !== undefined && !isBot && <small class="edited"> ({words.edited})</small>}
        <Files files={recordsIn(message.files)} />
        <Reactions message={message} />
        {replies > 0 && !isInThread && (
          <button type="button" class="quiet replies" onClick={() => go({ channel: channel.id, thread: message.ts })}>
            {words.replies(replies)}
          </button>
        )}
      </div>
      {!isOwn && <MessageActions channel={channel} message={message} isInThread={isInThread} />}
    </article>
  );
}

/** The blocks, or the text when there are none; attachments below. */
function MessageContent({ message }: { readonly message: MessageOf }) {
  const blocks = recordsIn(message.blocks);
  const attached = recordsIn(message.attachments);
  return (
    <>
      {blocks.length > 0 ? (
        <Blocks blocks={blocks} />
      ) : (
        <div class="text">{message.text !== '' && <Mrkdwn text={message.text} />}</div>
      )}
      {attached.map((attachment, index) => (
        <div key={index} class="attachment">
          <Blocks blocks={recordsIn(attachment['blocks'])} />
          {typeof attachment['text'] === 'string' && (
            <div class="text">
              <Mrkdwn text={attachment['text']} />
            </div>
          )}
        </div>
      ))}
    </>
  );
}
