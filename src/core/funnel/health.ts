import type { Counters } from '../history/counters.ts';
import type { StageId } from '../ids.ts';
import { funnelShape, type StageDrop, stageDrops } from '../numbers/funnel-health.ts';
import type { FunnelModel } from '../numbers/model/funnel-model.ts';
import { overfullFrom } from '../numbers/needs/overfull.ts';
import { steadyStages } from '../numbers/needs/steady-stage.ts';
import { MIN_EXITS_TO_JUDGE } from '../numbers/rep-effectiveness.ts';
import { DAY_MS, type DurationMs } from '../time/durations.ts';
import type { Instant } from '../time/instant.ts';

/** One open stage in a check of the funnel's health. */
export type HealthStage = Pick<StageDrop, 'stageId' | 'recent' | 'earlier'> & {
  /** Deals that entered it in the last 90 days. */
  readonly reached: number;
  /** Value of the deals that are in it now, minor units of the pipeline's currency. */
  readonly valueMinor: number;
};

/**
 * A finding about the shape of the funnel that chance does not explain. Shares are pass rates, 0..1. Stored in digests under these kinds.
 */
export type FunnelFinding =
  /** Fewer deals get past the stage than in the year before. */
  | ({ readonly kind: 'drop' } & Pick<StageDrop, 'stageId' | 'recent' | 'earlier'>)
  /** More deals are in the stage than its inflow explains. */
  | { readonly kind: 'bulge'; readonly stageId: StageId; readonly count: number; readonly usual: number }
  /** More deals entered the next stage than this one. */
  | {
      readonly kind: 'skipped';
      readonly stageId: StageId;
      readonly nextId: string;
      readonly reached: number;
      readonly next: number;
    };

export type FunnelHealth = {
  readonly stages: readonly HealthStage[];
  /** Most important first: drops of a pass rate, then overfull stages, then skipped stages. */
  readonly findings: readonly FunnelFinding[];
  /** Some stage has ten exits lately and ten in the year before, so that the absence of findings means something. */
  readonly known: boolean;
};

/** The steady count does not depend on the horizon. */
const ANY_HORIZON_MS: DurationMs = 30 * DAY_MS;

/** Findings about the shape of the funnel. Source: docs/forecasting.md, section 7. */
export function funnelHealth(model: FunnelModel, counters: Counters, at: Instant): FunnelHealth {
  const { stageIds, endedVisits } = model.weightedCounters;
  const shape = funnelShape(stageIds, counters.entries, at);
  const drops = stageDrops(stageIds, counters.exits, at);
  const steady = steadyStages(model, counters, { horizonMs: ANY_HORIZON_MS, meanWinMinor: 0 });
  const dropped = drops
    .filter((each) => each.dropped)
    .map(({ stageId, recent, earlier }) => ({ kind: 'drop' as const, stageId, recent, earlier }))
    .toSorted((a, b) => a.recent.share / a.earlier.share - b.recent.share / b.earlier.share);
  // Before deals have left a stage, its dwell time is an assumption of the prior.
  const full = steady
    .filter((each, k) => (endedVisits[k] ?? 0) >= MIN_EXITS_TO_JUDGE && each.current >= overfullFrom(each.steadyCount, each.fano))
    .map((each) => ({ kind: 'bulge' as const, stageId: each.stageId, count: each.current, usual: Math.round(each.steadyCount) }))
    .toSorted((a, b) => b.count / Math.max(1, b.usual) - a.count / Math.max(1, a.usual));
  const skipped = shape.flatMap(({ stageId, reached, nextLarger }, k) => {
    const next = shape[k + 1];
    return nextLarger && next !== undefined
      ? [{ kind: 'skipped' as const, stageId, nextId: next.stageId, reached, next: next.reached }]
      : [];
  });
  return {
    stages: drops.map(({ stageId, recent, earlier }, k) => ({
      stageId,
      recent,
      earlier,
      reached: shape[k]?.reached ?? 0,
      valueMinor: steady[k]?.currentMinor ?? 0,
    })),
    findings: [...dropped, ...full, ...skipped],
    known: drops.some(({ recent, earlier }) => recent.exits >= MIN_EXITS_TO_JUDGE && earlier.exits >= MIN_EXITS_TO_JUDGE),
  };
}
