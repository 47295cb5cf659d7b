import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ElementState, StateValues } from '../../../state/entities.ts';
import type { ElementPlace } from '../../action.ts';

/** The message, modal or Home tab on which blocks are drawn. */
export type Surface = {
  readonly at: ElementPlace;
  readonly kind: 'message' | 'modal' | 'home';
  readonly values: StateValues;
  /** Complaints of a form, by block_id. */
  readonly errors: Readonly<Record<string, string>>;
  /** Entries that are still on their way to the server: a form waits for them before it is sent. */
  readonly pending: Set<() => Promise<unknown>>;
};

const Context = createContext<Surface | null>(null);
export const SurfaceProvider = Context.Provider;

export function useSurface(): Surface {
  const surface = useContext(Context);
  if (surface === null) throw new Error('An element stands on no surface.');
  return surface;
}

/** What an input holds now, as the workspace knows it. */
export function inputState({ values }: Surface, blockId: string, actionId: string): ElementState | undefined {
  return values[blockId]?.[actionId];
}
