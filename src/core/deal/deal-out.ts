import type { DealNumber, MemberId, StageId } from '../ids.ts';

/** Whom somebody's deals go to: the person of the deal's stage where one is named, else one of `to`, in turn. */
export type HandOver = { readonly byStage: ReadonlyMap<StageId, MemberId>; readonly to: readonly MemberId[] };

/**
 * Deals somebody's deals out to others, each stage evenly: of two people one never gets more than one deal of a stage more than the other.
 *
 * @param deals in any order: those of lower numbers go first. @returns the new owner of each; deals that nobody was named for are left out.
 */
export function dealOut(
  deals: readonly { readonly number: DealNumber; readonly stageId: StageId }[],
  { byStage, to }: HandOver,
): ReadonlyMap<DealNumber, MemberId> {
  const owners = new Map<DealNumber, MemberId>();
  const sorted = deals.toSorted((a, b) => a.stageId.localeCompare(b.stageId) || a.number - b.number);
  let turn = 0;
  for (const { number, stageId } of sorted) {
    const named = byStage.get(stageId);
    const owner = named ?? to[turn % Math.max(1, to.length)];
    if (named === undefined) turn += 1;
    if (owner !== undefined) owners.set(number, owner);
  }
  return owners;
}
