import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { usePage } from '../state/page-context.ts';

const FIELDS = '.dialog-body :is(input, textarea, select):not([type=file])';

type Props = {
  readonly title: ComponentChildren;
  readonly onClose: () => void;
  readonly kind?: 'small' | 'form';
  readonly children: ComponentChildren;
};

/** A dialog over everything else: it keeps the focus, closes on Escape, and gives the focus back. */
export function Dialog({ title, onClose, kind = 'form', children }: Props) {
  const { words } = usePage();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    // The first thing to fill, else the last button: not the cross, which is first in the document.
    const wanted =
      dialog.current?.querySelector<HTMLElement>('[data-focus=true]') ?? dialog.current?.querySelector<HTMLElement>(FIELDS);
    (wanted ?? [...(dialog.current?.querySelectorAll<HTMLElement>('footer button') ?? [])].at(-1))?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`dialog ${kind}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header>
        <h2 id={id}>{title}</h2>
        <button type="button" class="quiet" aria-label={words.close} onClick={onClose}>
          ✕
        </button>
      </header>
      {children}
    </dialog>
  );
}
