import { recordIn, stringIn } from '../../../block-kit/json-record.ts';
import { usePage } from '../state/page-context.ts';
import { plainWords, Text } from '../text/text.tsx';
import type { PlacedElementProps } from './placed-element.ts';
import { usePress } from './use-element.ts';

/** A button; one with an address also opens it. */
export function Button(placed: PlacedElementProps) {
  const { element } = placed;
  const { press, isBusy } = usePress(placed);
  const url = stringIn(element, 'url');
  const label = stringIn(element, 'accessibility_label');
  const use = () => {
    if (url !== undefined && /^https?:/iu.test(url)) open(url, '_blank', 'noopener,noreferrer');
    void press();
  };
  return (
    <button
      type="button"
      class={`element-button ${stringIn(element, 'style') ?? ''}`}
      disabled={isBusy}
      aria-busy={isBusy}
      {...(label === undefined ? {} : { 'aria-label': label })}
      onClick={use}
    >
      <Text of={recordIn(element, 'text')} />
    </button>
  );
}

/** Starts a workflow in Slack, which a simulator has none of: it says so. */
export function WorkflowButton({ element }: PlacedElementProps) {
  const { showToast, words } = usePage();
  return (
    <button
      type="button"
      class={`element-button ${stringIn(element, 'style') ?? ''}`}
      onClick={() => showToast(words.simulatorHint)}
    >
      <Text of={recordIn(element, 'text')} />
    </button>
  );
}

const ICONS: { readonly [name: string]: string } = { trash: '🗑' };

export function IconButton(placed: PlacedElementProps) {
  const { press, isBusy } = usePress(placed);
  const icon = stringIn(placed.element, 'icon') ?? '';
  const words = plainWords(recordIn(placed.element, 'text'));
  return (
    <button type="button" class="quiet" aria-label={words || icon} title={words} disabled={isBusy} onClick={() => void press()}>
      {ICONS[icon] ?? icon}
    </button>
  );
}

export function FeedbackButtons(placed: PlacedElementProps) {
  const { press, isBusy } = usePress(placed);
  const side = (name: 'positive' | 'negative', sign: string) => {
    const button = recordIn(placed.element, `${name}_button`) ?? {};
    const words = plainWords(recordIn(button, 'text'));
    return (
      <button
        type="button"
        class="quiet"
        aria-label={stringIn(button, 'accessibility_label') ?? words}
        title={words}
        disabled={isBusy}
        onClick={() => void press(name)}
      >
        <span aria-hidden="true">{sign}</span> {words}
      </button>
    );
  };
  return (
    <span class="feedback">
      {side('positive', '👍')}
      {side('negative', '👎')}
    </span>
  );
}
