import type { CalibrationBin } from '../backtest/deal-scores.ts';
import type { Movement } from '../history/movement.ts';
import type { PipelineId, StageId, TeamId } from '../ids.ts';
import { type Amount, type HygieneTotals, type StageStock, totalAmount } from '../money/amount.ts';
import type { ConvertedDeals, UnratedDeals } from '../money/exchange-rates.ts';
import { weightedValue } from '../money/money.ts';
import type { ShownForecastChange } from '../numbers/forecast-change-parts.ts';
import type { FunnelHealth } from '../numbers/funnel-findings.ts';
import type { StageNumbers } from '../numbers/stage-numbers.ts';
import { openStages, type Pipeline } from '../pipeline/stage.ts';
import type { PlainDate } from '../time/calendar.ts';
import type { Instant } from '../time/instant.ts';
import type { CommitmentLine, GapLine, OverfullLine } from './gap-line.ts';
import type { LeftDeals } from './left-deals.ts';
import type { OrdinaryPeriod } from './ordinary-period.ts';
import type { TargetPath } from './plan/target-path.ts';
import type { StageEstimate } from './stage-estimate.ts';
import type { TargetProgress } from './target-progress.ts';
import { type DigestVerdict, toVerdict, type VerdictFacts } from './verdict.ts';

/** One open stage in the digest. Values are whole minor units of the pipeline's currency. */
export type StageLine = Amount & {
  readonly stageId: StageId;
  readonly name: string;
  readonly shortName: string;
  /** How many of its deals have no value in the pipeline's currency. */
  readonly unpriced: number;
  /** Value times the win probability of the deals that are there. */
  readonly weightedMinor: number;
  readonly numbers: StageNumbers | null;
  /** Net change of the number of deals over the week. */
  readonly change: number;
};

/** All facts of a digest, frozen when it is queued, so that a retried post says the same. */
export type DigestFacts = {
  readonly pipelineId: PipelineId;
  /** Whose; not given: of all. */
  readonly teamId?: TeamId | undefined;
  readonly currency: string;
  /** As-of instant of the figures, ms, and the zone in which days are counted. */
  readonly at: Instant;
  readonly timeZone: string;
  /** Since when its movement is counted, ms. */
  readonly since: Instant;
  /** First and last day of the week that it is about. */
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** The week has not ended: it is told "so far". */
  readonly soFar: boolean;
  /** Its ISO week; null: its days are no such week. */
  readonly week: number | null;
  readonly stages: readonly StageLine[];
  readonly open: Amount & { readonly unpriced: number; readonly weightedMinor: number; readonly change: number };
  /** Open deals that count in no total for want of a rate, by currency. */
  readonly unrated: readonly UnratedDeals[];
  /** At which rates others count in totals; left out where none does, and where only the thread would say it. */
  readonly converted?: readonly ConvertedDeals[] | undefined;
  readonly movement: Movement;
  readonly hygiene: HygieneTotals;
  /** Open deals of those who have left, most first: whose deals need a new owner. */
  readonly left: readonly LeftDeals[];
  readonly gaps: readonly GapLine[];
  readonly overfull: readonly OverfullLine[];
  /** Commitments about open gaps, and those of the last week. */
  readonly promises: readonly CommitmentLine[];
  /** This month, quarter and year. */
  readonly goals: readonly TargetProgress[];
  readonly fiscalStartMonth: number;
  /** Working days left in the month, the day of the figures included. */
  readonly workingDaysLeft: number;
  readonly verdict: DigestVerdict;
  /** In the first digest of a month: the calibration of the win probabilities; else empty. */
  readonly calibration: readonly CalibrationBin[];
  /** What changed in the shape of the funnel; null: not computed. */
  readonly health: Pick<FunnelHealth, 'findings' | 'known'> | null;
  /** Stage estimates in force. */
  readonly estimates: readonly StageEstimate[];
  /** What ordinary periods have brought, where the coming one has no target; else empty. */
  readonly ordinary: readonly OrdinaryPeriod[];
  /** What would have to be true for the target of the running period that is short; null: none is. */
  readonly path: TargetPath | null;
  /** Why the forecast moved since a week ago; null: there was none then, or only the thread would say it. */
  readonly forecastChange: ShownForecastChange | null;
};

/** Input of {@link stageLines}: open deals, the week's movement, and the statistics of each stage, by id. */
export type StageLineParts = {
  readonly stock: readonly StageStock[];
  readonly movement: Movement;
  readonly numbers: ReadonlyMap<string, StageNumbers>;
};

/** The lines of the open stages, each with its change over the week. */
export function stageLines(pipeline: Pipeline, { stock, movement, numbers }: StageLineParts): readonly StageLine[] {
  return openStages(pipeline).map((stage) => {
    const held = stock.find(({ stageId }) => stageId === stage.id);
    const valueMinor = held?.valueMinor ?? 0;
    const known = numbers.get(stage.id);
    return {
      stageId: stage.id,
      name: stage.name,
      shortName: stage.shortName,
      count: held?.count ?? 0,
      valueMinor,
      unpriced: held?.unpriced ?? 0,
      weightedMinor: weightedValue([{ valueMinor, winProbability: known?.winChance ?? stage.startingProbability }]),
      numbers: known ?? null,
      change: movement.changes[stage.id] ?? 0,
    };
  });
}

/** Assembles a digest from its parts. */
export function digestFacts(
  pipeline: Pipeline,
  parts: Pick<
    DigestFacts,
    | 'at'
    | 'timeZone'
    | 'since'
    | 'from'
    | 'to'
    | 'soFar'
    | 'week'
    | 'unrated'
    | 'converted'
    | 'movement'
    | 'hygiene'
    | 'left'
    | 'gaps'
    | 'overfull'
    | 'promises'
    | 'goals'
    | 'fiscalStartMonth'
    | 'workingDaysLeft'
    | 'health'
    | 'calibration'
    | 'estimates'
    | 'ordinary'
    | 'path'
    | 'forecastChange'
  > & {
    readonly stock: readonly StageStock[];
    readonly verdict: Omit<VerdictFacts, 'open' | 'gaps' | 'overdue'>;
    readonly numbers: ReadonlyMap<string, StageNumbers>;
  },
): DigestFacts {
  const { stock, numbers, ...rest } = parts;
  const stages = stageLines(pipeline, { stock, movement: parts.movement, numbers });
  const total = totalAmount(stock);
  const sum = (of: (line: StageLine) => number) => stages.reduce((all, line) => all + of(line), 0);
  return {
    ...rest,
    pipelineId: pipeline.id,
    currency: pipeline.currency,
    stages,
    open: {
      ...total,
      unpriced: stock.reduce((all, each) => all + each.unpriced, 0),
      weightedMinor: sum((line) => line.weightedMinor),
      change: parts.movement.closing.count - parts.movement.opening.count,
    },
    verdict: toVerdict({ ...parts.verdict, open: total.count, gaps: parts.gaps, overdue: parts.hygiene.overdue }),
  };
}
