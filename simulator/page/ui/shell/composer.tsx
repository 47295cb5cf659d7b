import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ChannelInfo } from '../../protocol.ts';
import { type Suggestion, suggestionsFor, withCompletion } from '../state/completion.ts';
import { composerDrafts } from '../state/composer-drafts.ts';
import { onComposerKey } from '../state/composer-keys.ts';
import { usePage } from '../state/page-context.ts';
import { readAsBase64 } from '../state/read-as-base64.ts';
import { countSentLines, keepSentLine, sentLine } from '../state/sent-lines.ts';
import { markTourUsed } from '../state/tour.ts';
import { useLineCompletions } from '../state/use-line-completions.ts';
import { Menu } from './menu.tsx';
import { Suggestions } from './suggestions.tsx';
import { usePopupPosition } from './use-popup-position.ts';

type Props = { readonly channel: ChannelInfo; readonly placeholder: string; readonly threadTs?: string };

/** Where one writes: Enter sends, Shift+Enter begins a line; `/` lists the commands, `@` the people, `#` the channels. */
export function Composer({ channel, placeholder, threadTs }: Props) {
  const { world, words, act, showToast } = usePage();
  const [text, setText] = useState('');
  const [files, setFiles] = useState<readonly File[]>([]);
  /** Lines that are on their way: one goes when the one before it has arrived. */
  const [sending, setSending] = useState(0);
  const sent = useRef(Promise.resolve());
  const [at, setAt] = useState(0);
  const [isClosed, setClosed] = useState(false);
  /** An arrow key has gone into the list. */
  const [isInList, setInList] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const caret = useRef<number | null>(null);
  /** How many sends ago the line that is shown was sent; 0: it is being written. */
  const [ago, setAgo] = useState(0);
  const id = useId();
  const inThread = threadTs !== undefined;
  const before = text.slice(0, caret.current ?? field.current?.selectionStart ?? text.length);
  const offered = useLineCompletions(before, !inThread && !isClosed);
  const found = isClosed ? [] : [...suggestionsFor(world, before, !inThread), ...offered];
  const isOpen = found.length > 0;
  // A line that is complete is sent by Enter, though it could go on: what goes on is chosen with an arrow, or by Tab.
  const isMarked = isInList || found[at]?.isLine !== true;
  const isWhole = found[at]?.insert.trim() === text.trim();
  const style = usePopupPosition(frame, list, isOpen, found.length);
  const shortcuts = inThread ? [] : world.about.shortcuts.filter(({ type }) => type === 'global');

  useEffect(() => {
    if (inThread) return;
    return composerDrafts.on((draft) => {
      if (draft.channel !== channel.id) return;
      setText(draft.line);
      setClosed(true);
      field.current?.focus();
    });
  }, [channel.id, inThread]);

  // One writes at once; on a touch screen the keyboard would cover half of the page.
  useEffect(() => {
    if (!inThread && !matchMedia('(pointer: coarse)').matches) field.current?.focus();
  }, [channel.id, inThread]);
  useEffect(
    () =>
      inThread
        ? undefined
        : onComposerKey((start) => {
            field.current?.focus();
            if (start !== '') put(start);
          }),
    [inThread],
  );

  // After a completion the caret stands behind it, before the next key can arrive.
  useLayoutEffect(() => {
    if (caret.current !== null) field.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });

  const put = (value: string) => {
    setText(value);
    setAt(0);
    setInList(false);
    setClosed(false);
  };
  const complete = (suggestion: Suggestion | undefined) => {
    if (suggestion === undefined) return;
    const start = withCompletion(before, suggestion);
    put(start + text.slice(before.length));
    caret.current = start.length;
    field.current?.focus();
  };
  const runCommand = async (line: string, command: string) => {
    markTourUsed([line]);
    const { commandError } = await act({ do: 'command', channel: channel.id, line });
    if (commandError === undefined) return;
    showToast(commandError === 'unknown_command' ? words.unknownCommand(command) : words.commandFailed(command, commandError));
    // What was typed meanwhile is not overwritten; arrow up brings the line back.
    setText((now) => (now === '' ? line : now));
  };
  const say = async (line: string, chosen: readonly File[]) => {
    const read = await Promise.all(chosen.map(async (file) => ({ name: file.name, base64: await readAsBase64(file) })));
    await act({
      do: 'say',
      channel: channel.id,
      text: line,
      ...(inThread ? { threadTs } : {}),
      ...(read.length === 0 ? {} : { files: read }),
    });
  };
  const send = () => {
    const line = text.trim();
    const command = /^\/\S+/u.exec(line)?.[0];
    if (line === '' && files.length === 0) return;
    if (command !== undefined && inThread) return showToast(words.notInThreads(command));
    if (command === undefined && !channel.takesMessages) return showToast(words.onlyCommands);
    keepSentLine(line);
    setAgo(0);
    put('');
    if (command === undefined) setFiles([]);
    setSending((count) => count + 1);
    sent.current = sent.current
      .then(() => (command === undefined ? say(line, files) : runCommand(line, command)))
      .catch(() => showToast(words.connecting))
      .finally(() => setSending((count) => count - 1));
  };
  /** Brings back the line that was sent so many sends ago; 0: an empty one. */
  const recall = (wanted: number) => {
    const to = Math.min(Math.max(0, wanted), countSentLines());
    setAgo(to);
    setText(to === 0 ? '' : (sentLine(to) ?? ''));
    setClosed(true);
  };
  const press = (event: KeyboardEvent) => {
    const { key } = event;
    if (isOpen && (key === 'ArrowDown' || key === 'ArrowUp')) {
      const from = isMarked ? at : key === 'ArrowDown' ? -1 : 0;
      setAt((from + (key === 'ArrowDown' ? 1 : found.length - 1)) % found.length);
      setInList(true);
    } else if (isOpen && (key === 'Tab' || (key === 'Enter' && isMarked && !isWhole)) && !event.shiftKey) complete(found[at]);
    else if (isOpen && key === 'Escape') setClosed(true);
    else if ((key === 'ArrowUp' || key === 'ArrowDown') && (text === '' || ago > 0))
      recall(key === 'ArrowUp' ? ago + 1 : ago - 1);
    else if (key === 'Enter' && !event.shiftKey && !event.isComposing) send();
    else return;
    event.preventDefault();
  };
  const active = isOpen && isMarked ? { 'aria-activedescendant': `${id}-${at}` } : {};

  return (
    <div class="composer" ref={frame}>
      {isOpen && (
        <Suggestions ref={list} id={id} found={found} at={isMarked ? at : -1} style={style} onPick={complete} onMark={setAt} />
      )}
      {files.length > 0 && (
        <ul class="attached">
          {files.map((file) => (
            <li key={file.name} class="chosen">
              {file.name}
              <button
                type="button"
                class="quiet"
                aria-label={`${words.remove}: ${file.name}`}
                onClick={() => setFiles(files.filter((each) => each !== file))}
              >
                ✕
              </button>
            </li>
          ))}
        </ul>
      )}
      <div class="composer-row">
        {channel.takesMessages && (
          <label class="quiet attach" title={words.attach}>
            <span aria-hidden="true">+</span>
            <input
              type="file"
              multiple
              class="for-readers"
              aria-label={words.attach}
              onChange={({ currentTarget }) => {
                setFiles([...files, ...(currentTarget.files ?? [])]);
                currentTarget.value = '';
              }}
            />
          </label>
        )}
        <textarea
          ref={field}
          rows={Math.min(8, text.split('\n').length)}
          value={text}
          placeholder={placeholder}
          aria-label={placeholder}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={`${id}-list`}
          {...active}
          onInput={({ currentTarget }) => {
            setAgo(0);
            put(currentTarget.value);
          }}
          onKeyDown={press}
          onBlur={() => setClosed(true)}
        />
        {shortcuts.length > 0 && (
          <Menu
            label={words.shortcuts}
            face="⚡"
            items={shortcuts.map(({ name, description, callback_id }) => ({
              name,
              ...(description === undefined ? {} : { hint: description }),
              pick: () => void act({ do: 'globalShortcut', callbackId: callback_id }),
            }))}
          />
        )}
        <button
          type="button"
          class="send"
          aria-label={words.send}
          title={words.send}
          disabled={text.trim() === '' && files.length === 0}
          onClick={send}
        >
          {sending > 0 ? <span class="spinner" /> : '➤'}
        </button>
      </div>
    </div>
  );
}
