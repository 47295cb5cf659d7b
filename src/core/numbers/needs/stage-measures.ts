import type { Counters } from '../../history/counters.ts';
import { openStages, type Pipeline, type Stage } from '../../pipeline/stage.ts';
import { estimateArrivals, MIN_FLOW_MOVES } from '../model/arrivals.ts';
import type { FunnelModel } from '../model/funnel-model.ts';
import { teamGroups } from '../open-groups.ts';
import { negativeBinomialQuantile, overfullFrom } from './overfull.ts';
import { estimateRefill, runwayDays } from './runway.ts';
import { steadyStages } from './steady-stage.ts';

export type StageMeasureInputs = {
  readonly counters: Counters;
  /** Mean value of a win, minor units; 0 when nothing was won yet. */
  readonly meanWinMinor: number;
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

/** What a stage is measured by, regardless of its present count. */
export type StageMeasure = {
  readonly stage: Stage;
  readonly flow: StageFlow;
  /** Smallest count at which it is overfull; null: its flow is not known. */
  readonly overfullFrom: number | null;
  /** Pass rate, and win probability at entry. */
  readonly passRate: number;
  readonly everWon: number;
};

/** Tail probability under the steady-state distribution below which a count is rare. */
const RARE_PROBABILITY = 0.1;

/**
 * The measures of every open stage, in order. The cost does not grow with the number of deals.
 *
 * Source: docs/forecasting.md, section 6.
 */
export function stageMeasures(pipeline: Pipeline, model: FunnelModel, inputs: StageMeasureInputs): readonly StageMeasure[] {
  const { counters, meanWinMinor } = inputs;
  const steady = steadyStages(model, counters, { horizonMs: 0, meanWinMinor });
  const open = teamGroups(counters.stock, model.at);
  const { perDay } = estimateArrivals(counters.entries, model.at);
  return openStages(pipeline).flatMap((stage, k) => {
    const here = steady[k];
    if (here === undefined) return [];
    // Before deals have left a stage, its dwell time is an assumption of the prior.
    const known = here.entries >= MIN_FLOW_MOVES && (model.weightedCounters.endedVisits[k] ?? 0) >= MIN_FLOW_MOVES;
    const { passRate, win: everWon } = model.stageStatistics(stage.id);
    const refill = estimateRefill(model, stage.id, { open, arrivalsPerDay: perDay });
    return [
      {
        stage,
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
      },
    ];
  });
}
