import type { Counters } from '../../history/counters.ts';
import { openStages, type Pipeline, type Stage } from '../../pipeline/stage.ts';
import { estimateArrivals, MIN_FLOW_MOVES } from '../model/arrivals.ts';
import type { FunnelModel } from '../model/funnel-model.ts';
import { type OpenGroup, teamGroups } from '../open-groups.ts';
import { memoizeByHorizon } from '../statistics/memoize.ts';
import { coverageShare, expectedOpenMinorByTarget } from './coverage.ts';
import { negativeBinomialQuantile, overfullFrom } from './overfull.ts';
import { estimateRefill, runwayDays } from './runway.ts';
import { meanWinProbabilities, type SteadyStage, steadyStages } from './steady-stage.ts';
import { targetMultiplier } from './target-multiplier.ts';
import type { TargetPeriod } from './target-periods.ts';

export type StageMeasureInputs = {
  readonly counters: Counters;
  /** Mean value of a win, minor units; 0 when nothing was won yet. */
  readonly meanWinMinor: number;
  /** Empty: stages are measured by the flow of the last quarter. */
  readonly targets: readonly TargetPeriod[];
  /** Probability with which the required stock meets the target. */
  readonly confidence: 0.5 | 0.8;
};

/** Flow of deals through a stage, its runway and its refill time. */
export type StageFlow = {
  /** Steady count with its 80 % range; null: the flow is not known. */
  readonly usual: { readonly mean: number; readonly low: number; readonly high: number } | null;
  /** Entries per week, mean dwell time in days, and the days of history that they were measured over. */
  readonly perWeek: number;
  readonly dwellDays: number;
  readonly observedDays: number;
  /** Mean value of a deal here, minor units. */
  readonly valueMinor: number;
  /** Runway in days; null: beyond a year. */
  readonly runwayDays: number | null;
  /** Refill time in days; null: unknown. */
  readonly refillDays: number | null;
  /** Id of the stage that it is refilled from; null: by new deals, or unknown. */
  readonly refillFrom: string | null;
};

/** What a stage is measured by, regardless of its present count: its flow, and its most demanding target. */
export type StageMeasure = {
  readonly stage: Stage;
  readonly flow: StageFlow;
  /** Whether it ever held a deal. */
  readonly used: boolean;
  /** Smallest count at which it is overfull; null: its flow is not known. */
  readonly overfullFrom: number | null;
  /** Pass rate, and win probability at entry. */
  readonly passRate: number;
  readonly everWon: number;
  readonly target: {
    readonly targetPeriod: TargetPeriod;
    readonly multiplier: number;
    readonly required: number;
    readonly winWithin: number;
    /** The open deals together cover the target. */
    readonly covered: boolean;
  } | null;
};

/** Win probability within the period below which a stage cannot help a target. */
const MIN_HELPFUL_WIN_PROBABILITY = 0.02;
/** Share of a stage's lifetime win probability that must fall into the period for it to help. */
const MIN_IN_TIME_SHARE = 0.2;
/** Tail probability under the steady-state distribution below which a count is rare. */
const RARE_PROBABILITY = 0.1;
/** Coverage from which a target counts as covered. */
const MIN_COVERAGE_SHARE = 0.95;

/** A target period with the steady profile of the stages and the multiple of it that the target requires. */
type TargetWithStages = {
  readonly targetPeriod: TargetPeriod;
  readonly steady: readonly SteadyStage[];
  readonly multiplier: number;
  readonly covered: boolean;
};

