import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { usePopupPosition } from './use-popup-position.ts';

export type MenuItem = {
  readonly name: string;
  readonly hint?: string;
  /** What happens, or where it leads. */
  readonly pick: (() => void) | URL;
  readonly isCurrent?: boolean;
};

type Props = {
  readonly label: string;
  readonly face: ComponentChildren;
  readonly items: readonly MenuItem[];
  /** A word below the items. */
  readonly note?: string;
  /** The face says what the button is; `label` then names the menu alone. */
  readonly hasWords?: boolean;
  readonly isDisabled?: boolean;
  readonly class?: string;
};

/** A button that opens a list of things to do. Arrow keys, Home, End and Escape work as in any menu. */
export function Menu({ label, face, items, note, hasWords = false, isDisabled = false, class: kind = 'quiet' }: Props) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const style = usePopupPosition(button, list, isOpen);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  useEffect(() => {
    if (!isOpen) return;
    list.current?.querySelector<HTMLElement>('[role^=menuitem]')?.focus();
    const away = ({ target }: Event) => {
      const isInside = target instanceof Node && (list.current?.contains(target) || button.current?.contains(target));
      if (!isInside) setOpen(false);
    };
    addEventListener('pointerdown', away);
    return () => removeEventListener('pointerdown', away);
  }, [isOpen]);
  const move = (event: KeyboardEvent) => {
    const all = [...(list.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
    const at = all.findIndex((item) => item.matches(':focus'));
    const goals: { readonly [key: string]: number } = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    const goal = goals[event.key];
    if (event.key === 'Escape' || event.key === 'Tab') close();
    else if (goal !== undefined) all.at(goal % all.length)?.focus();
    else return;
    event.stopPropagation();
    if (event.key !== 'Tab') event.preventDefault();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        class={kind}
        {...(hasWords ? {} : { 'aria-label': label })}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={id}
        disabled={isDisabled}
        onClick={() => setOpen(!isOpen)}
      >
        {face}
      </button>
      {isOpen && (
        <div ref={list} id={id} class="popup menu" role="menu" aria-label={label} tabIndex={-1} style={style} onKeyDown={move}>
          {items.map((item, index) => (
            <Item key={index} item={item} onClose={close} />
          ))}
          {note !== undefined && <p class="note">{note}</p>}
        </div>
      )}
    </>
  );
}

function Item({ item, onClose }: { readonly item: MenuItem; readonly onClose: () => void }) {
  const { name, hint, pick, isCurrent } = item;
  const role = isCurrent === undefined ? ('menuitem' as const) : ('menuitemradio' as const);
  const marked = isCurrent === undefined ? {} : { 'aria-checked': isCurrent };
  const words = (
    <>
      <span>{name}</span>
      {hint !== undefined && <small>{hint}</small>}
    </>
  );
  if (pick instanceof URL)
    return (
      <a href={pick.href} role={role} {...marked} tabIndex={-1}>
        {words}
      </a>
    );
  const use = () => {
    onClose();
    pick();
  };
  return (
    <button type="button" role={role} {...marked} tabIndex={-1} onClick={use}>
      {words}
    </button>
  );
}
