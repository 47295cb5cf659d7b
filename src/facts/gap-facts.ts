import type { DealEvent } from '../core/deal/deal-event.ts';
import type { CandidateLine, GapLine, OverfullLine } from '../core/funnel/gap-line.ts';
import { leastLoadedRep } from '../core/funnel/least-loaded-rep.ts';
import {
  type Candidate,
  gapCandidates,
  gapSince,
  type OpenGap,
  overfullStages,
  planGapFill,
  type StageGap,
  stageFlow,
  stageGaps,
  stageIdsBefore,
  withoutRepeatedActions,
} from '../core/funnel/stage-gaps.ts';
import { nextStage, type Pipeline, type Stage, stageById } from '../core/pipeline/stage.ts';
import { dateAt, daysBetween } from '../core/time/calendar.ts';
import { WEEK_MS } from '../core/time/durations.ts';
import type { NeedFacts } from './need-facts.ts';
import type { PipelineAt } from './scope.ts';

/** Deals of one stage that are read as candidates: the most valuable ones. */
const MAX_CANDIDATES_READ = 30;
/** Events of a stage that are read to find since when it is short. */
const MAX_EVENTS_READ = 200;
/** Deals of an overfull stage that are named. */
const MAX_OLDEST_NAMED = 3;

const toCandidateLine = (pipeline: Pipeline, { file, missing }: Candidate): CandidateLine => {
  const { deal } = file;
  return {
    number: deal.number,
    version: deal.version,
    name: deal.name,
    valueMinor: deal.valueMinor,
    currency: deal.currency,
    ownerId: deal.ownerId,
    stageId: deal.stageId,
    toStageId: nextStage(pipeline, deal.stageId)?.id ?? deal.stageId,
    missing: missing.map(({ text }) => text),
    todo: stageById(pipeline, deal.stageId)?.actions[0]?.text ?? null,
  };
};

/** The deals nearest to a stage, from the `skip`th on. */
export async function loadCandidateLines(
  { tenant, pipeline }: Pick<PipelineAt, 'tenant' | 'pipeline'>,
  gap: Pick<StageGap, 'stage' | 'count' | 'needed'>,
  skip = 0,
): Promise<readonly CandidateLine[]> {
  const earlier = await Promise.all(
    stageIdsBefore(pipeline, gap.stage).map(
      async (id) => [id, await tenant.deals.filesInStage(pipeline.id, id, MAX_CANDIDATES_READ)] as const,
    ),
  );
  return gapCandidates(pipeline, gap, { earlier: new Map(earlier), skip }).map((each) => toCandidateLine(pipeline, each));
}

/** Since when a stage is short, ms; null where that is not known. One measured by its minimum: since it fell below; else since it fell to what it holds. */
export async function loadGapStart(where: PipelineAt, gap: StageGap): Promise<number | null> {
  return gapStart(gap, await loadStageEvents(where, gap));
}

const loadStageEvents = async ({ tenant, pipeline, at }: PipelineAt, gap: StageGap) =>
  (await tenant.funnel.eventsOfStage(pipeline.id, gap.stage.id, MAX_EVENTS_READ)).filter((event) => event.at <= at);

const gapStart = ({ stage, count, needed, need }: StageGap, events: readonly DealEvent[]): number | null =>
  gapSince({ stageId: stage.id, count, needed: need.basis.kind === 'minimum' ? needed : count + 1 }, events) ?? null;

/** Share of new deals that get as far as a stage. */
export const stageReach = ({ passRates }: NeedFacts, pipeline: Pipeline, stage: Stage): number =>
  stageIdsBefore(pipeline, stage).reduce((share, id) => share * (passRates.get(id) ?? 1), 1);

/** Open deals in the stages before one. */
export function openCountBefore({ needs }: NeedFacts, pipeline: Pipeline, stage: Stage): number {
  const before = new Set(stageIdsBefore(pipeline, stage));
  return needs.reduce((sum, each) => sum + (before.has(each.stageId) ? each.current : 0), 0);
}

/** A stage's gap: since when, how long it lasts and filling it takes, the deals nearest to it, and the new ones that it takes beside them. */
export async function loadGapLine(where: PipelineAt, gap: StageGap, facts: NeedFacts): Promise<GapLine> {
  const { tenant, pipeline, at } = where;
  const { stage, count, needed, need } = gap;
  const events = await loadStageEvents(where, gap);
  const held = openCountBefore(facts, pipeline, stage);
  const { moves, newDeals } = planGapFill(Math.max(0, needed - count), held, stageReach(facts, pipeline, stage));
  const known = need.usual !== null;
  return {
    stageId: stage.id,
    name: stage.name,
    shortName: stage.shortName,
    count,
    needed,
    basis: need.basis,
    targetSet: facts.targetSet,
    fiscalStartMonth: facts.fiscalStartMonth,
    overDays: need.observedDays,
    lackingMinor: Math.round(Math.max(0, needed - count) * need.valueMinor),
    currency: pipeline.currency,
    runwayDays: need.runwayDays,
    refillDays: need.refillDays,
    refillFrom: need.refillFrom === null ? null : (stageById(pipeline, need.refillFrom)?.shortName ?? null),
    week: known ? { ...stageFlow(stage.id, { from: at - WEEK_MS, to: at }, events), usually: Math.round(need.perWeek) } : null,
    since: gapStart(gap, events),
    moves,
    candidates: await loadCandidateLines(where, gap),
    newDeals,
    sameNew: false,
    askNew: newDeals === 0 ? null : leastLoadedRep(facts.counters.stock, await tenant.members.all()),
  };
}

/** Every stage below its need, with candidates. @param open gaps that were announced and are still open. */
export async function loadGapLines(where: PipelineAt, facts: NeedFacts, open: readonly OpenGap[]): Promise<readonly GapLine[]> {
  const gaps = stageGaps(where.pipeline, facts.needs, open);
  return withoutRepeatedActions(await Promise.all(gaps.map((gap) => loadGapLine(where, gap, facts))));
}

/** Every stage that holds too many, with the deals that have stood there longest. */
export async function loadOverfullLines(
  { tenant, pipeline, at, timeZone }: PipelineAt,
  { needs }: NeedFacts,
): Promise<readonly OverfullLine[]> {
  const today = dateAt(at, timeZone);
  return Promise.all(
    overfullStages(pipeline, needs).map(async ({ stageId, current, usual }) => {
      const stage = stageById(pipeline, stageId);
      const page = { order: 'longest', today, limit: MAX_OLDEST_NAMED, offset: 0 } as const;
      const { deals } = await tenant.deals.list({ pipelineId: pipeline.id, stageId }, page);
      return {
        stageId,
        name: stage?.name ?? stageId,
        shortName: stage?.shortName ?? stageId,
        count: current,
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
