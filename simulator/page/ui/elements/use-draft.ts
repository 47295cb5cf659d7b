import { useEffect, useState } from 'preact/hooks';

/**
 * Optimistic value of a control: the local entry until the server's state has caught up, so that nothing jumps back while the answer is on
 * its way.
 *
 * @returns the value to show, and how to show another one; `null` goes back to the workspace's.
 */
export function useDraft<T>(known: T): readonly [T, (draft: T | null) => void] {
  const [draft, setDraft] = useState<{ readonly value: T } | null>(null);
  const knownJson = JSON.stringify(known);
  useEffect(() => setDraft(null), [knownJson]);
  return [draft === null ? known : draft.value, (value) => setDraft(value === null ? null : { value })];
}
