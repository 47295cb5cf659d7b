import type { CalibrationBin } from '../../core/backtest/deal-scores.ts';
import type { DealEvent } from '../../core/deal/deal-event.ts';
import type { ClosedDeal } from '../../core/funnel/closed-review.ts';
import type { ForecastSnapshot } from '../../core/funnel/forecast-snapshot.ts';
import type { FunnelPlan } from '../../core/funnel/plan/funnel-plan.ts';
import type { StageEstimate } from '../../core/funnel/stage-estimate.ts';
import type { Counters } from '../../core/history/counters.ts';
import type { MovementGroup } from '../../core/history/movement.ts';
import type { NumberedWin } from '../../core/history/rewind.ts';
import type { DealNumber, MemberId, PipelineId, StageId, TeamId } from '../../core/ids.ts';
import type { HygieneTotals, OwnerAmount, StageStock } from '../../core/money/amount.ts';
import type { OpenTime } from '../../core/numbers/sales-velocity.ts';
import type { Target } from '../../core/numbers/targets.ts';
import type { Viewer } from '../../core/people/viewer.ts';
import type { DatedTierBounds } from '../../core/pipeline/tiers.ts';
import type { PlainDate } from '../../core/time/calendar.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { PeriodKind, TimeSpan } from '../../core/time/periods.ts';

/** Of the events of a stretch of time that are in effect; and whether anything happened after it. */
export type MovedBetween = { readonly groups: readonly MovementGroup[]; readonly anyLater: boolean };

/** The visits of one stage that had ended by an instant; `heirs`: the stage that a removed one's history counts as. */
export type StageExitsRequest = {
  readonly until: Instant;
  readonly heirs: ReadonlyMap<StageId, StageId>;
  readonly stageId: StageId;
  readonly limit: number;
  readonly offset: number;
};

/**
 * How many visits of each stage had ended, with what these deals were worth then, minor units of the pipeline's currency; and the events that
 * ended a page of one stage's, the latest first.
 */
export type StageExits = {
  readonly counts: ReadonlyMap<StageId, { readonly count: number; readonly valueMinor: number }>;
  readonly events: readonly DealEvent[];
};

