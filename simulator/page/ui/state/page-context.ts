import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Action } from '../../action.ts';
import type { ActionAnswer } from '../../protocol.ts';
import type { UiText } from '../ui-text.ts';
import type { OpenPlace } from './open-place.ts';
import type { World } from './world.ts';

/** What every part of the page may need. */
export type PageContext = {
  readonly world: World;
  readonly words: UiText;
  readonly place: OpenPlace;
  readonly go: (place: OpenPlace) => void;
  /** Does something as the person at the page. A problem is shown, and comes back too. */
  readonly act: (action: Action) => Promise<ActionAnswer>;
  /** Shows a sentence for a while. */
  readonly showToast: (sentence: string) => void;
};

const Context = createContext<PageContext | null>(null);
export const PageProvider = Context.Provider;

export function usePage(): PageContext {
  const page = useContext(Context);
  if (page === null) throw new Error('This part of the page stands outside of it.');
  return page;
}
