import { useEffect } from 'preact/hooks';

/** Brings the message that a link leads to into view, marks it and gives it the focus; again when another one is linked. */
export function useFoundMessage(list: { readonly current: HTMLElement | null }, ts: string | null): void {
  useEffect(() => {
    const found = ts === null ? null : list.current?.querySelector<HTMLElement>(`.message[data-ts="${CSS.escape(ts)}"]`);
    if (found === null || found === undefined) return;
    found.scrollIntoView({ block: 'center' });
    found.classList.add('found');
    found.tabIndex = -1;
    found.focus({ preventScroll: true });
    return () => found.classList.remove('found');
  }, [list, ts]);
}