/** Sums are everybody's. What tells one deal after the other says for whom, as `tenant.deals(viewer)` does. */
export type Funnel = {
  /** Open deals of each stage now, of some people or of all, from the counters; stages without one are left out. */
  readonly stock: (pipelineId: PipelineId, owners?: readonly MemberId[]) => Promise<readonly StageStock[]>;
  /** How many open deals each owner has in each stage, from the counters. */
  readonly stockByOwner: (
    pipelineId: PipelineId,
  ) => Promise<readonly { readonly stageId: StageId; readonly ownerId: MemberId; readonly count: number }[]>;
  /** Value of one owner's open deals, and how many have none in the pipeline's currency, from the counters. */
  readonly ownerStock: (
    pipelineId: PipelineId,
    ownerId: MemberId,
  ) => Promise<{ readonly valueMinor: number; readonly unpriced: number }>;
  /** Open deals past their expected close date on a day, and without one; of some people or of all. */
  readonly hygiene: (pipelineId: PipelineId, today: PlainDate, owners?: readonly MemberId[]) => Promise<HygieneTotals>;
  /** What was won in [from, to), by owner: deals that are won now, by the moment at which they were won. */
  readonly won: (pipelineId: PipelineId, from: Instant, to: Instant) => Promise<readonly OwnerAmount[]>;
  /** How long the deals of each owner were open within [from, to), all together; those of now, by when they were created and closed. */
  readonly openTime: (pipelineId: PipelineId, span: TimeSpan) => Promise<readonly OpenTime[]>;
  /** Deals that are won or lost now and were closed in [from, to), oldest first, and whose they are. */
  readonly closedDeals: (
    pipelineId: PipelineId,
    span: TimeSpan,
    viewer: Viewer,
  ) => Promise<readonly (ClosedDeal & { readonly ownerId: MemberId })[]>;
  /** The counters of a pipeline as they stand: what every probability and forecast is computed from. */
  readonly counters: (pipelineId: PipelineId) => Promise<Counters>;
  /** As {@link Funnel.won}, by the calendar month ('YYYY-MM' in a zone) too. */
  readonly wonByMonth: (
    pipelineId: PipelineId,
    span: TimeSpan,
    timeZone: string,
  ) => Promise<readonly (OwnerAmount & { readonly month: string })[]>;
  /** As {@link Funnel.won}, by the day (in a zone) too. */
  readonly wonByOwnerAndDay: (
    pipelineId: PipelineId,
    span: TimeSpan,
    timeZone: string,
  ) => Promise<readonly (OwnerAmount & { readonly on: PlainDate })[]>;
  /** What was won in [from, to), day by day in a zone; days without a win are left out. */
  readonly wonByDay: (
    pipelineId: PipelineId,
    span: TimeSpan,
    timeZone: string,
  ) => Promise<readonly { readonly on: PlainDate; readonly valueMinor: number }[]>;
  /** The latest wins until an instant that have a value, latest first, at most so many. */
  readonly lastWins: (
    pipelineId: PipelineId,
    asked: { readonly limit: number; readonly until: Instant },
    viewer: Viewer,
  ) => Promise<readonly NumberedWin[]>;
  /** Deals that a person made or that are theirs, by when they were made: [from, to]; withdrawn ones left out. */
  readonly countCreatedBy: (pipelineId: PipelineId, memberId: MemberId, span: TimeSpan) => Promise<number>;
  /** Whether any deal of the pipeline is won or lost; until an instant, where one is given. */
  readonly hasClosedDeals: (pipelineId: PipelineId, until?: Instant) => Promise<boolean>;
  /** Every event of the pipeline from an instant on, of the deals that the viewer sees now, in order of time, deal and version. */
  readonly eventsFrom: (pipelineId: PipelineId, from: Instant, viewer: Viewer) => Promise<readonly DealEvent[]>;
  /** What moved after an instant, until another one, of the deals that the viewer sees now: added up where the events are. */
  readonly movedBetween: (
    pipelineId: PipelineId,
    span: { readonly after: Instant; readonly until: Instant },
    viewer: Viewer,
  ) => Promise<MovedBetween>;
  /** When the first deal was won or lost; null: none was. */
  readonly firstClosedAt: (pipelineId: PipelineId) => Promise<Instant | null>;
  /** Events that brought a deal into a stage or took it away, latest first. */
  readonly eventsOfStage: (
    pipelineId: PipelineId,
    asked: { readonly stageId: StageId; readonly limit: number },
    viewer: Viewer,
  ) => Promise<readonly DealEvent[]>;
  /** What a stage's statistics rest on, of the deals that the viewer sees now. */
  readonly stageExits: (pipelineId: PipelineId, asked: StageExitsRequest, viewer: Viewer) => Promise<StageExits>;
  /** Makes the counters anew from the history, in slices that leave the event loop free; returns the number of deals. */
  readonly rebuildCounters: () => Promise<number>;
  /** Compares the counters with the history without writing: differing rows, empty when all is well. */
  readonly verifyCounters: () => Promise<readonly string[]>;
};

/** A target of a team, and when it was set. */
export type TeamTarget = Omit<DatedTarget, 'memberId'> & { readonly teamId: TeamId };

/** A target, and when it was set, for the first time or anew: ms. */
export type DatedTarget = Target & { readonly setAt: Instant };

/** What is to be won in a period. */
export type Targets = {
  /** Targets of all and of reps in a pipeline whose period begins on a day of the range, both included. */
  readonly between: (pipelineId: PipelineId, from: PlainDate, to: PlainDate) => Promise<readonly DatedTarget[]>;
  /** The same of teams. */
  readonly ofTeams: (pipelineId: PipelineId, from: PlainDate, to: PlainDate) => Promise<readonly TeamTarget[]>;
  /**
   * Sets a target, of a team where one is given, or takes it away (null). `ifMinor`: only where it is this much now (null: where there is none).
   *
   * @returns whether it was set.
   */
  readonly set: (
    pipelineId: PipelineId,
    target: Omit<Target, 'valueMinor'> & {
      readonly valueMinor: number | null;
      readonly ifMinor?: number | null;
      readonly teamId?: TeamId | null;
    },
    at: Instant,
  ) => Promise<boolean>;
};

/** What was said of every open deal at the start of a day. */
export type NightlyDealPredictions = {
  readonly takenOn: PlainDate;
  /** A deal that is open on this day has not been won. */
  readonly settlesOn: PlainDate;
  readonly predictions: readonly { readonly number: DealNumber; readonly win: number }[];
};

