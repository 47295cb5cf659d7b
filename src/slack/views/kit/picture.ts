import type { SafeText } from '../../../locale/safe-text.ts';

/** A picture to be drawn when its turn comes; `alt` carries its numbers for who cannot see it. */
export type Picture = { readonly name: string; readonly svg: () => string; readonly alt: SafeText };
