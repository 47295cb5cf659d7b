import { usePage } from '../state/page-context.ts';
import { personById } from '../state/world.ts';

/** Somebody or a channel by name: the name that is known here, else the one that the text offers, else the id. */
export function Mention({
  sign,
  id,
  offered = '',
}: {
  readonly sign: '@' | '#';
  readonly id: string;
  readonly offered?: string;
}) {
  const { world, go } = usePage();
  const channel = sign === '#' ? world.channels.find((each) => each.id === id) : undefined;
  const name = (sign === '@' ? personById(world, id)?.realName : channel?.name) ?? (offered || id);
  const shown = `${sign}${name.replace(/^[@#]/u, '')}`;
  const isMe = id === world.about.me.id;
  if (channel === undefined) return <span class={isMe ? 'mention me' : 'mention'}>{shown}</span>;
  return (
    <button type="button" class="mention" onClick={() => go({ channel: channel.id, thread: null })}>
      {shown}
    </button>
  );
}
