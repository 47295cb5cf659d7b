import type { StageId } from '../../ids.ts';
import type { Period } from '../../time/periods.ts';
import { CLEAR_DIFFERENCE_FACTOR } from './overfull.ts';
import type { StageFlow, StageMeasure } from './stage-measures.ts';
import type { TargetPeriod } from './target-periods.ts';

/** What a stage's need was derived from: a target, the flow of the last quarter, or its configured minimum. */
export type NeedBasis =
  | { readonly kind: 'target'; readonly period: Period; readonly targetMinor: number }
  | { readonly kind: 'profile' }
  /** `known`: its flow is known, and the minimum is higher. */
  | { readonly kind: 'minimum'; readonly known: boolean };

/** What a stage holds and what it needs. */
export type StageNeed = StageFlow & {
  readonly stageId: StageId;
  readonly basis: NeedBasis;
  readonly current: number;
  /** Open deals that it needs, rounded up. */
  readonly required: number;
  /** `required - current`; below zero there are more than needed. */
  readonly lacking: number;
  /** Value of what it lacks, whole minor units, >= 0. */
  readonly lackingMinor: number;
  /** Somebody has to act; see {@link stageNeed}. */
  readonly isShort: boolean;
  /** Too many deals for the flow of the last quarter, and more than it needs. */
  readonly isOverfull: boolean;
  /** The target that the need is derived from, and the multiple of the steady count that it requires; null and 0 for another basis. */
  readonly targetPeriod: TargetPeriod | null;
  readonly targetMultiplier: number;
  /** Mean win probability within the target's period; for another basis the win probability at entry. */
  readonly winWithin: number;
};

/** The basis of a stage's need, and the required count. @param rare the count is significantly below the steady one. */
function chooseBasis({ stage, flow: { usual }, target }: StageMeasure, rare: boolean): Pick<StageNeed, 'basis' | 'required'> {
  const byMean = Math.round(usual?.mean ?? 0);
  const byFlow = target === null || (rare && byMean > target.required);
  const required = byFlow ? byMean : target.required;
  if (usual === null || required < stage.minimum) {
    return { basis: { kind: 'minimum', known: usual !== null }, required: stage.minimum };
  }
  if (byFlow) return { basis: { kind: 'profile' }, required };
  const { period, targetMinor } = target.targetPeriod;
  return { basis: { kind: 'target', period, targetMinor }, required };
}

/**
 * The need of a stage that holds `current` deals: what its most demanding target requires, or the steady count where there is no such target
 * or that is higher and the count significantly below it; never less than the configured minimum.
 *
 * A stage that was ever used and has a minimum above 0 is short in any of three cases:
 * - it holds fewer deals than its minimum;
 * - it holds clearly fewer (by a factor of 1.3) than the target requires, and the coverage of that target is below 95 %;
 * - it holds fewer than the 10 % quantile of its steady-state distribution, and clearly fewer than its mean.
 *
 * @param used whether it ever held a deal, where the measure does not know of it yet.
 * Source: docs/forecasting.md, section 6.
 */
export function stageNeed(measure: StageMeasure, current: number, used = measure.used): StageNeed {
  const { stage, flow, target, everWon, overfullFrom } = measure;
  const { usual } = flow;
  const rare = usual !== null && current < usual.low && current * CLEAR_DIFFERENCE_FACTOR <= usual.mean;
  const { basis, required } = chooseBasis(measure, rare);
  const lacking = required - current;
  const byTarget = basis.kind === 'target' ? target : null;
  const isClearlyShort = current * CLEAR_DIFFERENCE_FACTOR <= required && (rare || byTarget?.covered === false);
  return {
    ...flow,
    stageId: stage.id,
    basis,
    current,
    required,
    lacking,
    lackingMinor: Math.round(Math.max(0, lacking) * flow.valueMinor),
    isShort: used && stage.minimum > 0 && (current < stage.minimum || isClearlyShort),
    isOverfull: overfullFrom !== null && current >= overfullFrom && current > required,
    targetPeriod: byTarget?.targetPeriod ?? null,
    targetMultiplier: byTarget?.multiplier ?? 0,
    winWithin: byTarget?.winWithin ?? everWon,
  };
}
