import { useEffect, useRef, useState } from 'preact/hooks';
import { usePage } from '../state/page-context.ts';
import type { Choice } from './placed-element.ts';

/** Where a menu's choices come from: they are all known, or the app is asked for those that fit what is typed. */
export type ChoiceSource =
  | { readonly choices: readonly Choice[] }
  | { readonly ask: (typed: string) => Promise<readonly Choice[]>; readonly minQueryLength: number };

const DEBOUNCE_MS = 150;

/** Small letters without marks, so that "zolw" finds "Żółw". */
const foldText = (text: string) => text.toLowerCase().replaceAll('ł', 'l').normalize('NFD').replaceAll(/\p{M}/gu, '');

/** The choices that fit what is typed, and what there is to say about them: too little typed, still asking, nothing found. */
export function useChoices(
  source: ChoiceSource,
  typed: string,
  isOpen: boolean,
): { readonly choices: readonly Choice[]; readonly note: string } {
  const { words } = usePage();
  const [offered, setOffered] = useState<readonly Choice[] | null>(null);
  const latest = useRef(source);
  latest.current = source;
  const isAsked = 'ask' in source;
  useEffect(() => {
    const now = latest.current;
    if (!isOpen || !isAsked || !('ask' in now) || [...typed].length < now.minQueryLength) return;
    let isOver = false;
    setOffered(null);
    const timer = setTimeout(async () => {
      const found = await now.ask(typed);
      if (!isOver) setOffered(found);
    }, DEBOUNCE_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [typed, isOpen, isAsked]);
  if ('ask' in source) {
    if ([...typed].length < source.minQueryLength) return { choices: [], note: words.typeMore(source.minQueryLength) };
    if (offered === null) return { choices: [], note: words.working };
    return { choices: offered, note: offered.length === 0 ? words.nothingFound : '' };
  }
  const choices = source.choices.filter(({ words: name, description = '' }) =>
    foldText(`${name} ${description}`).includes(foldText(typed)),
  );
  return { choices, note: choices.length === 0 ? words.nothingFound : '' };
}
