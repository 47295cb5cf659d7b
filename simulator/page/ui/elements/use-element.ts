import { useState } from 'preact/hooks';
import { recordIn } from '../../../block-kit/json-record.ts';
import type { Confirm } from '../shell/confirm.tsx';
import { useConfirm } from '../shell/confirm.tsx';
import { usePage } from '../state/page-context.ts';
import { useSurface } from '../state/surface.ts';
import { dispatchesAction, elementAddress, type PlacedElementProps } from './placed-element.ts';

export type ElementUse = {
  /** Enters a value, or uses the element, whichever the element does. False when the person or the app did not want it. */
  readonly use: (entry: string | readonly string[]) => Promise<boolean>;
  /** The app has not answered yet. */
  readonly isBusy: boolean;
};

/** The way from an element to the app: asks for confirmation where the app wants one, and says when it waits. */
export function useElement(placed: PlacedElementProps): ElementUse {
  const { act } = usePage();
  const { at, pending } = useSurface();
  const confirm: Confirm = useConfirm();
  const [isBusy, setBusy] = useState(false);
  const use: ElementUse['use'] = async (entry) => {
    const asked = recordIn(placed.element, 'confirm');
    if (asked !== undefined && !(await confirm(asked))) return false;
    const value = typeof entry === 'string' ? entry : [...entry];
    setBusy(true);
    const sent = act(
      dispatchesAction(placed)
        ? { do: 'click', at, ...elementAddress(placed), select: value }
        : { do: 'fill', at, ...elementAddress(placed), entry: value },
    );
    const arrived = () => sent;
    pending.add(arrived);
    const { problem } = await sent;
    pending.delete(arrived);
    setBusy(false);
    return problem === undefined;
  };
  return { use, isBusy };
}

/** Presses something that holds no value. */
export function usePress(placed: PlacedElementProps): {
  readonly press: (side?: 'positive' | 'negative') => Promise<void>;
  readonly isBusy: boolean;
} {
  const { act } = usePage();
  const { at, pending } = useSurface();
  const confirm: Confirm = useConfirm();
  const [isBusy, setBusy] = useState(false);
  const press = async (side?: 'positive' | 'negative') => {
    const asked = recordIn(placed.element, 'confirm');
    if (asked !== undefined && !(await confirm(asked))) return;
    setBusy(true);
    await Promise.all([...pending].map((send) => send()));
    await act({ do: 'click', at, ...elementAddress(placed), ...(side === undefined ? {} : { side }) });
    setBusy(false);
  };
  return { press, isBusy };
}
