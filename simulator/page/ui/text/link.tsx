import type { ComponentChildren } from 'preact';
import { parseArchivePath } from '../../permalink.ts';

/** A link to elsewhere, if its address is one that a chat may open; a permalink of this workspace opens its message here; else its words alone. */
export function Link({ url, children }: { readonly url: string; readonly children: ComponentChildren }) {
  if (!/^(https?:|mailto:|tel:)/iu.test(url)) return <>{children}</>;
  const linked = /^https?:/iu.test(url) ? parseArchivePath(new URL(url)) : undefined;
  if (linked !== undefined) return <a href={`#${linked}`}>{children}</a>;
  return (
    <a href={url} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  );
}
