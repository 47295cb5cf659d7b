import { useState } from 'preact/hooks';

const KEY = 'tour-used';

/** Which suggested commands were used in this tab, so that they are not suggested again. */
const usedLines = (): readonly string[] => {
  const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
  return Array.isArray(kept) ? kept.map(String) : [];
};

const listeners = new Set<() => void>();

/** Remembers that these were typed, or dismissed. */
export function markTourUsed(lines: readonly string[]): void {
  sessionStorage.setItem(KEY, JSON.stringify([...usedLines(), ...lines]));
  for (const tell of listeners) tell();
}

/** The suggestions that are left; the component is drawn anew when one is used up. */
export function useTour(tour: readonly string[]): readonly string[] {
  const [, redraw] = useState(0);
  const [tell] = useState(() => () => redraw((count) => count + 1));
  listeners.add(tell);
  return tour.filter((line) => !usedLines().includes(line));
}
