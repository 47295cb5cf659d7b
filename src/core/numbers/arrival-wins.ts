import type { Counters } from '../history/counters.ts';
import type { MemberId } from '../ids.ts';
import { DAY_MS } from '../time/durations.ts';
import type { Instant } from '../time/instant.ts';
import { ARRIVALS_HALF_LIFE_DAYS, estimateArrivals } from './model/arrivals.ts';
import { HORIZON_STEPS } from './model/entry-win-probabilities.ts';
import type { FunnelModel } from './model/funnel-model.ts';
import { total, valueAt } from './statistics/array-math.ts';
import { monthWeightLookup } from './statistics/time-decay.ts';

/**
 * A rep's share of new deals: the rep's share of the team's exits, decayed like arrivals because people come and go, add-one smoothed; 1
 * for the team.
 */
function arrivalShare(counters: Counters, ownerId: MemberId | undefined, at: Instant): number {
  if (ownerId === undefined) return 1;
  const weightInMonth = monthWeightLookup(at, ARRIVALS_HALF_LIFE_DAYS);
  const exits = new Map<string, number>([[ownerId, 0]]);
  for (const { memberId, month, notLost, lost } of counters.repExits)
    exits.set(memberId, (exits.get(memberId) ?? 0) + weightInMonth(month) * (notLost + lost));
  return ((exits.get(ownerId) ?? 0) + 1) / (total([...exits.values()]) + exits.size);
}

/**
 * Expected number of wins from deals that will still arrive, and its Fano factor (variance over mean).
 *
 * @param span the days left, by the calendar and in operational days (see `learnWinRhythm`).
 * Source: docs/forecasting.md, section 5.
 */
export function expectedArrivalWins(
  model: FunnelModel,
  of: { readonly counters: Counters; readonly ownerId?: MemberId },
  { days, operationalDays }: { readonly days: number; readonly operationalDays: number },
): { readonly mean: number; readonly fano: number } {
  const { perDay, rateCv, fano } = estimateArrivals(of.counters.entries, model.at, days);
  const arrivals = perDay * days * arrivalShare(of.counters, of.ownerId, model.at);
  const winShare = model.weightedCounters.stageIds.reduce((sum, id, k) => {
    const u = model.entrantWinProbabilities(id, operationalDays * DAY_MS, of.ownerId);
    const mean = (total(u) - (valueAt(u, 0) + valueAt(u, HORIZON_STEPS)) / 2) / HORIZON_STEPS;
    return sum + valueAt(model.arrivalShares, k) * mean;
  }, 0);
  const mean = arrivals * winShare;
  // Doubt about the rate is a second mixing of the Poisson draw: its variance is the mean times the Fano factor.
  return { mean, fano: 1 + winShare * (fano - 1) + mean * rateCv ** 2 };
}
