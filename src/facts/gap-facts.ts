import { dateAt, daysBetween } from '../core/calendar.ts';
import type { BulgeLine, CandidateLine, GapLine } from '../core/gap-line.ts';
import { withMostRoom } from '../core/room.ts';
import { nextStage, type Pipeline, type Stage, stageById } from '../core/stage.ts';
import {
  askedOnce,
  bulges,
  type Candidate,
  cameAndWent,
  candidatesFor,
  type Episode,
  fillingOf,
  gapSince,
  type StageGap,
  stageGaps,
  stagesBefore,
} from '../core/stage-gaps.ts';
import type { Tenant } from '../store/types/store.ts';
import type { NeedFacts } from './need-facts.ts';

/** Deals of one stage that are looked at as candidates: the most valuable ones. */
const LOOKED_AT = 30;
/** Events of a stage that are read to find since when it is short. */
const LOOKED_BACK = 200;
const WEEK_MS = 7 * 86_400_000;
/** Deals of a bulge that are named. */
const OLDEST = 3;

const lineOf = (pipeline: Pipeline, { file, missing }: Candidate): CandidateLine => {
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
export async function candidateLines(
  tenant: Tenant,
  pipeline: Pipeline,
  gap: Pick<StageGap, 'stage' | 'count' | 'needed'>,
  skip = 0,
): Promise<readonly CandidateLine[]> {
  const earlier = await Promise.all(
    stagesBefore(pipeline, gap.stage).map(
      async (id) => [id, await tenant.deals.filesInStage(pipeline.id, id, LOOKED_AT)] as const,
    ),
  );
  return candidatesFor(pipeline, gap, new Map(earlier), skip).map((each) => lineOf(pipeline, each));
}

/** Since when a stage is short, ms; null where that is not known. One measured by its minimum: since it fell below; else since it fell to what it holds. */
export async function drySince(tenant: Tenant, pipeline: Pipeline, gap: StageGap, at: number): Promise<number | null> {
  return sinceOf(gap, await eventsOf(tenant, pipeline, gap, at));
}

const eventsOf = async (tenant: Tenant, pipeline: Pipeline, gap: StageGap, at: number) =>
  (await tenant.funnel.eventsOfStage(pipeline.id, gap.stage.id, LOOKED_BACK)).filter((event) => event.at <= at);

const sinceOf = ({ stage, count, needed, need }: StageGap, events: Parameters<typeof gapSince>[3]): number | null =>
  gapSince(stage.id, count, need.basis.kind === 'minimum' ? needed : count + 1, events) ?? null;

/** Share of new deals that get as far as a stage. */
export const reachOf = ({ goOn }: NeedFacts, pipeline: Pipeline, stage: Stage): number =>
  stagesBefore(pipeline, stage).reduce((share, id) => share * (goOn.get(id) ?? 1), 1);

/** Open deals in the stages before one. */
export function heldBefore({ needs }: NeedFacts, pipeline: Pipeline, stage: Stage): number {
  const before = new Set(stagesBefore(pipeline, stage));
  return needs.reduce((sum, each) => sum + (before.has(each.stageId) ? each.current : 0), 0);
}

/** A stage's gap: since when, how long it lasts and filling it takes, the deals nearest to it, and the new ones that it takes beside them. */
export async function gapLine(tenant: Tenant, pipeline: Pipeline, gap: StageGap, facts: NeedFacts): Promise<GapLine> {
  const { stage, count, needed, need } = gap;
  const { at } = facts;
  const events = await eventsOf(tenant, pipeline, gap, at);
  const held = heldBefore(facts, pipeline, stage);
  const { moves, newDeals } = fillingOf(Math.max(0, needed - count), held, reachOf(facts, pipeline, stage));
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
    overDays: need.overDays,
    lackingMinor: Math.round(Math.max(0, needed - count) * need.valueMinor),
    currency: pipeline.currency,
    runwayDays: need.runwayDays,
    refillDays: need.refillDays,
    refillFrom: need.refillFrom === null ? null : (stageById(pipeline, need.refillFrom)?.shortName ?? null),
    week: known ? { ...cameAndWent(stage.id, at - WEEK_MS, at, events), usually: Math.round(need.perWeek) } : null,
    since: sinceOf(gap, events),
    moves,
    candidates: await candidateLines(tenant, pipeline, gap),
    newDeals,
    sameNew: false,
    askNew: newDeals === 0 ? null : withMostRoom(facts.counters.stock, await tenant.members.all()),
  };
}

/** Every stage that has run dry, with candidates. @param episodes gaps that were told of and are open. */
export async function gapLines(
  tenant: Tenant,
  pipeline: Pipeline,
  facts: NeedFacts,
  episodes: readonly Episode[],
): Promise<readonly GapLine[]> {
  const gaps = stageGaps(pipeline, facts.needs, episodes);
  return askedOnce(await Promise.all(gaps.map((gap) => gapLine(tenant, pipeline, gap, facts))));
}

/** Every stage that holds too many, with the deals that have stood there longest. */
export async function bulgeLines(
  tenant: Tenant,
  pipeline: Pipeline,
  { needs, at }: NeedFacts,
  timeZone: string,
): Promise<readonly BulgeLine[]> {
  const today = dateAt(at, timeZone);
  return Promise.all(
    bulges(pipeline, needs).map(async ({ stageId, current, usual }) => {
      const stage = stageById(pipeline, stageId);
      const page = { order: 'longest', today, limit: OLDEST, offset: 0 } as const;
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
