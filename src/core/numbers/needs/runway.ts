import type { StageId } from '../../ids.ts';
import { DAY_MS } from '../../time/durations.ts';
import type { FunnelModel } from '../model/funnel-model.ts';
import type { OpenGroup } from '../open-groups.ts';

const MAX_RUNWAY_DAYS = 365;

/** Expected number of these deals that are still in their stage after so many days. */
const expectedLeftAfter = (model: FunnelModel, open: readonly OpenGroup[], days: number): number =>
  open.reduce((sum, group) => sum + group.count * (1 - model.exitProbabilityWithin(group, days * DAY_MS)), 0);

/**
 * Runway: days until fewer than half a deal is expected to be left in a stage if nothing enters it. Source: docs/forecasting.md, section 6.
 *
 * @returns 0 for an empty stage; null beyond a year.
 */
export function runwayDays(model: FunnelModel, stageId: StageId, open: readonly OpenGroup[]): number | null {
  const here = open.filter((group) => group.stageId === stageId);
  if (here.length === 0) return 0;
  if (expectedLeftAfter(model, here, MAX_RUNWAY_DAYS) > 0.5) return null;
  let [from, to] = [0, MAX_RUNWAY_DAYS];
  while (to - from > 0.5) {
    const middle = (from + to) / 2;
    if (expectedLeftAfter(model, here, middle) > 0.5) from = middle;
    else to = middle;
  }
  return Math.round(to);
}

/** Days that refilling a stage takes, and the stage that it is refilled from; null: by new deals. */
export type Refill = { readonly days: number; readonly fromStageId: StageId | null };

/**
 * Refill time of a stage: the sum of the median dwell times from the nearest earlier stage that holds a deal; for the first stage, and where
 * all earlier ones are empty, plus the mean wait for an arrival.
 *
 * @returns null when fewer than half ever leave a stage on the way, or nothing ever arrived.
 */
export function estimateRefill(
  model: FunnelModel,
  stageId: StageId,
  { open, arrivalsPerDay }: { readonly open: readonly OpenGroup[]; readonly arrivalsPerDay: number },
): Refill | null {
  const stages = model.weightedCounters.stageIds;
  const filled = new Set(open.filter(({ count }) => count > 0).map((group) => group.stageId));
  let days = 0;
  for (let k = stages.indexOf(stageId) - 1; k >= 0; k -= 1) {
    const from = stages[k] ?? '';
    const median = model.stageStatistics(from).medianDays;
    if (median === null) return null;
    days += median;
    if (filled.has(from)) return { days: Math.ceil(days), fromStageId: from };
  }
  return arrivalsPerDay > 0 ? { days: Math.ceil(days + 1 / arrivalsPerDay), fromStageId: null } : null;
}
