import type { CalibrationBin } from './backtest/deal-scores.ts';
import type { PlainDate } from './calendar.ts';
import type { FunnelHealth } from './health.ts';
import { weightedValue } from './money.ts';
import type { NeedBasis } from './numbers/stage-needs.ts';
import type { Period } from './periods.ts';
import { openStages, type Pipeline } from './stage.ts';
import type { StageEstimate } from './stage-estimate.ts';
import type { EffectiveTarget } from './targets.ts';
import { type Amount, type Hygiene, type Movement, type StageStock, totalOf } from './week.ts';

/** What the history says of a stage; probabilities 0..1. */
export type StageNumbers = {
  /** Share of those that leave it for any place but Lost. */
  readonly goOn: number;
  /** Half have left after so many days; null: fewer than half ever leave. */
  readonly medianDays: number | null;
  /** Won, of those that enter; with its 80 % range. */
  readonly win: number;
  readonly low: number;
  readonly high: number;
  /** Past deals that left the stage. */
  readonly n: number;
  readonly mostlyAssumption: boolean;
  /** Mean win probability of the deals that are there now, at their ages. */
  readonly chance: number;
};

/** One open stage in the digest. Values are whole minor units of the pipeline's currency. */
export type StageLine = Amount & {
  readonly stageId: string;
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

/** A stage that has run dry, as a digest says it, with the smallest set of actions that fills it. */
export type GapLine = {
  readonly stageId: string;
  readonly name: string;
  readonly shortName: string;
  readonly count: number;
  readonly needed: number;
  /** What `needed` was measured against. */
  readonly basis: NeedBasis;
  /** A target is set for the running period or the next one, whether or not it is the measure. */
  readonly targetSet: boolean;
  readonly fiscalStartMonth: number;
  /** Days of history that the flow was seen in. */
  readonly overDays: number;
  /** Value of what is lacking, whole minor units of the pipeline's currency; 0 where no value is known. */
  readonly lackingMinor: number;
  readonly currency: string;
  /** Days until it runs dry if nothing enters, days that filling it takes, and from which stage (short name); null: not known, or new deals. */
  readonly runwayDays: number | null;
  readonly refillDays: number | null;
  readonly refillFrom: string | null;
  /** Deals that came in and left in the last seven days, and usually come in; null: the usual flow is not known. */
  readonly week: { readonly came: number; readonly went: number; readonly usually: number } | null;
  /** ms; null: not known. */
  readonly since: number | null;
  /** Deals to move, of which `candidates` are the nearest. */
  readonly moves: number;
  readonly candidates: readonly CandidateLine[];
  /** New deals to make where moves do not suffice, and who has most room for them; null: nobody sells yet. */
  readonly newDeals: number;
  readonly askNew: string | null;
  /** Moves do not suffice, and the new deals that another gap asks for fill this one too on their way. */
  readonly sameNew: boolean;
};

/** A stage that holds too many deals for its flow, with those that have stood there longest. */
export type BulgeLine = {
  readonly stageId: string;
  readonly name: string;
  readonly shortName: string;
  readonly count: number;
  /** Between which numbers it lies in 8 of 10 cases. */
  readonly low: number;
  readonly high: number;
  readonly oldest: readonly {
    readonly number: number;
    readonly version: number;
    readonly name: string;
    readonly ownerId: string;
    readonly days: number;
  }[];
};

/** What somebody took on about a stage that ran dry, and what became of it. */
export type PromiseLine = {
  readonly memberId: string;
  /** Short name of the stage that it is about. */
  readonly toStage: string;
  readonly dueOn: PlainDate;
  readonly done: boolean;
} & (
  | { readonly what: 'move'; readonly number: number; readonly name: string }
  /** So many new deals; `made` of them are there. */
  | { readonly what: 'new'; readonly newDeals: number; readonly made: number }
);

/** A deal that can fill a gap. `missing`: what it lacks for the next stage, in words of the pipeline; `todo` when it lacks nothing. */
export type CandidateLine = {
  readonly number: number;
  readonly version: number;
  readonly name: string;
  readonly valueMinor: number | null;
  readonly currency: string;
  readonly ownerId: string;
  readonly stageId: string;
  readonly toStageId: string;
  readonly missing: readonly string[];
  /** The first recommended action of the stage that the deal is in. */
  readonly todo: string | null;
};

export type Verdict =
  | { readonly kind: 'empty' }
  /** None closed yet. */
  | { readonly kind: 'early'; readonly deals: number }
  /** The stage nearest to the order that ran dry; `others`: how many more did. */
  | { readonly kind: 'gap'; readonly gap: GapLine; readonly others: number }
  /** The month will probably end short of its target; `gap`: the stage nearest to the order that ran dry. */
  | { readonly kind: 'behind'; readonly goal: Goal; readonly shortMinor: number; readonly gap: GapLine | null }
  /** All would be quiet, but for deals whose close date has passed. */
  | { readonly kind: 'overdue'; readonly overdue: Amount; readonly open: number; readonly goal: Goal | null }
  /** `goal`: the month's, where a target is set and it is on course. */
  | { readonly kind: 'quiet'; readonly open: number; readonly goal: Goal | null };

/** What a period will bring, what is won already included, with its 80 % range. */
export type Forecast = {
  readonly expectedMinor: number;
  readonly lowMinor: number;
  readonly highMinor: number;
  /** Fewer than four closed periods to learn from. */
  readonly early: boolean;
};

/** What was won in a period so far, against its target where one is set. */
export type Goal = {
  readonly period: Period;
  readonly wonMinor: number;
  readonly wonCount: number;
  readonly target: EffectiveTarget | null;
  /** Null before the first deal was closed. */
  readonly forecast: Forecast | null;
};

/** Everything that a digest says, frozen: a second try says the same. */
export type DigestFacts = {
  readonly pipelineId: string;
  readonly currency: string;
  /** When the figures were true, ms, and the zone in which days are counted. */
  readonly at: number;
  readonly timeZone: string;
  /** First and last day of the week that it is about. */
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly stages: readonly StageLine[];
  readonly open: Amount & { readonly unpriced: number; readonly weightedMinor: number; readonly change: number };
  readonly movement: Movement;
  readonly hygiene: Hygiene;
  readonly gaps: readonly GapLine[];
  readonly bulges: readonly BulgeLine[];
  /** Of the gaps that are open, and of the last week. */
  readonly promises: readonly PromiseLine[];
  /** This month, quarter and year. */
  readonly goals: readonly Goal[];
  readonly fiscalStartMonth: number;
  /** Working days left in the month, the day of the figures included. */
  readonly workingDaysLeft: number;
  readonly verdict: Verdict;
  /** In the first digest of a month: of the deals called about the same, how many won. */
  readonly calibration?: readonly CalibrationBin[];
  /** What changed in the shape of the funnel; an older digest has none. */
  readonly health?: Pick<FunnelHealth, 'findings' | 'known'>;
  /** Own estimates of the stages' win probabilities that hold. */
  readonly estimates?: readonly StageEstimate[];
};

/** A team with fewer deals than this, and none of them closed, has only begun. */
const EARLY_DEALS = 15;
/** A forecast this share below the target, or more, is short of it. */
const BEHIND = 0.05;

/** The lines of the open stages, each with its change over the week. */
export function stageLines(
  pipeline: Pipeline,
  stock: readonly StageStock[],
  movement: Movement,
  numbers: ReadonlyMap<string, StageNumbers>,
): readonly StageLine[] {
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
      weightedMinor: weightedValue([{ valueMinor, winProbability: known?.chance ?? stage.startingProbability }]),
      numbers: known ?? null,
      change: movement.changes[stage.id] ?? 0,
    };
  });
}

