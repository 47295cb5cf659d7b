import { foldText } from '../fold-text.ts';
import type { Deal, DealFile } from './deal.ts';

/** A deal that was found; `file`: present where the search has loaded it already. */
export type FoundDeal = { readonly deal: Deal; readonly file?: DealFile };

/** Result of resolving what a person typed to a deal. */
export type DealMatch =
  | ({ readonly kind: 'one' } & FoundDeal)
  /** The first ten matches; `more`: there are others. */
  | { readonly kind: 'several'; readonly deals: readonly Deal[]; readonly more: boolean; readonly typed: string }
  /** `nearest`: fuzzy matches, best first, at most three. */
  | { readonly kind: 'none'; readonly nearest: readonly Deal[]; readonly typed: string };

/**
 * How a whole typed line names a deal: it is the name or the company, or one of them begins with its words; undefined where neither.
 *
 * @param folded the line, as `foldText` leaves it, not empty.
 */
export function matchWholeName(deal: Pick<Deal, 'name' | 'company'>, folded: string): 'whole' | 'beginning' | undefined {
  const names = [deal.name, deal.company ?? ''].map(foldText);
  if (names.includes(folded)) return 'whole';
  const begins = names.some((name) => name.startsWith(folded) && /^[^\p{L}\p{N}]/u.test(name.slice(folded.length)));
  return begins ? 'beginning' : undefined;
}
