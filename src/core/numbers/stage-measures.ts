import type { Counters } from '../counters.ts';
import { openStages, type Pipeline, type Stage } from '../stage.ts';
import type { Aim } from './aims.ts';
import { arrivalsOf, ENOUGH_MOVES } from './arrivals.ts';
import { coverageOf, openWithin } from './coverage.ts';
import type { FunnelModel } from './funnel-model.ts';
import { oncePerHorizon } from './once-per-horizon.ts';
import { type OpenGroup, teamGroups } from './open-groups.ts';
import { refillOf, runwayDays } from './runway.ts';
import { meanWins, type SteadyStage, steadyStages } from './steady-stage.ts';
import { stretchFor } from './stretch.ts';
import { bulgeFrom, negativeBinomialPoint } from './too-many.ts';

export type NeedInputs = {
  readonly counters: Counters;
  /** Mean value of a win, minor units; 0 when nothing was won yet. */
  readonly meanWinMinor: number;
  /** Without one the flow of the last quarter is the measure. */
  readonly aims: readonly Aim[];
  /** How sure the target is to be met with the required stock. */
  readonly confidence: 0.5 | 0.8;
};

/** How deals flow through a stage, and how fast it empties and fills. */
export type StageFlow = {
  /** Deals that it holds when they flow as in the last quarter, and between which numbers in 8 of 10 cases; null: not known. */
  readonly usual: { readonly mean: number; readonly low: number; readonly high: number } | null;
  /** Deals that enter in a week, the mean days that one stays, and the days of history that this was seen in. */
  readonly perWeek: number;
  readonly stayDays: number;
  readonly overDays: number;
  /** Mean value of a deal here, minor units. */
  readonly valueMinor: number;
  /** Days until it runs dry if nothing enters; null: beyond a year. */
  readonly runwayDays: number | null;
  /** Days that filling it from before takes; null: unknown. */
  readonly refillDays: number | null;
  /** The stage that it is filled from; null: by new deals, or unknown. */
  readonly refillFrom: string | null;
};

/** What is known of a stage, whatever it holds at the moment: its flow, and the target that asks most of it. */
export type StageMeasure = {
  readonly stage: Stage;
  readonly flow: StageFlow;
  /** It has held a deal. */
  readonly used: boolean;
  /** From so many deals on it holds too many; null: its flow is not known. */
  readonly bulgeFrom: number | null;
  /** Share of those that enter that go on to the next stage, and that are ever won. */
  readonly goOn: number;
  readonly everWon: number;
  readonly target: {
    readonly aim: Aim;
    readonly factor: number;
    readonly required: number;
    readonly winWithin: number;
    /** The open deals together are expected to bring what the target still needs. */
    readonly covered: boolean;
  } | null;
};

/** Probability below which a stage cannot help a period. */
const HELPS = 0.02;
/** Nor can it where less than this part of what it will ever win falls into the period. */
const IN_TIME = 0.2;
/** Fewer than in all but this part of the cases when deals flow as in the last quarter. */
const RARE = 0.1;
/** What is open covers a target from here on: single stages may be short. */
const COVERED = 0.95;

/** An aim with what the stages can do for it. */
type Weighed = {
  readonly aim: Aim;
  readonly steady: readonly SteadyStage[];
  readonly factor: number;
  readonly covered: boolean;
};

/** @param flow the steady profile, whatever the period. Periods that follow one another share the instant between them. */
function weigh(
  model: FunnelModel,
  { meanWinMinor, aims, confidence }: NeedInputs,
  flow: readonly SteadyStage[],
  open: readonly OpenGroup[],
): readonly Weighed[] {
  const wins = oncePerHorizon((horizonMs) => meanWins(model, horizonMs));
  const openMinor = openWithin(model, open);
  return aims.map((aim) => {
    const [before, until] = [wins(aim.from - model.at), wins(aim.to - model.at)];
    const steady = flow.map((each, k) => ({ ...each, win: Math.max(0, (until[k] ?? 0) - (before[k] ?? 0)) }));
    const coverage = coverageOf(aim, openMinor(aim));
    return {
      aim,
      steady,
      factor: stretchFor(steady, aim, meanWinMinor, confidence),
      covered: coverage === null || coverage >= COVERED,
    };
  });
}

/** The aim that asks most of a stage, of those that the stage can help in time. */
function hardest(k: number, everWon: number, weighed: readonly Weighed[]): Weighed | undefined {
  return weighed
    .filter(({ steady, factor }) => {
      const win = steady[k]?.win ?? 0;
      return factor > 0 && win >= HELPS && win >= IN_TIME * everWon;
    })
    .reduce<Weighed | undefined>((most, each) => (most === undefined || each.factor > most.factor ? each : most), undefined);
}

/**
 * What every open stage is measured by, in order. Its cost does not grow with the number of deals.
 *
 * Source: forecasting, section 6.
 */
export function stageMeasures(pipeline: Pipeline, model: FunnelModel, inputs: NeedInputs): readonly StageMeasure[] {
  const { counters, meanWinMinor } = inputs;
  const steady = steadyStages(model, counters, 0, meanWinMinor);
  const open = teamGroups(counters.stock, model.at);
  const weighed = weigh(model, inputs, steady, open);
  const { perDay } = arrivalsOf(counters.entries, model.at);
  const used = new Set(counters.entries.filter(({ count }) => count > 0).map(({ stageId }) => stageId));
  return openStages(pipeline).flatMap((stage, k) => {
    const here = steady[k];
    if (here === undefined) return [];
    // Until deals have left a stage, how long they stay there is an assumption.
    const known = here.entries >= ENOUGH_MOVES && (model.tally.ended[k] ?? 0) >= ENOUGH_MOVES;
    const { goOn, win: everWon } = model.stageFacts(stage.id);
    const hard = known ? hardest(k, everWon, weighed) : undefined;
    const refill = refillOf(model, stage.id, open, perDay);
    return [
      {
        stage,
        used: used.has(stage.id),
        flow: {
          usual: known
            ? {
                mean: here.steady,
                low: negativeBinomialPoint(here.steady, here.fano, RARE),
                high: negativeBinomialPoint(here.steady, here.fano, 1 - RARE),
              }
            : null,
          perWeek: here.entriesPerDay * 7,
          stayDays: here.stayDays,
          overDays: here.overDays,
          valueMinor: here.valueMinor,
          runwayDays: runwayDays(model, stage.id, open),
          refillDays: refill?.days ?? null,
          refillFrom: refill?.fromStageId ?? null,
        },
        bulgeFrom: known ? bulgeFrom(here.steady, here.fano) : null,
        goOn,
        everWon,
        target:
          hard === undefined
            ? null
            : {
                aim: hard.aim,
                factor: hard.factor,
                required: Math.ceil(hard.factor * here.steady - 1e-9),
                winWithin: hard.steady[k]?.win ?? 0,
                covered: hard.covered,
              },
      },
    ];
  });
}
