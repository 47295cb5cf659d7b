import type { MemberId } from '../ids.ts';
import { type Amount, addAmounts } from '../money/amount.ts';

/** Open deals of somebody who has left: nobody works on them until they have a new owner. */
export type LeftDeals = { readonly memberId: MemberId; readonly deals: Amount };

/** Those of several pipelines by whose they are, most deals first. */
export function mostLeftFirst(left: readonly LeftDeals[]): readonly LeftDeals[] {
  const sums = new Map<MemberId, LeftDeals>();
  for (const each of left) {
    const sum = sums.get(each.memberId);
    sums.set(each.memberId, sum === undefined ? each : { ...each, deals: addAmounts(sum.deals, each.deals) });
  }
  return [...sums.values()].toSorted((a, b) => b.deals.count - a.deals.count || (a.memberId < b.memberId ? -1 : 1));
}

export const countLeft = (left: readonly LeftDeals[]): number => left.reduce((sum, { deals }) => sum + deals.count, 0);
