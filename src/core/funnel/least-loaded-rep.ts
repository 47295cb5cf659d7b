import type { StockRow } from '../history/counters.ts';
import { isReachable, type Member } from '../people/member.ts';

/** Id of the reachable rep with the fewest open deals, at least one; null without such a rep. */
export function leastLoadedRep(stock: readonly StockRow[], members: readonly Member[]): string | null {
  const held = new Map<string, number>();
  for (const { ownerId, count } of stock) held.set(ownerId, (held.get(ownerId) ?? 0) + count);
  const sellers = members.filter((member) => isReachable(member) && member.role !== 'reader' && held.has(member.id));
  const [first] = sellers.toSorted((a, b) => (held.get(a.id) ?? 0) - (held.get(b.id) ?? 0) || (a.id < b.id ? -1 : 1));
  return first?.id ?? null;
}
