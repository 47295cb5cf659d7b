import type { ComponentChildren } from 'preact';

/** Preformatted text; it may scroll sideways, so it can be reached by keyboard. */
export function Pre({ children }: { readonly children: ComponentChildren }) {
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
  return <pre tabIndex={0}>{children}</pre>;
}
