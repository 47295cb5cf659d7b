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
  /** Places of deals that were taken from a stage that could not spare them: new deals fill these. */
  readonly holes: number[];
  /** The period that each stage is short for, if any. */
  readonly periods: readonly (number | undefined)[];
};

/** Adds to the number at an index, in place. */
export const addTo = (numbers: number[], index: number, more: number): void => {
  numbers[index] = (numbers[index] ?? 0) + more;
};

/** Before any action: all that is lacking, and every deal. */
export function createTally({ inputs, stages, coverage }: ActionSituation): Tally {
  const named = (stageId: string): number => inputs.deals.filter((deal) => deal.stageId === stageId).length;
  return {
    lacking: stages.map(({ shortBy }) => shortBy),
    left: stages.map(({ count }) => count),
    unnamed: stages.map(({ stageId, count }) => Math.max(0, count - named(stageId))),
    holes: stages.map(() => 0),
    periods: stages.map(({ need }) => aimedPeriod(need, coverage)),
  };
}

/** Whether a stage lacks a deal that one from an earlier stage can fill in time, entering the next stage now. */
export function canFill(tally: Tally, stages: readonly PlanStageInput[], way: Way): boolean {
  const { from, to, winInPeriod } = way;
  if (to <= from || (tally.lacking[to] ?? 0) <= 0) return false;
  const period = tally.periods[to];
  return period === undefined || isInTime(winInPeriod(period), stages[from + 1]?.everWon ?? 1);
}

/** From a stage to one that is short; `winInPeriod`: of a deal that enters the next stage now, by index of the period. */
export type Way = { readonly from: number; readonly to: number; readonly winInPeriod: (period: number) => number };

/** The nearest stage that a deal can fill; -1: none. */
export const nearestToFill = (tally: Tally, stages: readonly PlanStageInput[], way: Omit<Way, 'to'>): number =>
  stages.findIndex((_, to) => canFill(tally, stages, { ...way, to }));
