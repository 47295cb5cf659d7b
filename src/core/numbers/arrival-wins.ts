import type { Counters } from '../history/counters.ts';
import type { MemberId } from '../ids.ts';
import { DAY_MS } from '../time/durations.ts';
import { estimateArrivals } from './model/arrivals.ts';
import { HORIZON_STEPS } from './model/entry-win-probabilities.ts';
import type { FunnelModel } from './model/funnel-model.ts';
import { arrivalShare } from './owner-counters.ts';
import { total, valueAt } from './statistics/array-math.ts';

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
  const arrivals = perDay * days * (of.ownerId === undefined ? 1 : arrivalShare(of.counters, [of.ownerId], model.at));
  const winShare = model.weightedCounters.stageIds.reduce((sum, id, k) => {
    const u = model.entrantWinProbabilities(id, operationalDays * DAY_MS, of.ownerId);
    const mean = (total(u) - (valueAt(u, 0) + valueAt(u, HORIZON_STEPS)) / 2) / HORIZON_STEPS;
    return sum + valueAt(model.arrivalShares, k) * mean;
  }, 0);
  const mean = arrivals * winShare;
  // Doubt about the rate is a second mixing of the Poisson draw: its variance is the mean times the Fano factor.
  return { mean, fano: 1 + winShare * (fano - 1) + mean * rateCv ** 2 };
}
