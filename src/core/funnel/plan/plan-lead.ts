import type { StageId } from '../../ids.ts';
import type { StagePlan } from './funnel-plan.ts';

/** The stage that every message begins with, and why; or why there is none. */
export type PlanLead =
  | {
      readonly stageId: StageId;
      readonly costMinor: number;
      /** An empty stage that is needed and comes behind, for its gap costs less: the sentence has to say so. */
      readonly emptyBehind: { readonly stageId: StageId; readonly costMinor: number } | null;
    }
  | { readonly stageId: null; readonly why: 'no-deals' | 'beginning' | 'none-short' };

/** What ranks a stage: what its gap costs; where that is equal or not known, an empty one first, then the one that lacks most, then the one nearest to the order. */
export type RankedStage = Pick<StagePlan, 'stageId' | 'count' | 'shortBy' | 'costMinor'>;

/** Stages that are short, the one whose gap costs most first. @param stages in order. */
export function rankByCost<S extends RankedStage>(stages: readonly S[]): readonly S[] {
  return stages
    .filter(({ shortBy }) => shortBy > 0)
    .toReversed()
    .toSorted((a, b) => b.costMinor - a.costMinor || Number(b.count === 0) - Number(a.count === 0) || b.shortBy - a.shortBy);
}

/** The one lead of a plan. @param beginning few deals, none closed. */
export function chooseLead(stages: readonly RankedStage[], beginning: boolean): PlanLead {
  const ranked = rankByCost(stages);
  const [first] = ranked;
  if (first === undefined) {
    const held = stages.reduce((sum, { count }) => sum + count, 0);
    return { stageId: null, why: held === 0 ? 'no-deals' : beginning ? 'beginning' : 'none-short' };
  }
  const empty = first.count === 0 ? undefined : ranked.find(({ count }) => count === 0);
  return {
    stageId: first.stageId,
    costMinor: first.costMinor,
    emptyBehind: empty === undefined ? null : { stageId: empty.stageId, costMinor: empty.costMinor },
  };
}
