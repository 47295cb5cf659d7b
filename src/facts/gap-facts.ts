import type { CandidateLine, GapLine } from '../core/digest.ts';
import { nextStage, type Pipeline, stageById } from '../core/stage.ts';
import { type Candidate, candidatesFor, gapSince, type StageGap, stageGaps, stagesBefore } from '../core/stage-gaps.ts';
import type { StageStock } from '../core/week.ts';
import type { Tenant } from '../store/store-types.ts';

/** Deals of one stage that are looked at as candidates: the most valuable ones. */
const LOOKED_AT = 30;
/** Events of a stage that are read to find since when it is short. */
const LOOKED_BACK = 200;

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

/** A stage's gap with since when, and the deals nearest to it. */
export async function gapLine(tenant: Tenant, pipeline: Pipeline, gap: StageGap): Promise<GapLine> {
  const { stage, count, needed } = gap;
  const events = await tenant.funnel.eventsOfStage(pipeline.id, stage.id, LOOKED_BACK);
  const earlier = await Promise.all(
    stagesBefore(pipeline, stage).map(async (id) => [id, await tenant.deals.filesInStage(pipeline.id, id, LOOKED_AT)] as const),
  );
  return {
    stageId: stage.id,
    name: stage.name,
    shortName: stage.shortName,
    count,
    needed,
    since: gapSince(stage.id, count, needed, events) ?? null,
    candidates: candidatesFor(pipeline, gap, new Map(earlier)).map((each) => lineOf(pipeline, each)),
  };
}

/** Every stage that has run dry, with candidates. */
export async function gapLines(tenant: Tenant, pipeline: Pipeline, stock: readonly StageStock[]): Promise<readonly GapLine[]> {
  const used = await tenant.funnel.usedStages(pipeline.id);
  return Promise.all(stageGaps(pipeline, stock, used).map((gap) => gapLine(tenant, pipeline, gap)));
}