/** Deals behind a calibration bin: how many each bin has, and a page of one of them, the latest deal first, with what each was given. */
export type PredictedDeals = {
  readonly counts: readonly { readonly bin: number; readonly count: number }[];
  readonly deals: readonly { readonly number: DealNumber; readonly win: number }[];
};

/** What the model said of open deals, once a month, and what came of it. */
export type DealPredictions = {
  /** Keeps what is not kept yet of a night. */
  readonly save: (pipelineId: PipelineId, night: NightlyDealPredictions) => Promise<void>;
  readonly anySince: (pipelineId: PipelineId, on: PlainDate) => Promise<boolean>;
  /** Whether there are any of the month that begins on a day. */
  readonly anyWithin: (pipelineId: PipelineId, monthStartsOn: PlainDate) => Promise<boolean>;
  /** How right they were, as it was known at an instant: ten groups by what was said, empty ones left out. */
  readonly calibration: (pipelineId: PipelineId, at: Instant, today: PlainDate) => Promise<readonly CalibrationBin[]>;
  /** The deals behind a calibration, of those that the viewer sees now. `bin` null: the one with most. */
  readonly behind: (
    pipelineId: PipelineId,
    asked: {
      readonly at: Instant;
      readonly today: PlainDate;
      readonly bin: number | null;
      readonly limit: number;
      readonly offset: number;
    },
    viewer: Viewer,
  ) => Promise<PredictedDeals>;
  readonly deleteBefore: (pipelineId: PipelineId, before: PlainDate) => Promise<number>;
};

/** What was forecast each night; kept once and never changed. */
export type Forecasts = {
  /** Keeps what is not kept yet of a night's forecasts. */
  readonly save: (pipelineId: PipelineId, snapshots: readonly ForecastSnapshot[]) => Promise<void>;
  /** The latest day that has any; null: none yet. */
  readonly lastTakenOn: (pipelineId: PipelineId) => Promise<PlainDate | null>;
  /** The days from one on that have any, in order. */
  readonly daysTaken: (pipelineId: PipelineId, from: PlainDate) => Promise<readonly PlainDate[]>;
  /** Of one day, the team's first. */
  readonly takenOn: (pipelineId: PipelineId, on: PlainDate) => Promise<readonly ForecastSnapshot[]>;
  /** Of periods that ended before a day, as far back and in such steps as they are learnt from; oldest first. */
  readonly ofEndedPeriods: (
    pipelineId: PipelineId,
    asked: { readonly kinds: readonly PeriodKind[]; readonly before: PlainDate; readonly whose: 'team' | 'everybody' },
  ) => Promise<readonly ForecastSnapshot[]>;
};

/** Value tiers of pipelines. */
export type Tiers = {
  /** All bounds of a pipeline, the oldest first. */
  readonly all: (pipelineId: PipelineId) => Promise<readonly DatedTierBounds[]>;
  readonly save: (pipelineId: PipelineId, bounds: DatedTierBounds) => Promise<void>;
};

/** Own estimates of the win probabilities of stages: one per stage. */
export type StageEstimates = {
  /** Those whose last day is over, too. */
  readonly all: (pipelineId: PipelineId) => Promise<readonly StageEstimate[]>;
  /** In place of the one that the stage has. */
  readonly set: (pipelineId: PipelineId, estimate: StageEstimate) => Promise<void>;
  /** False when there was none. */
  readonly end: (pipelineId: PipelineId, stageId: StageId) => Promise<boolean>;
};

/** A plan as the version of its day wrote it. */
export type KeptPlan = { readonly on: PlainDate; readonly madeAt: Instant; readonly payload: unknown };

/** What was decided of a pipeline or of a team in it, one plan a day. */
export type Plans = {
  /** The latest that is kept up to a day. */
  readonly latest: (pipelineId: PipelineId, on: PlainDate, teamId?: TeamId) => Promise<KeptPlan | undefined>;
  /** Keeps the plan of its day; false when a later one of that day is kept already. */
  readonly save: (pipelineId: PipelineId, plan: FunnelPlan, teamId?: TeamId) => Promise<boolean>;
  readonly deleteBefore: (pipelineId: PipelineId, before: PlainDate) => Promise<number>;
  /** Plans of a day and later: what they were made of has changed. */
  readonly deleteFrom: (pipelineId: PipelineId, from: PlainDate) => Promise<number>;
};
