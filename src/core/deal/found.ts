import type { Deal, DealFile } from './deal.ts';

/** Which deal a person means. */
export type DealMatch =
  /** `file`: where the search has read the whole of it anyway. */
  | { readonly kind: 'one'; readonly deal: Deal; readonly file?: DealFile }
  /** At most ten; `more`: there are more that fit. */
  | { readonly kind: 'several'; readonly deals: readonly Deal[]; readonly more: boolean; readonly typed: string }
  /** `nearest`: what looks alike, best first, at most three. */
  | { readonly kind: 'none'; readonly nearest: readonly Deal[]; readonly typed: string };
