import { missingCriteria } from '../deal/criteria.ts';
import type { DealFile } from '../deal/deal.ts';
import type { DealEvent } from '../deal/deal-event.ts';
import type { StageId } from '../ids.ts';
import { type EntryCriterion, openStages, type Pipeline, type Stage } from '../pipeline/stage.ts';
import type { Instant } from '../time/instant.ts';

/** A deal in an earlier stage that can fill a gap. */
export type Candidate = {
  readonly file: DealFile;
  /** Criteria that the deal does not meet for the next stage. */
  readonly missing: readonly EntryCriterion[];
};

/** Candidates that a message can name. */
export const MAX_CANDIDATES = 4;

/**
 * Since when a stage holds fewer deals than `needed`; `count` are in it now.
 *
 * @param latestFirst events that brought a deal into the stage or took it away; may be cut off at the old end.
 * @returns the instant at which it fell below, ms; that of the oldest known event when it was below all along; undefined without events.
 */
export function gapSince(
  { stageId, count, needed }: { readonly stageId: StageId; readonly count: number; readonly needed: number },
  latestFirst: readonly DealEvent[],
): Instant | undefined {
  let after = count;
  for (const event of latestFirst) {
    const earlier = after - openCountIn(stageId, event.after) + openCountIn(stageId, event.before);
    if (earlier >= needed) return event.at;
    after = earlier;
  }
  return latestFirst.at(-1)?.at;
}

const openCountIn = (stageId: StageId, state: DealEvent['before']): number =>
  state?.outcome === 'open' && state.stageId === stageId ? 1 : 0;

/** How many deals entered and left a stage in (from, to], by event. */
export function stageFlow(
  stageId: StageId,
  { from, to }: { readonly from: Instant; readonly to: Instant },
  events: readonly DealEvent[],
): { readonly came: number; readonly went: number } {
  let [came, went] = [0, 0];
  for (const { at, before, after } of events) {
    const net = openCountIn(stageId, after) - openCountIn(stageId, before);
    if (at <= from || at > to) continue;
    if (net > 0) came += 1;
    if (net < 0) went += 1;
  }
  return { came, went };
}

/**
 * The deals nearest to a stage: those in the stage before it first, those that lack least, then the most valuable.
 *
 * @param skip so many of the nearest are left out. @param earlier open deals of the stages before it, by stage id.
 * @returns at most {@link MAX_CANDIDATES}.
 */
export function gapCandidates(
  pipeline: Pipeline,
  { stage: short, skip = 0 }: { readonly stage: Stage; readonly skip?: number },
  earlier: ReadonlyMap<string, readonly DealFile[]>,
): readonly Candidate[] {
  const stages = openStages(pipeline).filter(({ position }) => position < short.position);
  const found: Candidate[] = [];
  for (const [index, stage] of [...stages.entries()].toReversed()) {
    const next = stages[index + 1] ?? short;
    const here = (earlier.get(stage.id) ?? []).map((file) => ({ file, missing: missingCriteria(next, file) }));
    found.push(
      ...here.toSorted(
        (a, b) =>
          a.missing.length - b.missing.length ||
          (b.file.deal.pipelineValueMinor ?? 0) - (a.file.deal.pipelineValueMinor ?? 0) ||
          a.file.deal.number - b.file.deal.number,
      ),
    );
    if (found.length >= skip + MAX_CANDIDATES) break;
  }
  return found.slice(skip, skip + MAX_CANDIDATES);
}

/** Ids of the open stages before a stage: those that candidates come from. */
export const stageIdsBefore = (pipeline: Pipeline, stage: Stage): readonly string[] =>
  openStages(pipeline)
    .filter(({ position }) => position < stage.position)
    .map(({ id }) => id);
