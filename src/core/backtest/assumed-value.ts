import type { OpenDealAsOf } from '../history/history-event.ts';
import type { OpenGroup } from '../numbers/open-groups.ts';
import type { Instant } from '../time/instant.ts';

/** Backtests count every currency in hundredths: a history says its values in whole units. */
export const MINOR_PER_UNIT = 100;
const LATEST_WINS = 400;

/** Imputed value of a deal without one: the mean of the last 400 wins that had no value while open; 0 before the first. */
export function assumedDealValue(unvaluedWins: readonly number[]): number {
  const latest = unvaluedWins.slice(-LATEST_WINS);
  return latest.length === 0 ? 0 : latest.reduce((sum, value) => sum + value, 0) / latest.length;
}

/** Value of an open deal, or the imputed one where it has none (0 counts as none). */
export const valueOrAssumed = (deal: OpenDealAsOf, assumed: number): number =>
  deal.value !== null && deal.value > 0 ? deal.value : assumed;

/** An open deal as a group of one, the input of a forecast. */
export const toOpenGroup = (deal: OpenDealAsOf, at: Instant, assumed: number): OpenGroup => ({
  stageId: deal.stageId,
  ageMs: at - deal.stageSince,
  ownerId: deal.rep,
  tier: deal.tier,
  count: 1,
  valueMinor: Math.round(valueOrAssumed(deal, assumed) * MINOR_PER_UNIT),
});
