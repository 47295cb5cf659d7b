import type { Counters } from '../history/counters.ts';
import type { StageId } from '../ids.ts';
import type { Instant } from '../time/instant.ts';
import { funnelShape, type StageDrop, stageDrops } from './funnel-health.ts';
import type { FunnelModel } from './model/funnel-model.ts';
import { steadyStages } from './needs/steady-stage.ts';
import { MIN_EXITS_TO_JUDGE } from './rep-effectiveness.ts';

/** One open stage in a check of the funnel's health. */
export type HealthStage = Pick<StageDrop, 'stageId' | 'recent' | 'earlier'> & {
  /** Deals that entered it in the last 90 days. */
  readonly reached: number;
  /** Value of the deals that are in it now, minor units of the pipeline's currency. */
  readonly valueMinor: number;
};

/**
 * A finding about the shape of the funnel. Shares are pass rates, 0..1. Stored in digests under these kinds.
 */
export type FunnelFinding =
  /** Fewer deals get past the stage than in the year before. */
  | ({ readonly kind: 'drop' } & Pick<StageDrop, 'stageId' | 'recent' | 'earlier'>)
  /** Fewer seem to get past it, and chance may explain that: too few deals to tell. */
  | ({ readonly kind: 'unsure' } & Pick<StageDrop, 'stageId' | 'recent' | 'earlier'>)
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
  /** Most important first: drops of a pass rate, then skipped stages, then the largest drop that may be chance. */
  readonly findings: readonly FunnelFinding[];
  /** Some stage has ten exits lately and ten in the year before, so that the absence of findings means something. */
  readonly known: boolean;
};

/** A pass rate that is lower by so much is seen in a table, and has to be spoken of. */
const VISIBLE_DROP = 0.05;

/** Findings about the shape of the funnel. Source: docs/forecasting.md, section 7. */
export function funnelHealth(model: FunnelModel, counters: Counters, at: Instant): FunnelHealth {
  const { stageIds } = model.weightedCounters;
  const shape = funnelShape({ stageIds, placedAt: model.placedAt }, counters.entries, at);
  const drops = stageDrops(stageIds, counters.exits, at);
  const steady = steadyStages(model, counters, { horizonMs: 0, meanWinMinor: 0 });
  const byLoss = drops.toSorted((a, b) => a.recent.share - a.earlier.share - (b.recent.share - b.earlier.share));
  const dropped = byLoss
    .filter((each) => each.dropped)
    .map(({ stageId, recent, earlier }) => ({ kind: 'drop' as const, stageId, recent, earlier }));
  const unsure = byLoss
    .filter(({ recent, earlier, ...each }) => {
      return !each.dropped && recent.exits > 0 && earlier.exits > 0 && recent.share <= earlier.share - VISIBLE_DROP;
    })
    .slice(0, 1)
    .map(({ stageId, recent, earlier }) => ({ kind: 'unsure' as const, stageId, recent, earlier }));
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
    findings: [...dropped, ...skipped, ...unsure],
    known: drops.some(({ recent, earlier }) => recent.exits >= MIN_EXITS_TO_JUDGE && earlier.exits >= MIN_EXITS_TO_JUDGE),
  };
}
