import { AGE_BIN_DAYS } from '../../history/count-events.ts';
import type { Counters, StockRow } from '../../history/counters.ts';
import type { StageId } from '../../ids.ts';
import type { DurationMs } from '../../time/durations.ts';
import { DAY_MS } from '../../time/durations.ts';
import { estimateStageEntries } from '../model/arrivals.ts';
import type { FunnelModel } from '../model/funnel-model.ts';

/** A stage in steady state (Little's law) under the flow of the last quarter. */
export type SteadyStage = {
  readonly stageId: StageId;
  /** Open deals now, and their value in minor units. */
  readonly current: number;
  readonly currentMinor: number;
  /** Mean number of deals: entries per day x mean dwell time. Source: Little 1961. */
  readonly steadyCount: number;
  /** Entries in the window, its length in days, entries per day, and the Fano factor of weekly entries. */
  readonly entries: number;
  readonly observedDays: number;
  readonly entriesPerDay: number;
  readonly fano: number;
  /** Mean dwell time in days, each visit capped at 180. */
  readonly dwellDays: number;
  /** Mean win probability within the period over the age distribution of the steady state. */
  readonly win: number;
  /** Mean value of a deal there, minor units, shrunk to the mean win with the weight of three deals. */
  readonly valueMinor: number;
};

/** Ages in days at which the age distribution is discretized. */
const AGE_CUTS_DAYS = AGE_BIN_DAYS.filter((days) => days === 0 || days >= 1);

/** Cap of a visit in the mean dwell time, days. */
const MAX_COUNTED_DWELL_DAYS = 180;

/** Age intervals with less than this share of the dwell time are skipped. */
const NEGLIGIBLE_SHARE = 0.002;

/** Mean win probability of each stage within a horizon in ms, over the age distribution of the steady state; in order. */
export const meanWinProbabilities = (model: FunnelModel, horizonMs: DurationMs): readonly number[] =>
  model.weightedCounters.stageIds.map((stageId) => meanWinProbability(model, stageId, horizonMs));

function meanWinProbability(model: FunnelModel, stageId: StageId, horizonMs: DurationMs): number {
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

const sumStock = (stock: readonly StockRow[], stageId: StageId) => {
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
 * Source: docs/forecasting.md, section 6.
 */
export function steadyStages(
  model: FunnelModel,
  counters: Counters,
  { horizonMs, meanWinMinor }: { readonly horizonMs: DurationMs; readonly meanWinMinor: number },
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
