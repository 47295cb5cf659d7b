import { missingCriteria } from '../core/deal/criteria.ts';
import type { DealFile } from '../core/deal/deal.ts';
import type { CandidateLine, CoveringActions, GapLine, NeedBasis, OverfullLine, Shortage } from '../core/funnel/gap-line.ts';
import { actionsElsewhere, askedNewDeals, whyUnfilled } from '../core/funnel/plan/asking-stages.ts';
import { type FunnelPlan, gapStart, type StagePlan } from '../core/funnel/plan/funnel-plan.ts';
import { isSamePeriod } from '../core/funnel/plan/period-coverage.ts';
import type { MoveAction } from '../core/funnel/plan/plan-actions.ts';
import { gapsInOrder } from '../core/funnel/plan/plan-lead.ts';
import type { AskedMove } from '../core/funnel/stage-alert.ts';
import { gapCandidates, MAX_CANDIDATES, stageFlow, stageIdsBefore } from '../core/funnel/stage-gaps.ts';
import type { DealNumber, StageId } from '../core/ids.ts';
import { everything } from '../core/people/viewer.ts';
import { nextStage, type Pipeline, stageById } from '../core/pipeline/stage.ts';
import { addDays, dateAt, daysBetween, type PlainDate } from '../core/time/calendar.ts';
import { WEEK_MS } from '../core/time/durations.ts';
import type { SeenPipelineAt, SeenScope } from './scope.ts';

/** Moves of one gap that are read: more than a message names. */
const MAX_MOVES_READ = 8;
/** Deals of one stage that are read as other candidates: the most valuable ones. */
const MAX_CANDIDATES_READ = 30;
/** Events of a stage that are read for its week. */
const MAX_EVENTS_READ = 200;
/** Deals that are named which actions for other stages take into a stage, or out of it. */
const MAX_PASSING_NAMED = 3;
/** Deals of an overfull stage that are named. */
const MAX_OLDEST_NAMED = 3;

const toCandidateLine = (pipeline: Pipeline, file: DealFile): CandidateLine => {
  const { deal } = file;
  const next = nextStage(pipeline, deal.stageId);
  return {
    number: deal.number,
    version: deal.version,
    name: deal.name,
    value: deal.value,
    ownerId: deal.ownerId,
    stageId: deal.stageId,
    toStageId: next?.id ?? deal.stageId,
    toShortName: next?.shortName,
    missing: next === undefined ? [] : missingCriteria(next, file).map(({ text }) => text),
    todo: stageById(pipeline, deal.stageId)?.actions[0]?.text ?? null,
  };
};

const isMoveFor =
  (stageId: StageId) =>
  (action: FunnelPlan['actions']['all'][number]): action is MoveAction =>
    action.kind === 'move' && action.forStageId === stageId;

type SeenPipeline = Pick<SeenPipelineAt, 'tenant' | 'viewer' | 'pipeline'>;

/** The deals that a plan moves, each as it stands. */
async function loadCandidates(
  { tenant, viewer, pipeline }: SeenPipeline,
  moves: readonly MoveAction[],
): Promise<readonly CandidateLine[]> {
  const files = await tenant.deals(viewer).files(moves.map(({ number }) => number));
  return files.map((file) => toCandidateLine(pipeline, file));
}

/** The plan's moves for a stage, then deals of the stages before it that the plan does not move, the nearest first; from the `skip`th on. */
export async function loadOtherCandidates(
  { plan, ...where }: SeenPipeline & { readonly plan: FunnelPlan },
  stageId: StageId,
  skip: number,
): Promise<readonly CandidateLine[]> {
  const { tenant, viewer, pipeline } = where;
  const stage = stageById(pipeline, stageId);
  if (stage === undefined) return [];
  const moves = plan.actions.all.filter(isMoveFor(stageId));
  const own = await loadCandidates(where, moves.slice(skip, skip + MAX_CANDIDATES));
  if (own.length >= MAX_CANDIDATES) return own;
  const chosen = new Set(plan.actions.all.flatMap((action) => (action.kind === 'move' ? [action.number] : [])));
  const before = await Promise.all(
    stageIdsBefore(pipeline, stage).map(async (id) => {
      const files = await tenant.deals(viewer).filesInStage(pipeline.id, id, MAX_CANDIDATES_READ);
      return [id, files.filter(({ deal }) => !chosen.has(deal.number))] as const;
    }),
  );
  const others = gapCandidates(pipeline, { stage, skip: Math.max(0, skip - moves.length) }, new Map(before));
  return [...own, ...others.map(({ file }) => toCandidateLine(pipeline, file))].slice(0, MAX_CANDIDATES);
}

