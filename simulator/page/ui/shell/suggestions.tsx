import type { Ref } from 'preact';
import type { Suggestion } from '../state/completion.ts';

type Props = {
  readonly ref: Ref<HTMLDivElement>;
  readonly id: string;
  readonly found: readonly Suggestion[];
  readonly at: number;
  readonly style: { readonly [name: string]: string };
  readonly onPick: (suggestion: Suggestion) => void;
  readonly onMark: (at: number) => void;
};

/** What the word that is being typed may become. */
export function Suggestions({ ref, id, found, at, style, onPick, onMark }: Props) {
  return (
    <div ref={ref} class="popup suggestions" style={style}>
      <div role="listbox" id={`${id}-list`} aria-label={found[0]?.name ?? ''}>
        {found.map((suggestion, index) => (
          <div
            key={suggestion.insert}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onPointerDown={(event) => event.preventDefault()}
            onPointerEnter={() => onMark(index)}
            onClick={() => onPick(suggestion)}
            onKeyDown={() => undefined}
          >
            <span>{suggestion.name}</span>
            <small>{suggestion.hint}</small>
          </div>
        ))}
      </div>
    </div>
  );
}
