import type { DealEvent } from '../core/deal/deal-event.ts';
import type { FunnelPlan } from '../core/funnel/plan/funnel-plan.ts';
import { makePlan } from '../core/funnel/plan/make-plan.ts';
import { stockBefore } from '../core/history/stock-before.ts';
import { everything } from '../core/people/viewer.ts';
import { openStages } from '../core/pipeline/stage.ts';
import { addMonths, dateAt } from '../core/time/calendar.ts';
import { type DurationMs, HOUR_MS } from '../core/time/durations.ts';
import { loadEventsSince } from './forecast-facts.ts';
import { loadTargets } from './load-targets.ts';
import { loadPlanInputs, type PlannedPeriod, plannedPeriods } from './plan-input-facts.ts';
import { parsePlan } from './plan-schema.ts';
import type { PipelineScope } from './scope.ts';

/** Whose plan, and when: its days are those of the workspace's zone, whoever asks. A RequestContext is one. */
export type PlanScope = Omit<PipelineScope, 'timeZone'>;

/** Numbers are taken anew after so long, and sooner where something happened. */
const MAX_AGE_MS: DurationMs = 6 * HOUR_MS;
/** Plans are kept for so long. */
const KEPT_MONTHS = 13;

/** Whether a plan is of the stages as they are set up now. */
function hasSameStages({ pipeline }: PlanScope, { stages }: FunnelPlan): boolean {
  const minimumAsked = (index: number): number =>
    stages[index]?.asks.find(({ basis }) => basis.kind === 'minimum')?.required ?? 0;
  const open = openStages(pipeline);
  return (
    open.length === stages.length &&
    open.every(({ id, minimum }, index) => stages[index]?.stageId === id && minimumAsked(index) === Math.max(0, minimum))
  );
}

/** Whether a plan is for the targets that are set now. */
async function hasSameTargets(scope: PipelineScope, { on, coverage }: FunnelPlan): Promise<boolean> {
  const { periods } = plannedPeriods(await loadTargets(scope), on, scope.workspace.fiscalStartMonth);
  const toText = (each: readonly PlannedPeriod[]): string =>
    JSON.stringify(each.map(({ period: { kind, startsOn }, targetMinor }) => [kind, startsOn, targetMinor]));
  return toText(periods) === toText(coverage);
}

/** Whether the stages still hold what a plan counted: it does not know of what was written later and happened before, as an import is. */
async function hasSameStock(
  { tenant, pipeline }: PipelineScope,
  kept: FunnelPlan,
  later: readonly DealEvent[],
): Promise<boolean> {
  const stock = stockBefore(await tenant.funnel.stock(pipeline.id), later);
  const counts = new Map(stock.map(({ stageId, count }) => [stageId, count]));
  return kept.stages.every(({ stageId, count }) => (counts.get(stageId) ?? 0) === count);
}

/** Whether everybody is still here whom a plan gives work to. */
async function hasSamePeople({ tenant }: PipelineScope, { actions, rescue }: FunnelPlan): Promise<boolean> {
  const asked = new Set([...actions.all, ...(rescue?.winnable ?? [])].flatMap(({ ownerId }) => ownerId ?? []));
  if (asked.size === 0) return true;
  return (await tenant.members.all()).every(({ id, active }) => active || !asked.has(id));
}

/** Whether a kept plan still says what is true: not too old, and nothing has happened since; what happened in its very moment it may not know. */
async function isCurrent(scope: PipelineScope, kept: FunnelPlan): Promise<boolean> {
  const { tenant, pipeline, at } = scope;
  if (kept.at > at || at - kept.at >= MAX_AGE_MS) return false;
  const [sameTargets, samePeople, events] = await Promise.all([
    hasSameTargets(scope, kept),
    hasSamePeople(scope, kept),
    tenant.funnel.eventsFrom(pipeline.id, kept.at, everything('computes')),
  ]);
  if (!sameTargets || !samePeople) return false;
  return events.every((event) => event.at > at) && hasSameStock(scope, kept, events);
}

/**
 * The plan of a pipeline at an instant: the one that is kept where nothing has happened since, else made anew from it and kept. Whoever asks
 * first on a day makes the plan of that day.
 *
 * @param scope of the past too: then it is as of then, by the plan that was kept of that day or an earlier one, and nothing later is
 *   replaced. Targets are those of now.
 */
export async function loadPlan(scope: PlanScope): Promise<FunnelPlan> {
  const { tenant, pipeline, at, workspace } = scope;
  const { timeZone } = workspace;
  const on = dateAt(at, timeZone);
  const here = { ...scope, timeZone };
  const kept = await tenant.plans.latest(pipeline.id, on);
  const previous = kept === undefined ? undefined : parsePlan(kept.payload);
  if (previous?.on === on && hasSameStages(scope, previous) && previous.health !== null && (await isCurrent(here, previous)))
    return previous;
  const eventsSince = await loadEventsSince(tenant, pipeline, at);
  const plan = makePlan(await loadPlanInputs({ ...here, eventsSince }), previous ?? null);
  await tenant.plans.save(pipeline.id, plan);
  if (previous?.on !== on) await tenant.plans.deleteBefore(pipeline.id, addMonths(on, -KEPT_MONTHS));
  return plan;
}
