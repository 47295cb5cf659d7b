import type { ComponentChildren } from 'preact';

/** A link to elsewhere, if its address is one that a chat may open; else its words alone. */
export function Link({ url, children }: { readonly url: string; readonly children: ComponentChildren }) {
  if (!/^(https?:|mailto:|tel:)/iu.test(url)) return <>{children}</>;
  return (
    <a href={url} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  );
}