const toBasis = ({ need, usual }: StagePlan): NeedBasis => {
  if (need?.basis.kind === 'target') return need.basis;
  return need?.basis.kind === 'usual' ? { kind: 'profile' } : { kind: 'minimum', known: usual !== null };
};

/** What was asked of a stage before today, where that is another number now. */
function changedNeed({ changes, on }: FunnelPlan, { stageId, need }: StagePlan): GapLine['changed'] {
  if (need === null || need.setOn !== on) return null;
  const change = changes.findLast((each) => each.kind === 'need' && each.stageId === stageId);
  return change?.kind === 'need' && change.from !== change.to ? { from: change.from, why: change.why } : null;
}

/** The day on which the period that a stage is short for was covered, some days ago. */
const coveredBefore = ({ need, covered }: StagePlan): PlainDate | null =>
  covered != null && need?.basis.kind === 'target' && isSamePeriod(need.basis.period, covered.period) ? covered.on : null;

/** The new deals that a plan asks for, by one gap: the others that they fill say so. */
function newDealsFor(plan: FunnelPlan, stageId: StageId): Pick<GapLine, 'newDeals' | 'askNew' | 'sameNew'> {
  const asked = askedNewDeals(plan);
  if (asked === undefined || !asked.action.forStageIds.includes(stageId)) return { newDeals: 0, askNew: null, sameNew: false };
  return asked.by === stageId
    ? { newDeals: asked.action.deals, askNew: asked.action.ownerId, sameNew: false }
    : { newDeals: 0, askNew: null, sameNew: true };
}

/** What its flow of a week is counted from. */
const loadStageEvents = ({ tenant, pipeline }: SeenScope, stageId: StageId) =>
  tenant.funnel.eventsOfStage(pipeline.id, { stageId, limit: MAX_EVENTS_READ }, everything('computes'));

/** What a stage of a plan is short of, in words of the pipeline. */
export function toShortage(
  { pipeline, workspace }: Pick<SeenScope, 'pipeline' | 'workspace'>,
  plan: Pick<FunnelPlan, 'timeZone'>,
  gap: StagePlan,
): Shortage {
  return {
    shortName: stageById(pipeline, gap.stageId)?.shortName ?? gap.stageId,
    count: gap.count,
    needed: gap.need?.required ?? gap.count,
    basis: toBasis(gap),
    fiscalStartMonth: workspace.fiscalStartMonth,
    runway: gap.runway?.said ?? null,
    since: gapStart(gap, plan.timeZone),
  };
}

/** Where the actions stand that cover what a stage lacks beyond its own; of the deals that it names none that the reader does not see. */
async function loadCoveringActions(
  { tenant, viewer, pipeline }: SeenPipeline,
  plan: FunnelPlan,
  stageId: StageId,
): Promise<CoveringActions | undefined> {
  if (whyUnfilled(plan, stageId) !== 'covered') return undefined;
  const { stageIds, entering, leaving } = actionsElsewhere(plan, stageId);
  if (stageIds.length === 0) return undefined;
  const passing = [...entering.slice(0, MAX_PASSING_NAMED), ...leaving.slice(0, MAX_PASSING_NAMED)];
  const seen = passing.length === 0 ? [] : (await tenant.deals(viewer).byNumbers(passing)).map(({ number }) => number);
  const named = (numbers: readonly DealNumber[]) => numbers.filter((number) => seen.includes(number));
  return {
    stages: stageIds.map((id) => stageById(pipeline, id)?.shortName ?? id),
    entering: named(entering),
    leaving: named(leaving),
  };
}

