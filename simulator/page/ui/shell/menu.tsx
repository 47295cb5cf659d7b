import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useAnchored } from './anchored.ts';

export type MenuItem = { readonly name: string; readonly hint?: string; readonly pick: () => void; readonly isCurrent?: boolean };

type Props = {
  readonly label: string;
  readonly face: ComponentChildren;
  readonly items: readonly MenuItem[];
  /** The face says what the button is; `label` then names the menu alone. */
  readonly hasWords?: boolean;
  readonly isDisabled?: boolean;
  readonly class?: string;
};

/** A button that opens a list of things to do. Arrow keys, Home, End and Escape work as in any menu. */
export function Menu({ label, face, items, hasWords = false, isDisabled = false, class: kind = 'quiet' }: Props) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const style = useAnchored(button, list, isOpen);
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
            <button
              key={index}
              type="button"
              role={item.isCurrent === undefined ? 'menuitem' : 'menuitemradio'}
              {...(item.isCurrent === undefined ? {} : { 'aria-checked': item.isCurrent })}
              tabIndex={-1}
              onClick={() => {
                close();
                item.pick();
              }}
            >
              <span>{item.name}</span>
              {item.hint !== undefined && <small>{item.hint}</small>}
            </button>
          ))}
        </div>
      )}
    </>
  );
}
