import { AGE_BIN_DAYS } from '../../history/count-events.ts';
import type { Counters, StockRow } from '../../history/counters.ts';
import { DAY_MS } from '../../time/durations.ts';
import { estimateStageEntries } from '../model/arrivals.ts';
import type { FunnelModel } from '../model/funnel-model.ts';

/** A stage as it stands when deals flow as they did in the last quarter. */
export type SteadyStage = {
  readonly stageId: string;
  /** Open deals now, and their value in minor units. */
  readonly current: number;
  readonly currentMinor: number;
  /** Mean number of deals: entries per day x mean days in the stage. */
  readonly steadyCount: number;
  /** Entries in the last quarter, the days that this was, per day, and their weekly variance over mean. */
  readonly entries: number;
  readonly observedDays: number;
  readonly entriesPerDay: number;
  readonly fano: number;
  /** Mean days that a deal stays. */
  readonly dwellDays: number;
  /** Mean probability that a deal of the stage is won within the period, over the ages of a steady stage. */
  readonly win: number;
  /** Mean value of a deal there, minor units, drawn to the mean win by three deals. */
  readonly valueMinor: number;
};

/** Ages in days that a steady stage is cut at. */
const AGE_CUTS_DAYS = AGE_BIN_DAYS.filter((days) => days === 0 || days >= 1);

/** Longest stay that counts towards the steady number. */
const MAX_COUNTED_DWELL_DAYS = 180;

/** A part of a stay that is shorter than this part of it weighs nothing. */
const NEGLIGIBLE_SHARE = 0.002;

/** Mean probability that a deal of each stage is won within so many ms, over the ages of a steady stage; in order. */
export const meanWinProbabilities = (model: FunnelModel, horizonMs: number): readonly number[] =>
  model.weightedCounters.stageIds.map((stageId) => meanWinProbability(model, stageId, horizonMs));

function meanWinProbability(model: FunnelModel, stageId: string, horizonMs: number): number {
  if (!(horizonMs > 0)) return 0;
  let sum = 0;
  let weight = 0;
  let before = 0;
  for (const [i, from] of AGE_CUTS_DAYS.entries()) {
    const to = AGE_CUTS_DAYS[i + 1] ?? MAX_COUNTED_DWELL_DAYS * 2;
    if (from >= MAX_COUNTED_DWELL_DAYS) break;
    const until = model.meanDwellDays(stageId, to);
    const here = until - before;
    before = until;
    if (here < NEGLIGIBLE_SHARE * until) continue;
    const ageMs = ((from + to) / 2) * DAY_MS;
    sum += here * model.winProbabilityWithin({ stageId, ageMs, ownerId: '', tier: 0 }, horizonMs);
    weight += here;
  }
  return weight > 0 ? sum / weight : 0;
}

const sumStock = (stock: readonly StockRow[], stageId: string) => {
  const here = stock.filter((row) => row.stageId === stageId);
  return {
    count: here.reduce((sum, row) => sum + row.count, 0),
    priced: here.reduce((sum, row) => sum + row.count - row.unpriced, 0),
    valueMinor: here.reduce((sum, row) => sum + row.valueMinor, 0),
  };
};

/**
 * The steady profile of every open stage, in order.
 *
 * `horizonMs`: time left in the period. `meanWinMinor`: mean value of a win; 0 when nothing was won yet.
 * Source: forecasting, section 6.
 */
export function steadyStages(
  model: FunnelModel,
  counters: Counters,
  { horizonMs, meanWinMinor }: { readonly horizonMs: number; readonly meanWinMinor: number },
): readonly SteadyStage[] {
  const all = model.weightedCounters.stageIds.map((stageId) => sumStock(counters.stock, stageId));
  const priced = all.reduce((sum, each) => sum + each.priced, 0);
  const anyMinor = meanWinMinor > 0 ? meanWinMinor : all.reduce((sum, each) => sum + each.valueMinor, 0) / Math.max(1, priced);
  return model.weightedCounters.stageIds.map((stageId) => {
    const { count, days, perDay, fano } = estimateStageEntries(counters.entries, stageId, model.at);
    const stock = sumStock(counters.stock, stageId);
    const dwellDays = model.meanDwellDays(stageId, MAX_COUNTED_DWELL_DAYS);
    return {
      stageId,
      current: stock.count,
      currentMinor: stock.valueMinor,
      steadyCount: perDay * dwellDays,
      entries: count,
      observedDays: days,
      entriesPerDay: perDay,
      fano,
      dwellDays,
      win: meanWinProbability(model, stageId, horizonMs),
      valueMinor: (stock.valueMinor + 3 * anyMinor) / (stock.priced + 3),
    };
  });
}