/** The stage after an empty one, and how long its deals last with nothing coming in; null: that is not known, or was said of the same stock before. */
function stageFedBy(pipeline: Pipeline, { stages }: FunnelPlan, { stageId, count }: StagePlan): GapLine['feeds'] {
  const next = stages[stages.findIndex((each) => each.stageId === stageId) + 1];
  if (count > 0 || next?.runway?.said.kind !== 'lasts') return null;
  const { about } = next.runway.said;
  return { shortName: stageById(pipeline, next.stageId)?.shortName ?? next.stageId, about };
}

/** One gap of a plan, with its actions as the deals stand. */
async function loadGapLine(where: SeenScope, plan: FunnelPlan, gap: StagePlan): Promise<GapLine> {
  const { pipeline, at } = where;
  const stage = stageById(pipeline, gap.stageId);
  const moves = plan.actions.all.filter(isMoveFor(gap.stageId));
  const [candidates, coveredBy, events] = await Promise.all([
    loadCandidates(where, moves.slice(0, MAX_MOVES_READ)),
    loadCoveringActions(where, plan, gap.stageId),
    gap.usual === null ? [] : loadStageEvents(where, gap.stageId),
  ]);
  const fresh = newDealsFor(plan, gap.stageId);
  return {
    ...toShortage(where, plan, gap),
    stageId: gap.stageId,
    name: stage?.name ?? gap.stageId,
    isFirst: plan.stages[0]?.stageId === gap.stageId,
    beyond: gap.need?.beyond ?? 0,
    changed: changedNeed(plan, gap),
    coveredOn: coveredBefore(gap),
    targetSet: plan.coverage.some(({ targetMinor }) => targetMinor !== null),
    costMinor: gap.costMinor,
    costUntil: addDays(dateAt(plan.horizonAt, plan.timeZone), -1),
    currency: pipeline.currency,
    feeds: stageFedBy(pipeline, plan, gap),
    week:
      gap.usual === null
        ? null
        : stageFlow(
            gap.stageId,
            { from: at - WEEK_MS, to: at },
            events.filter((event) => event.at <= at),
          ),
    moves: moves.length,
    movesNearer: moves.filter(({ toStageId }) => toStageId !== gap.stageId).length,
    candidates,
    ...fresh,
    rest: whyUnfilled(plan, gap.stageId) ?? 'none',
    ...(coveredBy === undefined ? {} : { coveredBy }),
  };
}

/** Every move of a plan for a stage, in its order: the first ones are those that a gap's line names. */
export const askedMoves = ({ actions }: FunnelPlan, stageId: StageId): readonly AskedMove[] =>
  actions.all.filter(isMoveFor(stageId)).map(({ number, toStageId }) => ({ number, toStageId }));

/** Every stage that is short by the plan, the lead of every message first. */
export const loadGapLines = (where: SeenScope, plan: FunnelPlan): Promise<readonly GapLine[]> =>
  Promise.all(gapsInOrder(plan).map((gap) => loadGapLine(where, plan, gap)));

/** Every stage that holds too many by the plan, with the deals that have stood there longest. */
export async function loadOverfullLines(
  { tenant, viewer, pipeline, at, timeZone }: SeenPipelineAt,
  plan: FunnelPlan,
): Promise<readonly OverfullLine[]> {
  const today = dateAt(at, timeZone);
  return Promise.all(
    plan.stages
      .filter(({ overfull }) => overfull)
      .toReversed()
      .map(async ({ stageId, count, usual }) => {
        const stage = stageById(pipeline, stageId);
        const page = { order: 'longest', today, limit: MAX_OLDEST_NAMED, offset: 0 } as const;
        const { deals } = await tenant.deals(viewer).list({ pipelineId: pipeline.id, stageId }, page);
        return {
          stageId,
          name: stage?.name ?? stageId,
          shortName: stage?.shortName ?? stageId,
          count,
          low: usual?.low ?? 0,
          high: usual?.high ?? 0,
          oldest: deals.map(({ number, version, name, ownerId, stageSince }) => ({
            number,
            version,
            name,
            ownerId,
            days: Math.max(0, daysBetween(dateAt(stageSince, timeZone), today)),
          })),
        };
      }),
  );
}

/** Actions of a plan by the deals that they move: what a rep is asked for. */
export const movesForOwner = (plan: FunnelPlan, ownerId: string): readonly MoveAction[] =>
  plan.actions.all.filter((action): action is MoveAction => action.kind === 'move' && action.ownerId === ownerId);
