import type { StageId } from '../../ids.ts';
import type { FunnelHealth } from '../../numbers/funnel-findings.ts';
import type { StageNumbers } from '../../numbers/stage-numbers.ts';
import { type PlainDate, zonedInstant } from '../../time/calendar.ts';
import type { Instant } from '../../time/instant.ts';
import type { Period } from '../../time/periods.ts';
import type { PeriodCoverage } from './period-coverage.ts';
import type { PlanAction } from './plan-actions.ts';
import type { PlanChange } from './plan-changes.ts';
import type { PlanLead } from './plan-lead.ts';
import type { StageAsk } from './stage-asks.ts';
import type { StageRunway } from './stage-runway.ts';
import type { TargetPath } from './target-path.ts';
import type { NextPeriodNeeds, TargetRescue } from './target-rescue.ts';

/** What a stage is short of: the ask that was told, and since when it is told. */
export type AnnouncedNeed = StageAsk & {
  /** The local day on which it was found short, and the day on which the number was last set. */
  readonly since: PlainDate;
  readonly setOn: PlainDate;
};

/** A stage that held enough again: what filled it is enough for a week. */
export type Recovery = { readonly on: PlainDate; readonly need: number };

/** The period that a stage was short for, on the day on which wins and the forecast covered its target; an older plan has no target. */
export type CoveredNeed = { readonly on: PlainDate; readonly period: Period; readonly targetMinor?: number | undefined };

/** One open stage of a plan. Money is whole minor units of the pipeline's currency. */
export type StagePlan = {
  readonly stageId: StageId;
  readonly count: number;
  /** It was really used: five deals went through it, or four weeks have passed since it first held one. One that was not is never short. */
  readonly used: boolean;
  /** What is asked of it today, the largest number first; none of a stage whose minimum is 0. */
  readonly asks: readonly StageAsk[];
  /** What it is short of; null: it holds enough. */
  readonly need: AnnouncedNeed | null;
  /** Deals that it lacks: `need.required - count`; 0 where it is not short. */
  readonly shortBy: number;
  /** Expected value that is missing at the end of the plan's horizon if nothing is done. */
  readonly costMinor: number;
  /** The same of one deal, by the first plan of the day: what a deal more or less costs does not change with every new figure. */
  readonly dealCostMinor?: number | undefined;
  /** Since when it is empty, ms; null: it holds a deal, or that is not known. */
  readonly emptySince: Instant | null;
  readonly runway: StageRunway | null;
  /** It holds too many for its flow, judged once a day. */
  readonly overfull: boolean;
  /** Numbers that it holds in 8 of 10 cases; null: its flow is not known. */
  readonly usual: { readonly mean: number; readonly low: number; readonly high: number } | null;
  readonly recovered: Recovery | null;
  /** Its need ended on a day because wins and the forecast covered that period's target; for two weeks, and not in an older plan. */
  readonly covered?: CoveredNeed | null | undefined;
};

/** What is to be done, over all stages together: each deal once. */
export type PlanActions = {
  /** Moves and new deals, those for the lead stage first, then by gain. */
  readonly all: readonly PlanAction[];
  /** Moves beyond those that are named. */
  readonly unnamedMoves: number;
  /** How many of them a message names, and how many there are. */
  readonly shown: number;
  readonly total: number;
  /** Stages that stay short when all of them are done; none in an older plan. */
  readonly unfilled: readonly UnfilledStage[];
};

/** Why nothing more is asked for a stage: the other actions cover the period that it is short for, or nothing more can get there in time. */
export type UnfilledStage = { readonly stageId: StageId; readonly why: 'covered' | 'tooLate' };

/** What the plan begins a message with. */
export type PlanHeadline =
  /** No deal was ever there, or none is open. */
  | 'empty'
  /** A few deals, none closed yet. */
  | 'beginning'
  /** The running month ends short of its target. */
  | 'behind'
  /** A stage is short. */
  | 'gap'
  | 'enough';

/**
 * What a pipeline needs on a local day: computed once, kept, and read by everything that speaks. It holds ids and numbers only, no words
 * and no names, so that each reader gets its own language and the names of now.
 */
export type FunnelPlan = {
  readonly at: Instant;
  readonly timeZone: string;
  /** The local day that it is the plan of. */
  readonly on: PlainDate;
  readonly headline: PlanHeadline;
  /** Month, quarter and year that run, then the period after the running one of the kind that targets are set for. */
  readonly coverage: readonly PeriodCoverage[];
  /** The end of what costs and gains are counted up to, ms. */
  readonly horizonAt: Instant;
  /** Mean value of a win, minor units; 0: not known. */
  readonly usualDealMinor: number;
  /** Open stages, in order. */
  readonly stages: readonly StagePlan[];
  readonly lead: PlanLead;
  readonly actions: PlanActions;
  /** A running period that will end short: what can still help it. */
  readonly rescue: TargetRescue | null;
  /** What the period after the running one takes, where one of the two is short; null: neither is, it has no target, or an older plan. */
  readonly next: NextPeriodNeeds | null;
  /** What would have to be true for the target of the running period that is short; null: none is, or an older plan. */
  readonly path: TargetPath | null;
  /** Statistics of the open stages by id, and the shape of the funnel, from the same fit of the model; none in an older plan. */
  readonly numbers: Readonly<Record<StageId, StageNumbers>>;
  readonly health: FunnelHealth | null;
  /** What is different from the plan before; within a day they add up. */
  readonly changes: readonly PlanChange[];
};

/** Actions that one message names at most. */
export const MAX_ACTIONS_SHOWN = 5;

export const stagePlan = (plan: Pick<FunnelPlan, 'stages'> | null, stageId: StageId): StagePlan | undefined =>
  plan?.stages.find((stage) => stage.stageId === stageId);

/** Since when a stage is empty, or as short as it is told to be, ms; null: it is neither, or that is not known. */
export const gapStart = ({ emptySince, count, need }: StagePlan, timeZone: string): Instant | null =>
  count === 0 ? emptySince : need === null ? null : zonedInstant(need.since, '00:00', timeZone);
