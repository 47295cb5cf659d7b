import { useState } from 'preact/hooks';
import type { Message } from '../../../state/entities.ts';
import { usePage } from '../state/page-context.ts';
import { Dialog } from './dialog.tsx';

/** Which dialog about a message is open. */
export type MessageDialogKind = 'edit' | 'delete' | 'inspect';

type Props = { readonly kind: MessageDialogKind; readonly message: Message; readonly onClose: () => void };

/** Says something else in one's own message, takes it away, or shows what a message is made of. */
export function MessageDialog({ kind, ...props }: Props) {
  if (kind === 'inspect') return <Inspector {...props} />;
  return kind === 'edit' ? <EditDialog {...props} /> : <DeleteDialog {...props} />;
}

function EditDialog({ message, onClose }: Omit<Props, 'kind'>) {
  const { words, act } = usePage();
  const [text, setText] = useState(message.text);
  const save = async () => {
    if (text.trim() !== '') await act({ do: 'edit', channel: message.channel, ts: message.ts, text: text.trim() });
    onClose();
  };
  return (
    <Dialog title={words.editMessage} onClose={onClose} kind="small">
      <div class="dialog-body">
        <textarea
          rows={4}
          aria-label={words.editMessage}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </div>
      <footer>
        <button type="button" class="element-button" onClick={onClose}>
          {words.cancel}
        </button>
        <button type="button" class="element-button primary" onClick={() => void save()}>
          {words.save}
        </button>
      </footer>
    </Dialog>
  );
}

function DeleteDialog({ message, onClose }: Omit<Props, 'kind'>) {
  const { words, act } = usePage();
  const remove = async () => {
    onClose();
    await act({ do: 'delete', channel: message.channel, ts: message.ts });
  };
  return (
    <Dialog title={words.deleteMessage} onClose={onClose} kind="small">
      <div class="dialog-body text">{message.text}</div>
      <footer>
        <button type="button" class="element-button" onClick={onClose}>
          {words.cancel}
        </button>
        <button type="button" class="element-button danger" onClick={() => void remove()}>
          {words.deleteMessage}
        </button>
      </footer>
    </Dialog>
  );
}

/** A message as Slack keeps it: its blocks, ids and metadata. */
function Inspector({ message, onClose }: Omit<Props, 'kind'>) {
  const { words } = usePage();
  return (
    <Dialog title={words.inspect} onClose={onClose}>
      <div class="dialog-body">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
        <pre class="inspector" tabIndex={0}>
          {JSON.stringify(message, null, 2)}
        </pre>
      </div>
      <footer>
        <button type="button" class="element-button" onClick={onClose}>
          {words.close}
        </button>
      </footer>
    </Dialog>
  );
}
