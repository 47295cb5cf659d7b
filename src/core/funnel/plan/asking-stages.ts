import type { StageId } from '../../ids.ts';
import { type FunnelPlan, stagePlan, type UnfilledStage } from './funnel-plan.ts';
import type { PlanAction } from './plan-actions.ts';

/** New deals that a plan asks for, and the one gap by which it does: the lead where they are for it, else the first that they fill. */
export function askedNewDeals({
  actions,
  lead,
}: Pick<FunnelPlan, 'actions' | 'lead'>):
  | { readonly action: Extract<PlanAction, { readonly kind: 'new' }>; readonly by: StageId | undefined }
  | undefined {
  const action = actions.all.find((each) => each.kind === 'new');
  if (action?.kind !== 'new') return undefined;
  const { forStageIds } = action;
  return { action, by: forStageIds.find((id) => id === lead.stageId) ?? forStageIds[0] };
}

/** Whether a plan asks somebody to do something for a stage itself. */
export function isAskedFor(plan: Pick<FunnelPlan, 'actions' | 'lead'>, stageId: StageId): boolean {
  return (
    plan.actions.all.some((action) => action.kind === 'move' && action.forStageId === stageId) ||
    askedNewDeals(plan)?.by === stageId
  );
}

/** Why nothing more is asked for a stage that stays short; undefined: the plan fills it, or it is not short. */
export const whyUnfilled = ({ actions }: Pick<FunnelPlan, 'actions'>, stageId: StageId): UnfilledStage['why'] | undefined =>
  actions.unfilled.find((each) => each.stageId === stageId)?.why;

/** The actions that are asked for under other stages than this one: the stages, in order, and the deals that come into it or move on from it. */
export function actionsElsewhere({ actions, lead, stages }: Pick<FunnelPlan, 'actions' | 'lead' | 'stages'>, stageId: StageId) {
  const moves = actions.all.filter((action) => action.kind === 'move').filter(({ forStageId }) => forStageId !== stageId);
  const asking = new Set([...moves.map(({ forStageId }) => forStageId), askedNewDeals({ actions, lead })?.by]);
  const numbers = (some: typeof moves) => some.map(({ number }) => number);
  return {
    stageIds: stages.map((each) => each.stageId).filter((id) => id !== stageId && asking.has(id)),
    entering: numbers(moves.filter(({ toStageId }) => toStageId === stageId)),
    leaving: numbers(moves.filter(({ fromStageId }) => fromStageId === stageId)),
  };
}

/**
 * Whether the actions for other stages make up for what a stage lacks: it is short all the same, but nobody has to act on that. A stage
 * without an open deal is not, nor one that nothing can fill in time: people hear that it has run dry.
 */
export function isLeftToOthers(plan: Pick<FunnelPlan, 'actions' | 'lead' | 'stages'>, stageId: StageId): boolean {
  const stage = stagePlan(plan, stageId);
  return (
    stage?.need?.basis.kind === 'target' &&
    stage.count > 0 &&
    !isAskedFor(plan, stageId) &&
    whyUnfilled(plan, stageId) !== 'tooLate'
  );
}
