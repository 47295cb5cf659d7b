import { missingCriteria } from '../deal/criteria.ts';
import type { DealFile } from '../deal/deal.ts';
import type { DealEvent } from '../deal/deal-event.ts';
import type { StageId } from '../ids.ts';
import type { StageNeed } from '../numbers/needs/stage-needs.ts';
import { type EntryCriterion, openStages, type Pipeline, type Stage, stageById } from '../pipeline/stage.ts';

/** A stage that holds fewer open deals than it needs. */
export type StageGap = { readonly stage: Stage; readonly count: number; readonly needed: number; readonly need: StageNeed };

/** An open gap episode: a stage that was short and has not recovered, with the count it needed when the gap opened. */
export type OpenGap = { readonly stageId: StageId; readonly needed: number };

/** A deal in an earlier stage that can fill a gap. */
export type Candidate = {
  readonly file: DealFile;
  /** Criteria that the deal does not meet for the next stage. */
  readonly missing: readonly EntryCriterion[];
};

/** Candidates that a message can name. */
export const MAX_CANDIDATES = 4;

/**
 * Stages with a gap, last stage first, with hysteresis: a gap opens when the stage is short, and closes when its count reaches the lower of
 * what it needed at the opening and what it needs now. So a need that changes by one from hour to hour neither opens nor closes it.
 *
 * @param needs of every open stage, in order. @param episodes the gaps that are open.
 */
export function stageGaps(
  pipeline: Pipeline,
  needs: readonly StageNeed[],
  episodes: readonly OpenGap[] = [],
): readonly StageGap[] {
  return needs
    .flatMap((need): readonly StageGap[] => {
      const stage = stageById(pipeline, need.stageId);
      if (stage === undefined || stage.minimum <= 0) return [];
      const episode = episodes.find(({ stageId }) => stageId === stage.id);
      const needed = episode === undefined ? need.required : Math.min(episode.needed, need.required);
      const dry = episode === undefined ? need.isShort : need.current < needed;
      return dry ? [{ stage, count: need.current, needed, need }] : [];
    })
    .toReversed();
}

/** The overfull stages, last stage first. */
export const overfullStages = (pipeline: Pipeline, needs: readonly StageNeed[]): readonly StageNeed[] =>
  needs.filter(({ isOverfull, stageId }) => isOverfull && stageById(pipeline, stageId) !== undefined).toReversed();

/**
 * Since when a stage holds fewer deals than `needed`; `count` are in it now.
 *
 * @param latestFirst events that brought a deal into the stage or took it away; may be cut off at the old end.
 * @returns the instant at which it fell below, ms; that of the oldest known event when it was below all along; undefined without events.
 */
export function gapSince(
  { stageId, count, needed }: { readonly stageId: StageId; readonly count: number; readonly needed: number },
  latestFirst: readonly DealEvent[],
): number | undefined {
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
  { from, to }: { readonly from: number; readonly to: number },
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

/** Open deals of earlier stages, by stage id; `skip` so many of the nearest are left out. */
export type EarlierDeals = { readonly earlier: ReadonlyMap<string, readonly DealFile[]>; readonly skip?: number };

/**
 * The deals nearest to a stage: those in the stage before it first, those that lack least, then the most valuable.
 *
 * @returns as many as the gap needs, at least two where there are two, at most four.
 */
export function gapCandidates(
  pipeline: Pipeline,
  gap: Pick<StageGap, 'stage' | 'count' | 'needed'>,
  { earlier, skip = 0 }: EarlierDeals,
): readonly Candidate[] {
  const wanted = Math.min(MAX_CANDIDATES, Math.max(2, gap.needed - gap.count));
  const stages = openStages(pipeline).filter(({ position }) => position < gap.stage.position);
  const found: Candidate[] = [];
  for (const [index, stage] of [...stages.entries()].toReversed()) {
    const next = stages[index + 1] ?? gap.stage;
    const here = (earlier.get(stage.id) ?? []).map((file) => ({ file, missing: missingCriteria(next, file) }));
    found.push(
      ...here.toSorted(
        (a, b) =>
          a.missing.length - b.missing.length ||
          (b.file.deal.pipelineValueMinor ?? 0) - (a.file.deal.pipelineValueMinor ?? 0) ||
          a.file.deal.number - b.file.deal.number,
      ),
    );
    if (found.length >= skip + wanted) break;
  }
  return found.slice(skip, skip + wanted);
}

type GapActions = {
  readonly stageId: StageId;
  readonly candidates: readonly { readonly number: number; readonly toStageId: StageId }[];
  readonly newDeals: number;
  readonly sameNew: boolean;
};

/**
 * Deduplicates the actions of gaps. Each candidate is named in one gap, the one that its next step fills or else the first, unless the gap
 * would be left without candidates; and new deals are asked for only by the gap that needs most, for they pass the other stages on their way.
 */
export function withoutRepeatedActions<G extends GapActions>(gaps: readonly G[]): readonly G[] {
  const home = new Map<number, string>();
  for (const { stageId, candidates } of gaps)
    for (const { number, toStageId } of candidates) if (!home.has(number) || toStageId === stageId) home.set(number, stageId);
  const most = gaps.reduce<G | undefined>((found, gap) => (gap.newDeals > (found?.newDeals ?? 0) ? gap : found), undefined);
  return gaps.map((gap) => {
    const own = gap.candidates.filter(({ number }) => home.get(number) === gap.stageId);
    const candidates = own.length === 0 ? gap.candidates : own;
    return gap === most || gap.newDeals === 0
      ? { ...gap, candidates }
      : { ...gap, candidates, newDeals: 0, askNew: null, sameNew: true };
  });
}

/** The smallest set of actions that fills a gap. */
export type GapFill = {
  /** Deals of earlier stages to move forward. */
  readonly moves: number;
  /** New deals to create where moves do not suffice: the expected number that yields each deal still lacking. */
  readonly newDeals: number;
};

/** Most new deals that are asked for at once. */
const MAX_NEW_DEALS = 999;

/**
 * Splits a gap into moves and new deals: moves first, then rest / reach new deals, rounded up.
 *
 * @param lacking deals that the stage lacks, >= 0. @param before open deals in the stages before it. @param reach share of new deals that
 *   reach the stage, 0..1.
 * @example planGapFill(7, 4, 0.5) // => { moves: 4, newDeals: 6 }
 */
export function planGapFill(lacking: number, before: number, reach: number): GapFill {
  const moves = Math.max(0, Math.min(lacking, before));
  const rest = lacking - moves;
  return { moves, newDeals: rest <= 0 ? 0 : Math.min(MAX_NEW_DEALS, Math.ceil(rest / Math.max(0.01, reach) - 1e-9)) };
}

/** Ids of the open stages before a stage: those that candidates come from. */
export const stageIdsBefore = (pipeline: Pipeline, stage: Stage): readonly string[] =>
  openStages(pipeline)
    .filter(({ position }) => position < stage.position)
    .map(({ id }) => id);
