import { hasReached } from '../core/deal/has-reached.ts';
import type { CommitmentLine, OwnCommitmentLine } from '../core/funnel/gap-line.ts';
import type { DealNumber, MemberId, PipelineId, StageId } from '../core/ids.ts';
import type { Pipelines } from '../core/pipeline/pipelines.ts';
import { knownStage } from '../core/pipeline/stage.ts';
import { WEEK_MS } from '../core/time/durations.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Commitment } from '../store/types/channels.ts';
import type { SeenPipelineAt } from './scope.ts';

/** Whether a deal had reached a stage by an instant, or was won; undefined: there was no such deal any more. */
export async function loadMoveProgress(
  { tenant, viewer, pipeline, at }: SeenPipelineAt,
  { number, toStageId }: { readonly number: DealNumber; readonly toStageId: StageId },
): Promise<{ readonly name: string; readonly done: boolean } | undefined> {
  const [file, history] = await Promise.all([tenant.deals(viewer).file(number), tenant.deals(viewer).history(number)]);
  // To this pipeline a deal that went to another one is as one that was withdrawn.
  const then = history.findLast((event) => event.at <= at && event.pipelineId === pipeline.id)?.after;
  if (file === undefined || then === undefined || then.outcome === 'withdrawn') return undefined;
  return { name: file.deal.name, done: hasReached(pipeline, then, toStageId) };
}

async function loadCommitmentLine(where: SeenPipelineAt, made: Commitment): Promise<CommitmentLine | undefined> {
  const { tenant, pipeline, at } = where;
  const { id, memberId, dueOn, toStageId, dealNumber, newDeals, madeAt } = made;
  const toStage = knownStage(pipeline, toStageId)?.shortName ?? toStageId;
  if (dealNumber === null) {
    const there = await tenant.funnel.countCreatedBy(pipeline.id, memberId, { from: madeAt, to: at });
    const wanted = newDeals ?? 1;
    return {
      ...{ id, memberId, toStage, dueOn, what: 'new', newDeals: wanted },
      ...{ made: Math.min(there, wanted), done: there >= wanted },
    };
  }
  const reached = await loadMoveProgress(where, { number: dealNumber, toStageId });
  if (reached === undefined) return undefined;
  return { id, memberId, toStage, dueOn, what: 'move', number: dealNumber, ...reached };
}

/** A person's commitments that are read: more than a Home names. */
const MAX_OWN = 20;
/** What was taken on lately is told even where its stage holds enough by now. */
const TOLD_FOR_MS = 2 * WEEK_MS;

/** What a person has taken on in the pipelines in use, besides some, and has still to do; nothing is asked where there are no others. */
export async function loadOwnCommitments(
  { pipelines, ...where }: Omit<SeenPipelineAt, 'pipeline'> & { readonly pipelines: Pipelines },
  memberId: MemberId,
  besides: readonly PipelineId[],
): Promise<readonly OwnCommitmentLine[]> {
  const others = pipelines.inUse.filter(({ id }) => !besides.includes(id));
  if (others.length === 0) return [];
  const made = await where.tenant.commitments.ofMember(memberId, { since: where.at - TOLD_FOR_MS, limit: MAX_OWN });
  const lines = await Promise.all(
    made.map(async (each) => {
      const pipeline = others.find(({ id }) => id === each.pipelineId);
      const line = pipeline === undefined ? undefined : await loadCommitmentLine({ ...where, pipeline }, each);
      return line === undefined || line.done ? [] : [{ ...line, pipelineId: each.pipelineId }];
    }),
  );
  return lines.flat();
}

/**
 * Who took on what about the gaps that were open at an instant, or since another, and what had become of it by then; what was still to be
 * done first, by the day on which it was due.
 */
export async function loadCommitmentLines(where: SeenPipelineAt, from: Instant): Promise<readonly CommitmentLine[]> {
  const { tenant, pipeline, at } = where;
  const commitments = await tenant.commitments.current(pipeline.id, from, at);
  const lines = await Promise.all(commitments.map((each) => loadCommitmentLine(where, each)));
  return lines
    .flatMap((line) => line ?? [])
    .toSorted((a, b) => Number(a.done) - Number(b.done) || (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}
