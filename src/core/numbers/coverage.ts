import type { Counters } from '../counters.ts';
import type { Period } from '../periods.ts';
import type { Aim } from './aims.ts';
import type { FunnelModel } from './funnel-model.ts';
import { oncePerHorizon } from './once-per-horizon.ts';
import { type OpenGroup, teamGroups } from './open-groups.ts';

/** Share of what a period's target still needs that the open deals are expected to bring, 0 up. */
export type Coverage = { readonly period: Period; readonly share: number };

/** What open deals are expected to bring within so many ms, minor units. */
export const expectedMinor = (model: FunnelModel, open: readonly OpenGroup[], horizonMs: number): number =>
  horizonMs > 0 ? open.reduce((sum, group) => sum + group.valueMinor * model.wonWithin(group, horizonMs), 0) : 0;

/** What open deals are expected to bring within an aim's period, minor units. */
export function openWithin(model: FunnelModel, open: readonly OpenGroup[]): (aim: Aim) => number {
  const openMinor = oncePerHorizon((horizonMs) => expectedMinor(model, open, horizonMs));
  return ({ from, to }) => openMinor(to - model.at) - openMinor(from - model.at);
}

/** How far the open deals cover each target that still needs something from them; see {@link coverageOf}. */
export function coverages(model: FunnelModel, counters: Counters, aims: readonly Aim[]): readonly Coverage[] {
  const openMinor = openWithin(model, teamGroups(counters.stock, model.at));
  return aims.flatMap((aim) => {
    const share = coverageOf(aim, openMinor(aim));
    return share === null ? [] : [{ period: aim.period, share }];
  });
}

/** Share of what a target still needs that the open deals are expected to bring, 0 up; null when nothing more is needed. */
export function coverageOf(aim: Pick<Aim, 'targetMinor' | 'wonMinor' | 'newMinor'>, openMinor: number): number | null {
  const need = aim.targetMinor - aim.wonMinor - aim.newMinor;
  return need <= 0 ? null : Math.max(0, openMinor) / need;
}
