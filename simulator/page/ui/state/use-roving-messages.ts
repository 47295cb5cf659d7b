import { useLayoutEffect, useRef } from 'preact/hooks';

const MESSAGE = '.message';
const CONTROLS = 'a[href], button, input, select, textarea, summary, [tabindex]';

/**
 * Roving tabindex: of all messages only one has its buttons in the order of Tab, the last one at first; arrow keys go to the one above or
 * below, so that a long channel does not stand between the keyboard and the rest of the page.
 *
 * @param changed whatever may have drawn the messages anew. @returns what the list does with keys and with what gets the focus.
 */
export function useRovingMessages(list: { readonly current: HTMLElement | null }, changed: unknown) {
  const current = useRef<string | null>(null);
  const apply = () => {
    const messages = [...(list.current?.querySelectorAll<HTMLElement>(MESSAGE) ?? [])];
    const chosen = messages.find(({ dataset }) => dataset['ts'] === current.current) ?? messages.at(-1);
    for (const message of messages) {
      const isChosen = message === chosen;
      message.tabIndex = isChosen ? 0 : -1;
      for (const control of message.querySelectorAll<HTMLElement>(CONTROLS)) {
        if (control.closest('[role=menu]') !== null) continue;
        if (!isChosen && control.tabIndex >= 0) {
          control.dataset['roving'] = '';
          control.tabIndex = -1;
        } else if (isChosen && control.dataset['roving'] !== undefined) {
          delete control.dataset['roving'];
          control.tabIndex = 0;
        }
      }
    }
    return { messages, chosen };
  };
  useLayoutEffect(() => void apply(), [changed]);
  return {
    onFocusIn: ({ target }: FocusEvent) => {
      const message = target instanceof HTMLElement ? target.closest<HTMLElement>(MESSAGE) : null;
      if (message === null || message.dataset['ts'] === current.current) return;
      current.current = message.dataset['ts'] ?? null;
      apply();
    },
    onKeyDown: (event: KeyboardEvent) => {
      const { key, target } = event;
      const isHere = target instanceof HTMLElement && (target === list.current || target.matches(MESSAGE));
      if (!isHere || (key !== 'ArrowUp' && key !== 'ArrowDown')) return;
      const { messages, chosen } = apply();
      const at = chosen === undefined ? -1 : messages.indexOf(chosen);
      const to = target === list.current ? at : at + (key === 'ArrowUp' ? -1 : 1);
      const next = messages[Math.min(Math.max(0, to), messages.length - 1)];
      if (next === undefined) return;
      event.preventDefault();
      current.current = next.dataset['ts'] ?? null;
      apply();
      next.focus();
    },
  };
}
