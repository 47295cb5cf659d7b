import type { DealNumber, MemberId } from '../../ids.ts';
import type { Period } from '../../time/periods.ts';
import type { FunnelPlan, PlanActions, StagePlan } from './funnel-plan.ts';
import { isUnreachableRate, type NewDealRate, ratesTold } from './new-deal-rate.ts';
import { isSamePeriod } from './period-coverage.ts';
import type { PlanDeal, PlanInputs } from './plan-inputs.ts';

/** What the period after the running one takes. Money in whole minor units. */
export type NextPeriodNeeds = {
  readonly period: Period;
  readonly percent: number;
  readonly shortMinor: number;
  /** Moves of the plan, and what they add to it. */
  readonly moves: number;
  readonly movesMinor: number;
  /** New deals a week now, and as many as it takes beside these moves; null: what a new deal brings is not known, or the period is nearly covered. */
  readonly newPerWeek: NewDealRate | null;
  /** More than three times as many as now: new deals alone are no way to reach it. */
  readonly outOfReach: boolean;
};

/** A running period that will end short of its target: what can still be done for it. Money in whole minor units. */
export type TargetRescue = {
  readonly period: Period;
  readonly shortMinor: number;
  /** Deals that can still be won in it, those that the plan moves for it among them, those that bring most first: as many as a button of a message opens. */
  readonly winnable: readonly {
    readonly number: DealNumber;
    readonly ownerId: MemberId;
    readonly valueMinor: number;
    readonly winChance: number;
  }[];
  /** How many there are of them, and what they would bring if all were won. */
  readonly winnableCount: number;
  readonly winnableMinor: number;
};

/** A deal can still be won in a period if in one case of ten it is. */
const MIN_WINNABLE_CHANCE = 0.1;
const MAX_LISTED = 20;

type ValuedDeal = PlanDeal & { readonly worthMinor: number };

function withValue({ deals, stages }: Pick<PlanInputs, 'deals' | 'stages'>): readonly ValuedDeal[] {
  const mean = new Map(stages.map(({ stageId, valueMinor }) => [stageId, valueMinor]));
  return deals.map((deal) => ({ ...deal, worthMinor: Math.round(deal.valueMinor ?? mean.get(deal.stageId) ?? 0) }));
}

type PlannedStages = Pick<FunnelPlan, 'coverage'> & { readonly stages: readonly Pick<StagePlan, 'stageId' | 'need'>[] };
type NeedInputs = Pick<PlanInputs, 'deals' | 'stages' | 'newDeals'>;

/** What the period after the running one takes; null: it has no target, or what it will bring is not known. */
export function nextPeriodNeeds(
  inputs: NeedInputs,
  { coverage, stages }: PlannedStages,
  actions: PlanActions,
): NextPeriodNeeds | null {
  const index = coverage.findIndex(({ running, percent }) => !running && percent !== null);
  const next = coverage[index];
  if (next === undefined) return null;
  const { period, percent, shortMinor, state } = next;
  const known = { period, percent: percent ?? 0, shortMinor };
  // A period that is covered, or nearly, takes no more than what was asked for it before.
  const isOpen = state === 'open';
  const moved = movedFor(isOpen ? undefined : stagesAsking(period, stages), actions);
  const movesMinor = withValue(inputs)
    .filter(({ number }) => moved.has(number))
    .reduce((sum, { worthMinor, moveInPeriod, stayInPeriod }) => {
      return sum + worthMinor * Math.max(0, (moveInPeriod[index] ?? 0) - (stayInPeriod[index] ?? 0));
    }, 0);
  if (!isOpen) return { ...known, moves: moved.size, movesMinor: Math.round(movesMinor), newPerWeek: null, outOfReach: false };
  const newPerWeek = ratesTold(inputs.newDeals, { index, shortMinor: shortMinor - movesMinor });
  return {
    ...known,
    moves: moved.size + actions.unnamedMoves,
    movesMinor: Math.round(movesMinor),
    newPerWeek,
    outOfReach: newPerWeek === null ? shortMinor > movesMinor : isUnreachableRate(newPerWeek),
  };
}

/** Stages that are short for a period. */
const stagesAsking = (period: Period, stages: readonly Pick<StagePlan, 'stageId' | 'need'>[]): ReadonlySet<string> =>
  new Set(
    stages.flatMap(({ stageId, need }) =>
      need?.basis.kind === 'target' && isSamePeriod(need.basis.period, period) ? [stageId] : [],
    ),
  );

/** Deals that a plan moves for some stages, or for any: what is asked for a period can be won in it. */
function movedFor(stageIds: ReadonlySet<string> | undefined, actions: PlanActions): ReadonlySet<number> {
  return new Set(
    actions.all.flatMap((action) =>
      action.kind === 'move' && stageIds?.has(action.forStageId) !== false ? [action.number] : [],
    ),
  );
}

/** The way out for a running period that is open; null where none is. */
export function targetRescue(inputs: NeedInputs, { coverage, stages }: PlannedStages, actions: PlanActions): TargetRescue | null {
  const index = coverage.findIndex(({ running, percent }) => running && percent !== null);
  const period = coverage[index];
  if (period === undefined || period.state !== 'open') return null;
  const asking = stagesAsking(period.period, stages);
  const moved = movedFor(asking, actions);
  const chanceInPeriod = ({ number, stayInPeriod, moveInPeriod }: PlanDeal): number =>
    Math.max(stayInPeriod[index] ?? 0, moved.has(number) ? (moveInPeriod[index] ?? 0) : 0);
  const possible = withValue(inputs)
    .filter((deal) => (chanceInPeriod(deal) > 0 || moved.has(deal.number)) && deal.worthMinor > 0)
    .toSorted((a, b) => b.worthMinor * chanceInPeriod(b) - a.worthMinor * chanceInPeriod(a) || a.number - b.number);
  const likely = possible.filter((deal) => chanceInPeriod(deal) >= MIN_WINNABLE_CHANCE || moved.has(deal.number));
  // What was asked for the period this morning is asked still: then the best that it has is no less winnable.
  const winnable = likely.length > 0 || asking.size === 0 ? likely : possible.slice(0, 1);
  return {
    period: period.period,
    shortMinor: period.shortMinor,
    winnable: winnable.slice(0, MAX_LISTED).map((deal) => ({
      number: deal.number,
      ownerId: deal.ownerId,
      valueMinor: deal.worthMinor,
      winChance: chanceInPeriod(deal),
    })),
    winnableCount: winnable.length,
    winnableMinor: winnable.reduce((sum, { worthMinor }) => sum + worthMinor, 0),
  };
}