/**
 * What the week means, as one fact.
 *
 * @param anyClosed whether any deal was ever won or lost. @param overdue open deals past their close date: while there are any, it is not quiet.
 */
export function verdictOf(
  open: number,
  gaps: readonly GapLine[],
  anyClosed: boolean,
  goals: readonly Goal[],
  overdue: Amount,
): Verdict {
  const [gap] = gaps;
  if (open === 0 && !anyClosed) return { kind: 'empty' };
  if (!anyClosed && open < EARLY_DEALS) return { kind: 'early', deals: open };
  const month = goals.find(({ period, target, forecast }) => period.kind === 'month' && target !== null && forecast !== null);
  const shortMinor = (month?.target?.valueMinor ?? 0) - (month?.forecast?.expectedMinor ?? 0);
  if (month !== undefined && shortMinor > BEHIND * (month.target?.valueMinor ?? 0)) {
    return { kind: 'behind', goal: month, shortMinor, gap: gap ?? null };
  }
  if (gap !== undefined) return { kind: 'gap', gap, others: gaps.length - 1 };
  const calm = { open, goal: month ?? null };
  return overdue.count > 0 ? { kind: 'overdue', overdue, ...calm } : { kind: 'quiet', ...calm };
}

/** The whole of a digest from its parts. */
export function digestFacts(
  pipeline: Pipeline,
  parts: Pick<
    DigestFacts,
    | 'at'
    | 'timeZone'
    | 'from'
    | 'to'
    | 'movement'
    | 'hygiene'
    | 'gaps'
    | 'bulges'
    | 'promises'
    | 'goals'
    | 'fiscalStartMonth'
    | 'workingDaysLeft'
  > & {
    readonly stock: readonly StageStock[];
    readonly anyClosed: boolean;
    readonly numbers: ReadonlyMap<string, StageNumbers>;
  } & Pick<DigestFacts, 'health' | 'calibration' | 'estimates'>,
): DigestFacts {
  const { stock, anyClosed, numbers, ...rest } = parts;
  const stages = stageLines(pipeline, stock, parts.movement, numbers);
  const total = totalOf(stock);
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
    verdict: verdictOf(total.count, parts.gaps, anyClosed, parts.goals, parts.hygiene.overdue),
  };
}
