import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { usePopupPosition } from '../shell/use-popup-position.ts';
import { usePage } from '../state/page-context.ts';
import type { Choice } from './placed-element.ts';
import { type ChoiceSource, useChoices } from './use-choices.ts';

type Props = {
  readonly name: string;
  readonly placeholder: string;
  readonly chosen: readonly Choice[];
  readonly source: ChoiceSource;
  readonly isMany: boolean;
  readonly isBusy: boolean;
  readonly isInvalid: boolean;
  /** Stands in a row among other elements. */
  readonly isCompact: boolean;
  readonly canClear: boolean;
  readonly id?: string;
  readonly describedBy?: string;
  readonly onChange: (chosen: readonly Choice[]) => void;
};

/** A field that narrows a list while one types; arrow keys, Enter and Escape work as in any combobox. */
export function Combobox({ name, placeholder, chosen, source, isMany, isBusy, isInvalid, isCompact, canClear, ...rest }: Props) {
  const { words } = usePage();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const { choices, note } = useChoices(source, typed ?? '', isOpen);
  const style = usePopupPosition(box, list, isOpen, `${choices.length} ${note}`);
  const single = isMany ? undefined : chosen[0];

  useEffect(() => {
    if (!isOpen) return;
    const away = ({ target }: Event) => {
      if (target instanceof Node && (box.current?.contains(target) || list.current?.contains(target))) return;
      setOpen(false);
      setTyped(null);
    };
    addEventListener('pointerdown', away);
    return () => removeEventListener('pointerdown', away);
  }, [isOpen]);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [at, isOpen]);

  const pick = (choice: Choice | undefined) => {
    if (choice === undefined) return;
    const isThere = chosen.some(({ value }) => value === choice.value);
    setTyped(null);
    if (!isMany) setOpen(false);
    if (isMany) rest.onChange(isThere ? chosen.filter(({ value }) => value !== choice.value) : [...chosen, choice]);
    else if (!isThere) rest.onChange([choice]);
    input.current?.focus();
  };
  const press = (event: KeyboardEvent) => {
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      if (isOpen) setAt(Math.max(0, Math.min(choices.length - 1, at + (key === 'ArrowDown' ? 1 : -1))));
      else setOpen(true);
    } else if (key === 'Enter' && isOpen) pick(choices[at]);
    else if (key === 'Enter') setOpen(true);
    else if (key === 'Escape' && isOpen) {
      setOpen(false);
      setTyped(null);
      event.stopPropagation();
    } else if (key === 'Backspace' && isMany && (typed ?? '') === '' && chosen.length > 0) rest.onChange(chosen.slice(0, -1));
    else if (key === 'Tab') return setOpen(false);
    else return;
    event.preventDefault();
  };
  const active = isOpen && choices.length > 0 ? { 'aria-activedescendant': `${id}-${at}` } : {};

  return (
    <div ref={box} class={`combobox ${isCompact ? 'compact' : ''} ${isBusy ? 'busy' : ''}`}>
      {isMany &&
        chosen.map((choice) => (
          <span key={choice.value} class="chosen">
            {choice.words}
            <button
              type="button"
              class="quiet"
              aria-label={`${words.remove}: ${choice.words}`}
              onClick={() => rest.onChange(chosen.filter((each) => each !== choice))}
            >
              ✕
            </button>
          </span>
        ))}
      <input
        ref={input}
        type="text"
        role="combobox"
        {...(rest.id === undefined ? {} : { id: rest.id })}
        {...(rest.describedBy === undefined ? {} : { 'aria-describedby': rest.describedBy })}
        aria-label={name}
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-invalid={isInvalid}
        aria-busy={isBusy}
        {...active}
        autoComplete="off"
        placeholder={single?.words ?? (isMany && chosen.length > 0 ? '' : placeholder || words.choose)}
        value={typed ?? single?.words ?? ''}
        onClick={() => setOpen(true)}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onInput={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setAt(0);
          setOpen(true);
        }}
        onBlur={({ relatedTarget }) => {
          if (relatedTarget instanceof Node && list.current?.contains(relatedTarget)) return;
          setOpen(false);
          setTyped(null);
        }}
        onKeyDown={press}
      />
      {canClear && single !== undefined && (
        <button type="button" class="quiet clear" aria-label={words.clear} onClick={() => rest.onChange([])}>
          ✕
        </button>
      )}
      <span class="chevron" aria-hidden="true">
        ▾
      </span>
      {isOpen && (
        <div ref={list} class="popup" style={style}>
          <div role="listbox" id={`${id}-list`} aria-label={name} {...(isMany ? { 'aria-multiselectable': true } : {})}>
            {choices.map((choice, index) => (
              <Row
                key={choice.value}
                id={`${id}-${index}`}
                choice={choice}
                heading={choice.group !== choices[index - 1]?.group ? choice.group : undefined}
                isMarked={index === at}
                isChosen={chosen.some(({ value }) => value === choice.value)}
                onPick={() => pick(choice)}
                onEnter={() => setAt(index)}
              />
            ))}
          </div>
          {note !== '' && <p class="note">{note}</p>}
        </div>
      )}
    </div>
  );
}

type RowProps = {
  readonly id: string;
  readonly choice: Choice;
  readonly heading: string | undefined;
  readonly isMarked: boolean;
  readonly isChosen: boolean;
  readonly onPick: () => void;
  readonly onEnter: () => void;
};

function Row({ id, choice, heading, isMarked, isChosen, onPick, onEnter }: RowProps) {
  return (
    <>
      {heading !== undefined && (
        <div class="heading" role="presentation">
          {heading}
        </div>
      )}
      <div
        id={id}
        role="option"
        tabIndex={-1}
        aria-selected={isMarked}
        class={isChosen ? 'is-chosen' : ''}
        onPointerDown={(event) => event.preventDefault()}
        onPointerEnter={onEnter}
        onClick={onPick}
        onKeyDown={() => undefined}
      >
        <span>{choice.words}</span>
        {choice.description !== undefined && <small>{choice.description}</small>}
      </div>
    </>
  );
}
