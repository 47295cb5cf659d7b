import type { StageId } from '../../ids.ts';
import type { Period } from '../../time/periods.ts';
import type { AnnouncedNeed, FunnelPlan, StagePlan } from './funnel-plan.ts';
import { isSamePeriod } from './period-coverage.ts';
import { type AskBasis, askCoverage, isSameBasis } from './stage-asks.ts';

/** Why a need that was told is another one now, or none. */
export type NeedChangeReason =
  /** The target was changed, or taken away. */
  | 'target'
  /** Its period is over, or what it takes comes too late for it: the next one asks. */
  | 'period'
  /** The target is covered. */
  | 'covered'
  /** The day's numbers differ by more than a deal. */
  | 'numbers';

/** What is different from the plan before. */
export type PlanChange =
  | { readonly kind: 'opened'; readonly stageId: StageId; readonly required: number; readonly basis: AskBasis }
  | {
      readonly kind: 'need';
      readonly stageId: StageId;
      readonly from: number;
      readonly to: number;
      readonly basis: AskBasis;
      readonly why: NeedChangeReason;
    }
  | { readonly kind: 'recovered'; readonly stageId: StageId; readonly count: number; readonly required: number }
  /** Not short any more, though it does not hold what was told. */
  | { readonly kind: 'ended'; readonly stageId: StageId; readonly required: number; readonly why: NeedChangeReason }
  | { readonly kind: 'overfull'; readonly stageId: StageId; readonly overfull: boolean }
  /** `sameDay`: the one before led earlier the same day. */
  | { readonly kind: 'lead'; readonly from: StageId | null; readonly to: StageId | null; readonly sameDay: boolean }
  | { readonly kind: 'target'; readonly period: Period; readonly fromMinor: number | null; readonly toMinor: number | null };

type Comparable = Pick<FunnelPlan, 'on' | 'coverage' | 'stages' | 'lead'>;

function whyChanged(before: AnnouncedNeed, { asks, need }: StagePlan, { on, coverage }: Comparable): NeedChangeReason {
  if (before.basis.kind !== 'target') return 'numbers';
  const period = askCoverage(before, coverage);
  // A period that is not over is measured no more: its target was taken away.
  if (period === undefined) return before.basis.period.endsOn < on ? 'period' : 'target';
  if (period.targetMinor !== before.basis.targetMinor) return 'target';
  if (period.state === 'covered') return 'covered';
  // What it takes would come too late: it is not asked for this period any more.
  const same = asks.find(({ basis }) => isSameBasis(basis, before.basis));
  if (same === undefined || same.beyond > 0) return 'period';
  return need === null || isSameBasis(before.basis, need.basis) ? 'numbers' : 'period';
}

function stageChanges(before: StagePlan | undefined, now: StagePlan, plan: Comparable): readonly PlanChange[] {
  const { stageId, need } = now;
  const changes: PlanChange[] = [];
  const announced = before?.need ?? null;
  if (announced === null && need !== null) changes.push({ kind: 'opened', stageId, required: need.required, basis: need.basis });
  if (
    announced !== null &&
    need !== null &&
    (announced.required !== need.required || !isSameBasis(announced.basis, need.basis))
  ) {
    const why = whyChanged(announced, now, plan);
    changes.push({ kind: 'need', stageId, from: announced.required, to: need.required, basis: need.basis, why });
  }
  if (announced !== null && need === null) {
    changes.push(
      now.count >= announced.required
        ? { kind: 'recovered', stageId, count: now.count, required: announced.required }
        : { kind: 'ended', stageId, required: announced.required, why: whyChanged(announced, now, plan) },
    );
  }
  if ((before?.overfull ?? false) !== now.overfull) changes.push({ kind: 'overfull', stageId, overfull: now.overfull });
  return changes;
}

function targetChanges(before: Comparable, now: Comparable): readonly PlanChange[] {
  return now.coverage.flatMap(({ period, targetMinor }): readonly PlanChange[] => {
    const old = before.coverage.find((each) => isSamePeriod(each.period, period));
    return old === undefined || old.targetMinor === targetMinor
      ? []
      : [{ kind: 'target', period, fromMinor: old.targetMinor, toMinor: targetMinor }];
  });
}

/** What a plan has that the one before it had not. @param before null: the first plan has nothing to compare with. */
export function planChanges(before: Comparable | null, now: Comparable): readonly PlanChange[] {
  if (before === null) return [];
  const stages = now.stages.flatMap((stage) =>
    stageChanges(
      before.stages.find(({ stageId }) => stageId === stage.stageId),
      stage,
      now,
    ),
  );
  const lead: readonly PlanChange[] =
    before.lead.stageId === now.lead.stageId
      ? []
      : [{ kind: 'lead', from: before.lead.stageId, to: now.lead.stageId, sameDay: before.on === now.on }];
  return [...targetChanges(before, now), ...stages, ...lead];
}
