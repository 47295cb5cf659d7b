import { useEffect, useRef, useState } from 'preact/hooks';
import { type JsonRecord, recordIn, stringIn } from '../../../block-kit/json-record.ts';
import { richTextContent } from '../../../block-kit/rich-text.ts';
import { usePage } from '../state/page-context.ts';
import { inputState, useSurface } from '../state/surface.ts';
import { plainWords } from '../text/text.tsx';
import { accessibleName, dispatchesAction, elementAddress, type PlacedElementProps } from './placed-element.ts';

/** Debounce of typed text before it is sent to the server, so that a reload and another tab see it. */
const DEBOUNCE_MS = 250;

const INPUT_MODES: { readonly [type: string]: 'decimal' | 'email' | 'url' } = {
  // Not type=number and the like: those take away what they cannot read, and the app should hear it.
  number_input: 'decimal',
  email_text_input: 'email',
  url_text_input: 'url',
};

const enteredText = (state: JsonRecord | undefined): string => {
  const value = state?.['value'];
  if (typeof value === 'string') return value;
  return richTextContent(state?.['rich_text_value']);
};

const dispatchTriggers = (element: JsonRecord): readonly unknown[] => {
  const on: unknown = recordIn(element, 'dispatch_action_config')?.['trigger_actions_on'];
  return Array.isArray(on) ? on : ['on_enter_pressed'];
};

/** A line or several lines of text, a number, an address. */
export function TextField(placed: PlacedElementProps) {
  const { element, id, describedBy, isInvalid = false } = placed;
  const { act } = usePage();
  const surface = useSurface();
  const address = elementAddress(placed);
  const known = enteredText(inputState(surface, address.blockId, address.actionId));
  const [draft, setDraft] = useState<string | null>(null);
  const latest = useRef<string | null>(null);
  const timer = useRef<number>(0);
  const send = async () => {
    clearTimeout(timer.current);
    const entry = latest.current;
    if (entry === null) return;
    latest.current = null;
    await act({ do: 'fill', at: surface.at, ...address, entry });
    setDraft((now) => (now === entry ? null : now));
  };
  const flush = useRef(send);
  flush.current = send;
  useEffect(() => {
    const now = () => flush.current();
    surface.pending.add(now);
    return () => {
      surface.pending.delete(now);
      clearTimeout(timer.current);
    };
  }, [surface.pending]);
  const dispatch = async () => {
    await send();
    await act({ do: 'click', at: surface.at, ...address });
  };
  const change = (value: string) => {
    setDraft(value);
    latest.current = value;
    clearTimeout(timer.current);
    const asked = dispatchesAction(placed) && dispatchTriggers(element).includes('on_character_entered');
    timer.current = window.setTimeout(() => void (asked ? dispatch() : flush.current()), DEBOUNCE_MS);
  };
  const isLong = element['multiline'] === true || element['type'] === 'rich_text_input';
  const common = {
    ...(id === undefined ? {} : { id }),
    ...(describedBy === undefined ? {} : { 'aria-describedby': describedBy }),
    'aria-label': accessibleName(placed),
    'aria-invalid': isInvalid,
    'aria-required': placed.block['type'] === 'input' && placed.block['optional'] !== true,
    value: draft ?? known,
    placeholder: plainWords(recordIn(element, 'placeholder')),
    'data-focus': element['focus_on_load'] === true,
    autoComplete: 'off',
    onBlur: () => void send(),
    ...(typeof element['max_length'] === 'number' ? { maxLength: element['max_length'] } : {}),
  };
  if (isLong) return <textarea rows={3} {...common} onInput={({ currentTarget }) => change(currentTarget.value)} />;
  const inputMode = INPUT_MODES[stringIn(element, 'type') ?? ''];
  return (
    <input
      type="text"
      {...(inputMode === undefined ? {} : { inputMode })}
      {...common}
      onInput={({ currentTarget }) => change(currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !dispatchesAction(placed) || !dispatchTriggers(element).includes('on_enter_pressed')) return;
        event.preventDefault();
        void dispatch();
      }}
    />
  );
}
