import type { StageId } from '../../ids.ts';
import type { FunnelPlan, StagePlan } from './funnel-plan.ts';

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

/** Stages that are short, the one whose gap costs most first. @param stages in order of the pipeline. */
function rankByCost<S extends RankedStage>(stages: readonly S[]): readonly S[] {
  return stages
    .filter(({ shortBy }) => shortBy > 0)
    .toReversed()
    .toSorted((a, b) => b.costMinor - a.costMinor || Number(b.count === 0) - Number(a.count === 0) || b.shortBy - a.shortBy);
}

/** What the gap of a stage costs for each deal that it lacks. */
const costOfOne = ({ costMinor, shortBy }: RankedStage): number => costMinor / Math.max(1, shortBy);

/**
 * The lead that was told, where it is short still and about as costly as any: another stage comes first where its gap costs more by more
 * than one of its deals, or where it is empty and costs as much.
 */
function keptLead(ranked: readonly RankedStage[], toldId: StageId | null): RankedStage | undefined {
  const told = ranked.find(({ stageId }) => stageId === toldId);
  if (told === undefined) return undefined;
  const isBeaten = (other: RankedStage): boolean =>
    other.costMinor - told.costMinor > costOfOne(other) ||
    (told.count > 0 && other.count === 0 && other.costMinor >= told.costMinor);
  return ranked.some((other) => other !== told && isBeaten(other)) ? undefined : told;
}

/** What a lead is chosen by. `beginning`: few deals, none closed; `toldId`: the lead of the plan before, if any. */
export type LeadSituation = { readonly beginning: boolean; readonly toldId: StageId | null };

/** The one lead of a plan: the stage whose gap costs most; what was told as such is kept where another costs hardly more. */
export function chooseLead(stages: readonly RankedStage[], { beginning, toldId }: LeadSituation): PlanLead {
  const ranked = rankByCost(stages);
  const first = keptLead(ranked, toldId) ?? ranked[0];
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

/** The gaps of a plan as messages list them: the lead, then the one that costs most. */
export function gapsInOrder({ stages, lead }: Pick<FunnelPlan, 'stages' | 'lead'>): readonly StagePlan[] {
  const ranked = rankByCost(stages);
  return [
    ...ranked.filter(({ stageId }) => stageId === lead.stageId),
    ...ranked.filter(({ stageId }) => stageId !== lead.stageId),
  ];
}
