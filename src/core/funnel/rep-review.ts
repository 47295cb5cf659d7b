import type { Deal } from '../deal/deal.ts';
import type { Counters } from '../history/counters.ts';
import type { MemberId, StageId } from '../ids.ts';
import type { OwnerAmount } from '../money/amount.ts';
import type { FunnelModel } from '../numbers/model/funnel-model.ts';
import {
  MIN_EXITS_TO_JUDGE,
  type RepStagePerformance,
  repStagePerformances,
  teamPassRates,
} from '../numbers/rep-effectiveness.ts';
import { type OpenTime, type SalesVelocity, salesVelocities } from '../numbers/sales-velocity.ts';

/** One open stage of a review. */
export type ReviewedStage = {
  readonly stageId: StageId;
  /** Deals of the rep that left it. */
  readonly exits: number;
  /** Pass rate of the whole team; null before the first exit. */
  readonly teamShare: number | null;
  /** Null below ten exits: not enough data. */
  readonly own: RepStagePerformance | null;
};

/** Review of one rep: pass rates by stage, and sales velocity. */
export type RepReview = {
  readonly memberId: MemberId;
  /** Every open stage, in order. */
  readonly stages: readonly ReviewedStage[];
  /** Stages where the rep differs significantly from the team: those below it first, then by size of the difference. */
  readonly different: readonly RepStagePerformance[];
  /** Null below five closed deals, or with none open. */
  readonly velocity: SalesVelocity | null;
  readonly exits: number;
};

/** Example deals of a rep for a stage: those in it now, the last ones lost from it, or the last ones won. */
export type RepExamples = { readonly kind: 'there' | 'lost' | 'won'; readonly deals: readonly Deal[] };

const byImportance = (a: RepStagePerformance, b: RepStagePerformance): number =>
  Number(b.verdict === 'below') - Number(a.verdict === 'below') ||
  Math.abs(b.share - b.teamShare) - Math.abs(a.share - a.teamShare);

function byMostImportantStage({ different: [a] }: RepReview, { different: [b] }: RepReview): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return byImportance(a, b);
}

/**
 * Reviews of every rep who has or had deals: those who differ from the team first, then by number of exits.
 *
 * @param window what each has won, and how long their deals were open, since `velocityWindowStart(model.at)`.
 */
export function repReviews(
  model: FunnelModel,
  counters: Counters,
  window: { readonly won: readonly OwnerAmount[]; readonly open: readonly OpenTime[] },
): readonly RepReview[] {
  const rows = repStagePerformances(model, counters);
  const shares = teamPassRates(model, counters);
  const velocityByMember = new Map(salesVelocities(counters, window, model.at).map((each) => [each.memberId, each]));
  const withStock = counters.stock.filter(({ count }) => count > 0).map(({ ownerId }) => ownerId);
  const members = new Set([...rows.map(({ memberId }) => memberId), ...withStock]);
  const reviews = [...members].map((memberId): RepReview => {
    const own = rows.filter((row) => row.memberId === memberId);
    return {
      memberId,
      stages: model.weightedCounters.stageIds.map((stageId, k) => {
        const row = own.find((each) => each.stageId === stageId);
        const exits = row?.exits ?? 0;
        return { stageId, exits, teamShare: shares[k] ?? null, own: exits >= MIN_EXITS_TO_JUDGE ? (row ?? null) : null };
      }),
      different: own.filter(({ verdict }) => verdict !== 'unclear').toSorted(byImportance),
      velocity: velocityByMember.get(memberId) ?? null,
      exits: own.reduce((sum, { exits }) => sum + exits, 0),
    };
  });
  return reviews.toSorted((a, b) => byMostImportantStage(a, b) || b.exits - a.exits || (a.memberId < b.memberId ? -1 : 1));
}
