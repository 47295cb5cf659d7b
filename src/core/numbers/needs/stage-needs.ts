import type { Period } from '../../time/periods.ts';
import { CLEAR_DIFFERENCE_FACTOR } from './overfull.ts';
import type { StageFlow, StageMeasure } from './stage-measures.ts';
import type { TargetPeriod } from './target-periods.ts';

/** What a stage was measured against: a target, the flow of the last quarter, or its configured minimum. */
export type NeedBasis =
  | { readonly kind: 'target'; readonly period: Period; readonly targetMinor: number }
  | { readonly kind: 'profile' }
  /** `known`: its flow is known, and the minimum asks for more. */
  | { readonly kind: 'minimum'; readonly known: boolean };

/** What a stage holds and what it needs. */
export type StageNeed = StageFlow & {
  readonly stageId: string;
  readonly basis: NeedBasis;
  readonly current: number;
  /** Open deals that it needs, rounded up. */
  readonly required: number;
  /** `required - current`; below zero there are more than needed. */
  readonly lacking: number;
  /** Value of what it lacks, whole minor units, >= 0. */
  readonly lackingMinor: number;
  /** It holds so few that somebody has to act; see {@link stageNeed}. */
  readonly isShort: boolean;
  /** Too many deals for the flow of the last quarter, and more than it needs. */
  readonly isOverfull: boolean;
  /** The target that is the measure, and how many times the usual number it takes; null and 0 where it is not. */
  readonly targetPeriod: TargetPeriod | null;
  readonly targetMultiplier: number;
  /** Mean probability that a deal here is won within the target's period; where the target is not the measure, that one that enters ever is. */
  readonly winWithin: number;
};

/** What a stage is measured against, and the number that comes of it. @param rare chance hardly explains how few it holds. */
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
 * What a stage needs that holds so many deals: for the target where it can still help one and its flow is known, else for the flow of the last
 * quarter, never less than its configured minimum.
 *
 * It is short below its minimum; where it holds clearly fewer than the target takes and the open deals together do not cover the target; and
 * where it holds clearly fewer than usual and chance hardly explains that, which is then the measure if it asks for more. One that never held
 * a deal is unused, and a minimum of 0 asks for nothing: neither is ever short.
 *
 * @param used it has held a deal, where the measure does not know of it yet.
 * Source: forecasting, section 6.
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
