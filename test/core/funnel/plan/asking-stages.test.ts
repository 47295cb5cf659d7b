import { expect, it } from 'vitest';
import { actionsElsewhere } from '../../../../src/core/funnel/plan/asking-stages.ts';
import { makePlan } from '../../../../src/core/funnel/plan/make-plan.ts';
import type { PlanAction } from '../../../../src/core/funnel/plan/plan-actions.ts';
import { planInputs } from '../../../support/plan/plan-situations.ts';

const move = (number: number, [fromStageId, toStageId, forStageId]: readonly [string, string, string]): PlanAction => ({
  ...{ kind: 'move', number, fromStageId, toStageId, forStageId },
  ...{ ownerId: 'anna', missing: 0, gainMinor: 1 },
});

it('of a stage that other actions cover knows under which stages these stand, and which deals come into it and leave it by them', () => {
  const plan = makePlan(planInputs(), null);
  const all: readonly PlanAction[] = [
    move(350, ['prospect', 'needs', 'offer']),
    move(351, ['needs', 'offer', 'offer']),
    move(352, ['prospect', 'needs', 'needs']),
    { kind: 'new', deals: 3, forStageIds: ['lead', 'needs'], ownerId: null, gainMinor: 1 },
  ];
  const told = { ...plan, actions: { ...plan.actions, all } };
  expect(actionsElsewhere(told, 'needs')).toEqual({ stageIds: ['lead', 'offer'], entering: [350], leaving: [351] });
  expect(actionsElsewhere(told, 'talks')).toMatchObject({ stageIds: ['lead', 'needs', 'offer'], entering: [], leaving: [] });
});
