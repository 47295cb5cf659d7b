import { missingFor } from './criteria.ts';
import type { DealFile } from './deal.ts';
import type { DealEvent } from './deal-event.ts';
import { type EntryCriterion, openStages, type Pipeline, type Stage } from './stage.ts';
import type { StageStock } from './week.ts';

/** A stage that holds fewer open deals than it needs. */
export type StageGap = { readonly stage: Stage; readonly count: number; readonly needed: number };

/** A deal in an earlier stage that can fill a gap. */
export type Candidate = {
  readonly file: DealFile;
  /** What the deal lacks for the stage right after its own. */
  readonly missing: readonly EntryCriterion[];
};

/** Candidates that a message can name. */
const MOST = 4;

/**
 * The stages that have run dry, from the one nearest to the order: no open deal, or fewer than their minimum. A stage that never held
 * a deal is unused, not dry; a minimum of 0 asks for nothing.
 *
 * @param used ids of stages that ever held a deal.
 */
export function stageGaps(pipeline: Pipeline, stock: readonly StageStock[], used: ReadonlySet<string>): readonly StageGap[] {
  const counts = new Map(stock.map(({ stageId, count }) => [stageId, count]));
  return openStages(pipeline)
    .filter((stage) => used.has(stage.id))
    .map((stage) => ({ stage, count: counts.get(stage.id) ?? 0, needed: stage.minimum }))
    .filter(({ count, needed }) => count < needed)
    .toReversed();
}

/**
 * Since when a stage holds fewer deals than it needs.
 *
 * @param count open deals now, below `needed`.
 * @param latestFirst events that brought a deal into the stage or took it away; may be cut off at the old end.
 * @returns the instant at which it fell below; the oldest known one when it was below all along; undefined without events.
 */
export function gapSince(stageId: string, count: number, needed: number, latestFirst: readonly DealEvent[]): number | undefined {
  const here = (state: DealEvent['before']): number => (state?.outcome === 'open' && state.stageId === stageId ? 1 : 0);
  let after = count;
  for (const { at, before, after: then } of latestFirst) {
    const earlier = after - here(then) + here(before);
    if (earlier >= needed) return at;
    after = earlier;
  }
  return latestFirst.at(-1)?.at;
}

/**
 * The deals nearest to a stage: those in the stage before it first, those that lack least, then the most valuable.
 *
 * @param earlier open deals of earlier stages, by stage id.
 * @returns as many as the gap needs, at least two where there are two, at most four.
 */
export function candidatesFor(
  pipeline: Pipeline,
  gap: StageGap,
  earlier: ReadonlyMap<string, readonly DealFile[]>,
): readonly Candidate[] {
  const wanted = Math.min(MOST, Math.max(2, gap.needed - gap.count));
  const stages = openStages(pipeline).filter(({ position }) => position < gap.stage.position);
  const found: Candidate[] = [];
  for (const [index, stage] of [...stages.entries()].toReversed()) {
    const next = stages[index + 1] ?? gap.stage;
    const here = (earlier.get(stage.id) ?? []).map((file) => ({ file, missing: missingFor(next, file) }));
    found.push(
      ...here.toSorted(
        (a, b) =>
          a.missing.length - b.missing.length ||
          (b.file.deal.pipelineValueMinor ?? 0) - (a.file.deal.pipelineValueMinor ?? 0) ||
          a.file.deal.number - b.file.deal.number,
      ),
    );
    if (found.length >= wanted) break;
  }
  return found.slice(0, wanted);
}

/** Ids of the stages whose deals may be named as candidates for a gap. */
export const stagesBefore = (pipeline: Pipeline, stage: Stage): readonly string[] =>
  openStages(pipeline)
    .filter(({ position }) => position < stage.position)
    .map(({ id }) => id);
