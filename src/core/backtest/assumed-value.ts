import type { OpenDealAsOf } from '../history/history-event.ts';
import type { OpenGroup } from '../numbers/open-groups.ts';

const MINOR_PER_UNIT = 100;
const LATEST_WINS = 400;

/** What a deal without a value is taken to be worth: the mean of what such deals were won at; 0 before any was. */
export function assumedDealValue(unvaluedWins: readonly number[]): number {
  const latest = unvaluedWins.slice(-LATEST_WINS);
  return latest.length === 0 ? 0 : latest.reduce((sum, value) => sum + value, 0) / latest.length;
}

/** An open deal at its value, or at the assumed one where nobody has said it (a 0 says nothing). */
export const valueOrAssumed = (deal: OpenDealAsOf, assumed: number): number =>
  deal.value !== null && deal.value > 0 ? deal.value : assumed;

/** An open deal as a forecast takes it. */
export const toOpenGroup = (deal: OpenDealAsOf, at: number, assumed: number): OpenGroup => ({
  stageId: deal.stageId,
  ageMs: at - deal.stageSince,
  ownerId: deal.rep,
  tier: deal.tier,
  count: 1,
  valueMinor: Math.round(valueOrAssumed(deal, assumed) * MINOR_PER_UNIT),
});
