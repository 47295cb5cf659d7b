import type { Deal, DealFile } from './deal.ts';

/** Result of resolving what a person typed to a deal. */
export type DealMatch =
  /** `file`: present where the search has loaded it already. */
  | { readonly kind: 'one'; readonly deal: Deal; readonly file?: DealFile }
  /** The first ten matches; `more`: there are others. */
  | { readonly kind: 'several'; readonly deals: readonly Deal[]; readonly more: boolean; readonly typed: string }
  /** `nearest`: fuzzy matches, best first, at most three. */
  | { readonly kind: 'none'; readonly nearest: readonly Deal[]; readonly typed: string };