/** `steady`: the steady profile, whatever the period. Memoized by horizon, because consecutive periods share an instant. */
function weighTargets(
  model: FunnelModel,
  { meanWinMinor, targets, confidence }: StageMeasureInputs,
  { steady: profile, open }: { readonly steady: readonly SteadyStage[]; readonly open: readonly OpenGroup[] },
): readonly TargetWithStages[] {
  const wins = memoizeByHorizon((horizonMs) => meanWinProbabilities(model, horizonMs));
  const openMinor = expectedOpenMinorByTarget(model, open);
  return targets.map((targetPeriod) => {
    const [before, until] = [wins(targetPeriod.from - model.at), wins(targetPeriod.to - model.at)];
    const steady = profile.map((each, k) => ({ ...each, win: Math.max(0, (until[k] ?? 0) - (before[k] ?? 0)) }));
    const coverage = coverageShare(targetPeriod, openMinor(targetPeriod));
    return {
      targetPeriod,
      steady,
      multiplier: targetMultiplier(steady, targetPeriod, { meanWinMinor, confidence }),
      covered: coverage === null || coverage >= MIN_COVERAGE_SHARE,
    };
  });
}

/** The target that requires the largest multiple of the steady count of a stage, among those that the stage can help in time. */
function mostDemandingTarget(k: number, everWon: number, weighed: readonly TargetWithStages[]): TargetWithStages | undefined {
  return weighed
    .filter(({ steady, multiplier }) => {
      const win = steady[k]?.win ?? 0;
      return multiplier > 0 && win >= MIN_HELPFUL_WIN_PROBABILITY && win >= MIN_IN_TIME_SHARE * everWon;
    })
    .reduce<TargetWithStages | undefined>(
      (most, each) => (most === undefined || each.multiplier > most.multiplier ? each : most),
      undefined,
    );
}

/**
 * The measures of every open stage, in order. The cost does not grow with the number of deals.
 *
 * Source: docs/forecasting.md, section 6.
 */
export function stageMeasures(pipeline: Pipeline, model: FunnelModel, inputs: StageMeasureInputs): readonly StageMeasure[] {
  const { counters, meanWinMinor } = inputs;
  const steady = steadyStages(model, counters, { horizonMs: 0, meanWinMinor });
  const open = teamGroups(counters.stock, model.at);
  const weighed = weighTargets(model, inputs, { steady, open });
  const { perDay } = estimateArrivals(counters.entries, model.at);
  const used = new Set(counters.entries.filter(({ count }) => count > 0).map(({ stageId }) => stageId));
  return openStages(pipeline).flatMap((stage, k) => {
    const here = steady[k];
    if (here === undefined) return [];
    // Before deals have left a stage, its dwell time is an assumption of the prior.
    const known = here.entries >= MIN_FLOW_MOVES && (model.weightedCounters.endedVisits[k] ?? 0) >= MIN_FLOW_MOVES;
    const { passRate, win: everWon } = model.stageStatistics(stage.id);
    const demanding = known ? mostDemandingTarget(k, everWon, weighed) : undefined;
    const refill = estimateRefill(model, stage.id, { open, arrivalsPerDay: perDay });
    return [
      {
        stage,
        used: used.has(stage.id),
        flow: {
          usual: known
            ? {
                mean: here.steadyCount,
                low: negativeBinomialQuantile(here.steadyCount, here.fano, RARE_PROBABILITY),
                high: negativeBinomialQuantile(here.steadyCount, here.fano, 1 - RARE_PROBABILITY),
              }
            : null,
          perWeek: here.entriesPerDay * 7,
          dwellDays: here.dwellDays,
          observedDays: here.observedDays,
          valueMinor: here.valueMinor,
          runwayDays: runwayDays(model, stage.id, open),
          refillDays: refill?.days ?? null,
          refillFrom: refill?.fromStageId ?? null,
        },
        overfullFrom: known ? overfullFrom(here.steadyCount, here.fano) : null,
        passRate,
        everWon,
        target:
          demanding === undefined
            ? null
            : {
                targetPeriod: demanding.targetPeriod,
                multiplier: demanding.multiplier,
                required: Math.ceil(demanding.multiplier * here.steadyCount - 1e-9),
                winWithin: demanding.steady[k]?.win ?? 0,
                covered: demanding.covered,
              },
      },
    ];
  });
}
