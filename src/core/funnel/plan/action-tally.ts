import type { StageId } from '../../ids.ts';
import { isSamePeriod, type PeriodCoverage } from './period-coverage.ts';
import type { ActionSituation } from './plan-actions.ts';
import type { PlanStageInput } from './plan-inputs.ts';
import { isInTime, type StageAsk } from './stage-asks.ts';

/** Index of the period that a stage is short for; undefined: its usual number or minimum. */
function aimedPeriod(need: StageAsk | null, coverage: readonly PeriodCoverage[]): number | undefined {
  if (need === null || need.basis.kind !== 'target') return undefined;
  const { basis } = need;
  const index = coverage.findIndex(({ period }) => isSamePeriod(period, basis.period));
  return index < 0 ? undefined : index;
}

/** What is still lacking, stage by stage, while actions are chosen. */
export type Tally = {
  readonly lacking: number[];
  /** Deals that were not chosen yet, and of these those that nobody named. */
  readonly left: number[];
  readonly unnamed: number[];
  /** Places of deals that were taken from a stage that is short itself: new deals fill these. */
  readonly holes: number[];
  /** The period that each stage is short for, if any. */
  readonly periods: readonly (number | undefined)[];
  /** What is still missing in each period, minor units: once it is not, no more is asked for it. */
  readonly missing: number[];
  /** The lead is filled whatever else covers its period; -1: none. */
  readonly lead: number;
};

/** Adds to the number at an index, in place. */
export const addTo = (numbers: number[], index: number, more: number): void => {
  numbers[index] = (numbers[index] ?? 0) + more;
};

/** Before any action: all that is lacking, and every deal. */
export function createTally({ inputs, stages, coverage, leadStageId }: ActionSituation): Tally {
  const named = (stageId: StageId): number => inputs.deals.filter((deal) => deal.stageId === stageId).length;
  return {
    lacking: stages.map(({ shortBy }) => shortBy),
    left: stages.map(({ count }) => count),
    unnamed: stages.map(({ stageId, count }) => Math.max(0, count - named(stageId))),
    holes: stages.map(() => 0),
    periods: stages.map(({ need }) => aimedPeriod(need, coverage)),
    missing: coverage.map(({ shortMinor }) => shortMinor),
    lead: stages.findIndex(({ stageId }) => stageId === leadStageId),
  };
}

/** From a stage to one that is short; `winInPeriod`: of a deal that enters the next stage now, by index of the period. */
export type FillRoute = { readonly from: number; readonly to: number; readonly winInPeriod: (period: number) => number };

/** Whether a stage lacks a deal that one from an earlier stage can fill in time, entering the next stage now. */
export function canFill(tally: Tally, stages: readonly PlanStageInput[], route: FillRoute): boolean {
  const { from, to, winInPeriod } = route;
  if (to <= from || (tally.lacking[to] ?? 0) <= 0) return false;
  const period = tally.periods[to];
  return period === undefined || isInTime(winInPeriod(period), stages[from + 1]?.everWon ?? 1);
}

/** Whether more is still asked for a stage: what was chosen does not cover its period yet, or it is the lead. */
export function isStillAsked({ periods, missing, lead }: Tally, to: number): boolean {
  const period = periods[to];
  return to === lead || period === undefined || (missing[period] ?? 0) > 0;
}

/** The nearest stage that a deal can fill; -1: none. */
export const findNearestGap = (tally: Tally, stages: readonly PlanStageInput[], route: Omit<FillRoute, 'to'>): number =>
  stages.findIndex((_, to) => isStillAsked(tally, to) && canFill(tally, stages, { ...route, to }));

/** A stage is near where at least so many of the deals that enter the next one get as far. */
const NEAR_SHARE = 0.4;

/** Whether a deal that advances is about as good as one in a stage further on; the next stage always is near. */
export function isNearStage(stages: readonly PlanStageInput[], from: number, to: number): boolean {
  const [next, there] = [stages[from + 1]?.reach ?? 0, stages[to]?.reach ?? 0];
  return to === from + 1 || (next > 0 && there / next >= NEAR_SHARE);
}
