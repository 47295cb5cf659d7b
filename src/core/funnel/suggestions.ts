import { type DealEvent, effectiveEvents } from '../deal/deal-event.ts';
import { hasReached } from '../deal/has-reached.ts';
import type { StageId } from '../ids.ts';
import type { Pipeline } from '../pipeline/stage.ts';
import type { Instant } from '../time/instant.ts';
import type { DigestFacts } from './digest.ts';
import type { CandidateLine, CommitmentLine, GapLine } from './gap-line.ts';

/** A move that a digest suggested. */
export type Suggestion = { readonly number: number; readonly toStageId: StageId };

/** How many moves were suggested, made, and won; `move`: which one, where it was one. */
export type SuggestionOutcome = {
  readonly suggested: number;
  readonly made: number;
  readonly won: number;
  readonly move?: Suggestion | undefined;
};

/** What a digest asks for: a move, `takenBy` whoever took it on where all of them are taken; or the new deals of a gap. */
export type WeeklyAsk =
  | {
      readonly kind: 'move';
      readonly gap: GapLine;
      readonly candidate: CandidateLine;
      readonly takenBy: CommitmentLine | undefined;
    }
  | { readonly kind: 'new'; readonly gap: GapLine };

type WeeklyFacts = Pick<DigestFacts, 'gaps' | 'verdict' | 'promises'>;

/**
 * The one thing to do this week: the first deal that can fill a gap and that nobody has taken on, or the new deals that the first gap takes.
 *
 * @returns undefined where nothing is short, or nothing fills it, or the verdict is `early`.
 */
export function weeklyAsk({ gaps, verdict, promises }: WeeklyFacts): WeeklyAsk | undefined {
  const [first] = gaps;
  if (first === undefined || verdict.kind === 'early') return undefined;
  const taken = new Map(promises.flatMap((each) => (each.what === 'move' && !each.done ? [[each.number, each] as const] : [])));
  const isFree = ({ number }: CandidateLine): boolean => !taken.has(number);
  const gap = first.candidates.length === 0 ? first : (gaps.find(({ candidates }) => candidates.some(isFree)) ?? first);
  const candidate = gap.candidates.find(isFree) ?? gap.candidates[0];
  if (candidate !== undefined) return { kind: 'move', gap, candidate, takenBy: taken.get(candidate.number) };
  return gap.newDeals === 0 ? undefined : { kind: 'new', gap };
}

/** The moves that a digest suggests: the one that it names. The whole plan is a button of it. */
export function digestSuggestions(facts: WeeklyFacts): readonly Suggestion[] {
  const ask = weeklyAsk(facts);
  return ask?.kind === 'move' ? [{ number: ask.candidate.number, toStageId: ask.candidate.toStageId }] : [];
}

/** Every event of each deal, by its number, and the pipeline that the deals are in. */
export type DealHistories = {
  readonly histories: ReadonlyMap<number, readonly DealEvent[]>;
  readonly pipeline: Pipeline;
};

/**
 * The outcome of suggestions made at `from` by the instant `to` (ms). A move is made when the deal reached that stage or one after it by
 * then; one that was undone by then is not made.
 */
export function suggestionOutcome(
  suggestions: readonly Suggestion[],
  { histories, pipeline }: DealHistories,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): SuggestionOutcome {
  const outcomes = suggestions.map(({ number, toStageId }) => {
    const then = (histories.get(number) ?? []).filter(({ at }) => at <= to);
    const since = effectiveEvents(then).filter(({ at }) => at > from);
    return {
      made: since.some(({ after }) => hasReached(pipeline, after, toStageId)),
      won: since.some(({ kind }) => kind === 'won') && then.at(-1)?.after.outcome === 'won',
    };
  });
  return {
    suggested: suggestions.length,
    made: outcomes.filter(({ made }) => made).length,
    won: outcomes.filter(({ won }) => won).length,
    ...(suggestions.length === 1 ? { move: suggestions[0] } : {}),
  };
}
