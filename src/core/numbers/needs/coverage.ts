import type { Counters } from '../../history/counters.ts';
import type { Period } from '../../time/periods.ts';
import type { FunnelModel } from '../model/funnel-model.ts';
import { memoizeByHorizon } from '../model/memoize-by-horizon.ts';
import { type OpenGroup, teamGroups } from '../open-groups.ts';
import type { TargetPeriod } from './target-periods.ts';

/** Share of what a period's target still needs that the open deals are expected to bring, 0 up. */
export type Coverage = { readonly period: Period; readonly share: number };

/** What open deals are expected to bring within so many ms, minor units. */
export const expectedOpenMinor = (model: FunnelModel, open: readonly OpenGroup[], horizonMs: number): number =>
  horizonMs > 0 ? open.reduce((sum, group) => sum + group.valueMinor * model.winProbabilityWithin(group, horizonMs), 0) : 0;

/** What open deals are expected to bring within a target period, minor units. */
export function expectedOpenMinorByTarget(model: FunnelModel, open: readonly OpenGroup[]): (target: TargetPeriod) => number {
  const openMinor = memoizeByHorizon((horizonMs) => expectedOpenMinor(model, open, horizonMs));
  return ({ from, to }) => openMinor(to - model.at) - openMinor(from - model.at);
}

/** How far the open deals cover each target that still needs something from them; see {@link coverageShare}. */
export function coverageByTarget(model: FunnelModel, counters: Counters, targets: readonly TargetPeriod[]): readonly Coverage[] {
  const openMinor = expectedOpenMinorByTarget(model, teamGroups(counters.stock, model.at));
  return targets.flatMap((target) => {
    const share = coverageShare(target, openMinor(target));
    return share === null ? [] : [{ period: target.period, share }];
  });
}

/** Share of what a target still needs that the open deals are expected to bring, 0 up; null when nothing more is needed. */
export function coverageShare(
  target: Pick<TargetPeriod, 'targetMinor' | 'wonMinor' | 'newMinor'>,
  openMinor: number,
): number | null {
  const need = target.targetMinor - target.wonMinor - target.newMinor;
  return need <= 0 ? null : Math.max(0, openMinor) / need;
}
