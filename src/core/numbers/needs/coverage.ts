import type { Counters } from '../../history/counters.ts';
import type { DurationMs } from '../../time/durations.ts';
import type { Period } from '../../time/periods.ts';
import type { FunnelModel } from '../model/funnel-model.ts';
import { type OpenGroup, teamGroups } from '../open-groups.ts';
import { memoizeByHorizon } from '../statistics/memoize.ts';
import type { TargetPeriod } from './target-periods.ts';

/** Pipeline coverage of a period's target: expected value of the open deals over what the target still needs, >= 0. */
export type Coverage = { readonly period: Period; readonly share: number };

/** Expected value of the open deals' wins within a horizon in ms, minor units. */
export const expectedOpenMinor = (model: FunnelModel, open: readonly OpenGroup[], horizonMs: DurationMs): number =>
  horizonMs > 0 ? open.reduce((sum, group) => sum + group.valueMinor * model.winProbabilityWithin(group, horizonMs), 0) : 0;

/** Expected value of the open deals' wins within a target period, minor units. */
export function expectedOpenMinorByTarget(model: FunnelModel, open: readonly OpenGroup[]): (target: TargetPeriod) => number {
  const openMinor = memoizeByHorizon((horizonMs) => expectedOpenMinor(model, open, horizonMs));
  return ({ from, to }) => openMinor(to - model.at) - openMinor(from - model.at);
}

/** Coverage of each target that is not met yet; see {@link coverageShare}. */
export function coverageByTarget(model: FunnelModel, counters: Counters, targets: readonly TargetPeriod[]): readonly Coverage[] {
  const openMinor = expectedOpenMinorByTarget(model, teamGroups(counters.stock, model.at));
  return targets.flatMap((target) => {
    const share = coverageShare(target, openMinor(target));
    return share === null ? [] : [{ period: target.period, share }];
  });
}

/**
 * Expected value of the open deals over what the target needs beyond wins so far and deals still to come; >= 0, null when nothing more is
 * needed.
 */
export function coverageShare(
  target: Pick<TargetPeriod, 'targetMinor' | 'wonMinor' | 'newMinor'>,
  openMinor: number,
): number | null {
  const need = target.targetMinor - target.wonMinor - target.newMinor;
  return need <= 0 ? null : Math.max(0, openMinor) / need;
}
