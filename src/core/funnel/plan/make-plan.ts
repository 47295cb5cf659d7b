import type { PlainDate } from '../../time/calendar.ts';
import { type FunnelPlan, type PlanHeadline, type StagePlan, stagePlan } from './funnel-plan.ts';
import { isSamePeriod, type PeriodCoverage, periodCoverage } from './period-coverage.ts';
import { planActions } from './plan-actions.ts';
import { planChanges } from './plan-changes.ts';
import type { PlanInputs, PlanPeriod, PlanStageInput } from './plan-inputs.ts';
import { chooseLead, type PlanLead } from './plan-lead.ts';
import { askCoverage, stageAsks } from './stage-asks.ts';
import { decideNeed, isRemembered } from './stage-need.ts';
import { isOverfull } from './stage-overfull.ts';
import { stageRunway } from './stage-runway.ts';
import { isStageUsed } from './stage-use.ts';
import { targetPath } from './target-path.ts';
import { nextPeriodNeeds, targetRescue } from './target-rescue.ts';

/** A team with fewer open deals than this, and none of them closed, has only begun. */
const BEGINNING_DEALS = 15;

/** Whether two plans are for the same targets. */
const haveSameTargets = (a: readonly PeriodCoverage[], b: readonly PeriodCoverage[]): boolean =>
  JSON.stringify(a.map(({ period, targetMinor }) => [period, targetMinor])) ===
  JSON.stringify(b.map(({ period, targetMinor }) => [period, targetMinor]));

/** Whether a stage was told lately to be short no longer, because this target of this period was covered. */
const wasCovered = ({ period, targetMinor }: PlanPeriod, previous: FunnelPlan | null, on: PlainDate): boolean =>
  previous?.stages.some(
    ({ covered }) =>
      covered != null && isRemembered(covered, on) && isSamePeriod(covered.period, period) && covered.targetMinor === targetMinor,
  ) ?? false;

/** The plan before, as the new one has to know it. */
type Before = { readonly plan: FunnelPlan | null; readonly sameDay: boolean; readonly sameAsks: boolean };

/** What every stage of a plan is decided from. */
type Situation = { readonly inputs: PlanInputs; readonly coverage: readonly PeriodCoverage[]; readonly before: Before };

function planStage({ inputs, coverage, before }: Situation, index: number): StagePlan[] {
  const stage = inputs.stages[index];
  if (stage === undefined) return [];
  const { stageId, count, usual } = stage;
  const { on, stages } = inputs;
  const previous = stagePlan(before.plan, stageId);
  const used = isStageUsed(stage, on);
  const { asks, need, ...memory } = decideNeed({
    on,
    count,
    used,
    minimum: stage.minimum,
    coverage,
    fresh: stageAsks({ stages, index, announced: previous?.need?.basis ?? null }, coverage),
    previous,
    earlier: before.plan === null ? inputs.earlierNeeds.find((each) => each.stageId === stageId) : undefined,
    sameDay: before.sameAsks,
  });
  const shortBy = need === null ? 0 : Math.max(0, need.required - count);
  const dealCostMinor = (before.sameAsks ? previous?.dealCostMinor : undefined) ?? stage.winByHorizon * stage.valueMinor;
  const needs = Math.max(0, ...asks.filter((ask) => askCoverage(ask, coverage)?.state !== 'covered').map((ask) => ask.required));
  return [
    {
      stageId,
      count,
      used,
      asks,
      need,
      shortBy,
      costMinor: Math.round(shortBy * dealCostMinor),
      dealCostMinor,
      emptySince: count === 0 ? stage.emptySince : null,
      runway: stageRunway(stage, on, previous === undefined ? undefined : { runway: previous.runway, sameDay: before.sameDay }),
      overfull: need === null && isOverfull(stage, needs, { before: previous?.overfull, sameDay: before.sameDay }),
      usual,
      ...memory,
    },
  ];
}

const countOpen = (stages: readonly Pick<PlanStageInput, 'count'>[]): number => stages.reduce((sum, { count }) => sum + count, 0);

/** What a message begins with, by what the plan says. */
function headline(inputs: PlanInputs, coverage: readonly PeriodCoverage[], lead: PlanLead): PlanHeadline {
  if (lead.stageId === null && countOpen(inputs.stages) === 0) return 'empty';
  if (lead.stageId === null && !inputs.anyClosed && countOpen(inputs.stages) < BEGINNING_DEALS) return 'beginning';
  if (coverage.find(({ running, percent }) => running && percent !== null)?.state === 'open') return 'behind';
  return lead.stageId === null ? 'enough' : 'gap';
}

/**
 * The one plan of a pipeline: which periods are covered, which stages are short of what, with which one every message begins, and the
 * smallest set of actions over all of them.
 *
 * The first plan of a local day is the daily check: it takes fresh numbers, and keeps what was told where they differ by no more than a
 * deal. A later plan of the same day asks what the first one asked, and a deal that is lacking costs what it cost then, however the numbers
 * move; only what stands in the stages, what is covered and what follows from these is new.
 *
 * @param previous the last plan that was kept, of any day; null: none yet.
 * @returns the same for the same inputs, and for its own result as the previous plan.
 */
export function makePlan(inputs: PlanInputs, previous: FunnelPlan | null): FunnelPlan {
  const { at, timeZone, on } = inputs;
  const coverage = inputs.periods.map((period) =>
    periodCoverage(period, { ...inputs, wasCovered: wasCovered(period, previous, on) }),
  );
  const sameDay = previous?.on === on;
  const sameAsks = sameDay && haveSameTargets(previous.coverage, coverage);
  const situation = { inputs, coverage, before: { plan: previous, sameDay, sameAsks } };
  const stages = inputs.stages.flatMap((_, index) => planStage(situation, index));
  const beginning = !inputs.anyClosed && countOpen(inputs.stages) < BEGINNING_DEALS;
  const lead = chooseLead(stages, { beginning, toldId: previous?.lead.stageId ?? null });
  const announced = sameDay ? previous.actions.all : [];
  const actions = planActions({ inputs, stages, coverage, leadStageId: lead.stageId, announced });
  const now = { on, coverage, stages, lead };
  const changes = planChanges(previous, now);
  const rescue = targetRescue(inputs, now, actions);
  const path = targetPath(inputs, coverage);
  return {
    at,
    timeZone,
    headline: headline(inputs, coverage, lead),
    ...now,
    horizonAt: inputs.horizonAt,
    usualDealMinor: inputs.usualDealMinor,
    numbers: inputs.numbers,
    health: inputs.health,
    actions,
    rescue,
    next:
      rescue !== null || coverage.some(({ running, state }) => !running && state === 'open')
        ? nextPeriodNeeds(inputs, now, actions)
        : null,
    // How many wins it would take is no way where no open deal is likely to be won in the period any more, and no new one.
    path: rescue?.winnableCount === 0 && path?.newPerWeek == null ? null : path,
    changes: sameDay ? [...previous.changes, ...changes] : changes,
  };
}
