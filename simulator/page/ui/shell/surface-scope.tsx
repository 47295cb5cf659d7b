import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { type Surface, SurfaceProvider } from '../state/surface.ts';

type Props = Pick<Surface, 'at' | 'kind' | 'values'> & {
  readonly errors?: Surface['errors'];
  readonly pending?: Surface['pending'];
  readonly children: ComponentChildren;
};

const NO_ERRORS = {};

/** Says to the elements within on what they stand. */
export function SurfaceScope({ at, kind, values, errors = NO_ERRORS, pending, children }: Props) {
  const [own] = useState<Surface['pending']>(() => new Set());
  return <SurfaceProvider value={{ at, kind, values, errors, pending: pending ?? own }}>{children}</SurfaceProvider>;
}
