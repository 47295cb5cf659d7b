import type { OwnerAmount } from './amount.ts';
import type { Counters } from './counters.ts';
import type { Deal } from './deal.ts';
import type { FunnelModel } from './numbers/funnel-model.ts';
import { ENOUGH_EXITS, type RepStage, repStages, teamShares } from './numbers/rep-effectiveness.ts';
import { type Velocity, velocities } from './numbers/sales-velocity.ts';

/** One open stage of a review. */
export type ReviewedStage = {
  readonly stageId: string;
  /** Deals of the rep that left it. */
  readonly exits: number;
  /** Share of all deals of the team that go on from it; null before the first. */
  readonly teamShare: number | null;
  /** Null below ten exits: not enough data to tell. */
  readonly own: RepStage | null;
};

/** How one rep does: stage by stage, and what they bring. */
export type RepReview = {
  readonly memberId: string;
  /** Every open stage, in order. */
  readonly stages: readonly ReviewedStage[];
  /** Stages where the rep clearly differs from the team; the one that says most first, those below the team before those above. */
  readonly different: readonly RepStage[];
  /** Null below five closed deals, or with none open. */
  readonly velocity: Velocity | null;
  readonly exits: number;
};

/** Deals of a rep that a talk about a stage can begin with: on it now, lost from it last, or won last. */
export type RepExamples = { readonly kind: 'there' | 'lost' | 'won'; readonly deals: readonly Deal[] };

const byWeight = (a: RepStage, b: RepStage): number =>
  Number(b.verdict === 'below') - Number(a.verdict === 'below') ||
  Math.abs(b.share - b.teamShare) - Math.abs(a.share - a.teamShare);

function firstByWeight({ different: [a] }: RepReview, { different: [b] }: RepReview): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return byWeight(a, b);
}

/**
 * Every rep who has or had deals, those who differ from the team first, then those with most exits.
 *
 * @param won what each has won since velocitySince(at).
 */
export function repReviews(
  model: FunnelModel,
  counters: Counters,
  won: readonly OwnerAmount[],
  at: number,
): readonly RepReview[] {
  const rows = repStages(model, counters);
  const shares = teamShares(model, counters);
  const speeds = new Map(velocities(counters, won, at).map((each) => [each.memberId, each]));
  const withStock = counters.stock.filter(({ count }) => count > 0).map(({ ownerId }) => ownerId);
  const members = new Set([...rows.map(({ memberId }) => memberId), ...withStock]);
  const reviews = [...members].map((memberId): RepReview => {
    const own = rows.filter((row) => row.memberId === memberId);
    return {
      memberId,
      stages: model.tally.stageIds.map((stageId, k) => {
        const row = own.find((each) => each.stageId === stageId);
        const exits = row?.exits ?? 0;
        return { stageId, exits, teamShare: shares[k] ?? null, own: exits >= ENOUGH_EXITS ? (row ?? null) : null };
      }),
      different: own.filter(({ verdict }) => verdict !== 'unclear').toSorted(byWeight),
      velocity: speeds.get(memberId) ?? null,
      exits: own.reduce((sum, { exits }) => sum + exits, 0),
    };
  });
  return reviews.toSorted((a, b) => firstByWeight(a, b) || b.exits - a.exits || (a.memberId < b.memberId ? -1 : 1));
}
