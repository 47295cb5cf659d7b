import type { DealNumber, MemberId, StageId } from '../../ids.ts';
import type { FunnelHealth } from '../../numbers/funnel-findings.ts';
import type { StageNumbers } from '../../numbers/stage-numbers.ts';
import type { PlainDate } from '../../time/calendar.ts';
import type { Instant } from '../../time/instant.ts';
import type { Period } from '../../time/periods.ts';

/** What a period is expected to bring, and what it is to bring. Whole minor units of the pipeline's currency. */
export type PlanPeriod = {
  readonly period: Period;
  /** It has begun: month, quarter and year of today; else the one after the running one. */
  readonly running: boolean;
  /** Null: no target is set. */
  readonly targetMinor: number | null;
  readonly wonMinor: number;
  /** Won already included; null before the first deal was closed. */
  readonly expectedMinor: number | null;
  /** The forecast's 80 % range; null where `expectedMinor` is. */
  readonly range: ForecastRange | null;
};

/** How sure a forecast is. Money in whole minor units, what is won already included. */
export type ForecastRange = {
  readonly lowMinor: number;
  readonly highMinor: number;
  /** Probability that anything more is won in the period. */
  readonly furtherWinChance: number;
  /** Fewer than four closed periods to learn from. */
  readonly early: boolean;
};

/** A period with a target that stages are measured against, by its place in the list of periods: the running one and the next of one kind. */
export type StageAim = {
  /** Index in {@link PlanInputs.periods}. */
  readonly period: number;
  /** Deals that it takes in the stage, rounded up; 0: none, as the target is reached or nothing open can help it. */
  readonly required: number;
  /** Mean probability that a deal that stands in the stage is won in the period at its own pace: the rest of its stay included. */
  readonly winInPeriod: number;
  /** The same of a deal that enters the stage today. */
  readonly entrantWinInPeriod: number;
};

/** The measure of an open stage. */
export type PlanStageInput = {
  readonly stageId: StageId;
  /** Configured; 0: it asks for nothing. */
  readonly minimum: number;
  readonly count: number;
  /** The same as long as the same deals stand in it. */
  readonly stockKey: string;
  /** Deals that have left it, and the day on which the first one entered; null: none ever did. */
  readonly exits: number;
  readonly firstEntryOn: PlainDate | null;
  /** Deals it holds when they flow as in the last quarter, and between which numbers in 8 of 10 cases; null: not known. */
  readonly usual: { readonly mean: number; readonly low: number; readonly high: number } | null;
  /** From so many deals on it holds too many; null: not known. */
  readonly overfullFrom: number | null;
  /** Share of deals entering it that are ever won, and of new deals that get as far; 0..1. */
  readonly everWon: number;
  readonly reach: number;
  /** Probability that a deal that enters it today is won by the horizon, and the mean value of one. */
  readonly winByHorizon: number;
  readonly valueMinor: number;
  /** Days until it is empty if nothing enters; null: beyond a year. Days that filling it takes; null: not known. */
  readonly runwayDays: number | null;
  readonly refillDays: number | null;
  /** ms; null: it holds a deal, or that is not known. */
  readonly emptySince: Instant | null;
  readonly aims: readonly StageAim[];
};

/** An open deal, with what advancing it by one stage changes. */
export type PlanDeal = {
  readonly number: DealNumber;
  readonly stageId: StageId;
  readonly ownerId: MemberId;
  /** Whole minor units of the pipeline's currency; null: not known. */
  readonly valueMinor: number | null;
  /** Required criteria that it lacks for the next stage. */
  readonly missing: number;
  /** Probability of being won by the horizon as it stands, and from the next stage on, entered today. */
  readonly stay: number;
  readonly move: number;
  /** The same within each period, by its index in {@link PlanInputs.periods}. */
  readonly stayInPeriod: readonly number[];
  readonly moveInPeriod: readonly number[];
};

/** A need that was told before plans were kept. */
export type EarlierNeed = { readonly stageId: StageId; readonly required: number; readonly since: PlainDate };

/** The one set of numbers that a plan is made of. */
export type PlanInputs = {
  readonly at: Instant;
  readonly timeZone: string;
  /** The local day. */
  readonly on: PlainDate;
  /** Any deal was ever won or lost. */
  readonly anyClosed: boolean;
  /** The running month, quarter and year, then the next one of the aimed kind where targets are set. */
  readonly periods: readonly PlanPeriod[];
  readonly horizonAt: Instant;
  /** Of all amounts; ISO 4217. */
  readonly currency: string;
  /** Mean value of a win, minor units; 0: not known. */
  readonly usualDealMinor: number;
  /** Open stages, in order. */
  readonly stages: readonly PlanStageInput[];
  /** Deals that may be named: of each stage as many as there are, or the most valuable ones. */
  readonly deals: readonly PlanDeal[];
  /** New deals that come in a week, and the mean value that one of today brings by the horizon; minor units. */
  readonly newDeals: {
    readonly perWeek: number;
    readonly gainMinor: number;
    /** What one of today brings within each period, and what one more a week does, by the period's index. */
    readonly gainInPeriodMinor: readonly number[];
    readonly perWeekMinor: readonly number[];
  };
  /** Who has most room for new deals; null: nobody. */
  readonly askNew: MemberId | null;
  /** Statistics of the open stages by id, and the shape of the funnel, from the same fit of the model. */
  readonly numbers: Readonly<Record<StageId, StageNumbers>>;
  readonly health: FunnelHealth | null;
  /** Episodes that were open before the first plan was made. */
  readonly earlierNeeds: readonly EarlierNeed[];
};
