import { type DealEvent, effectiveEvents } from '../deal/deal-event.ts';
import { hasReached } from '../deal/has-reached.ts';
import type { StageId } from '../ids.ts';
import type { Pipeline } from '../pipeline/stage.ts';
import type { Instant } from '../time/instant.ts';
import type { DigestFacts } from './digest.ts';
import { limitActions } from './gap-line.ts';
import { MAX_ACTIONS_SHOWN } from './plan/funnel-plan.ts';

/** A move that a digest suggested. */
export type Suggestion = { readonly number: number; readonly toStageId: StageId };

/** How many moves were suggested, made, and won. */
export type SuggestionOutcome = { readonly suggested: number; readonly made: number; readonly won: number };

/** The moves that a digest suggests: the first ones of its plan, as many as one message names; none while the verdict is `early`. */
export const digestSuggestions = ({ gaps, verdict }: Pick<DigestFacts, 'gaps' | 'verdict'>): readonly Suggestion[] =>
  verdict.kind === 'early'
    ? []
    : limitActions(gaps, MAX_ACTIONS_SHOWN).flatMap(({ candidates }) =>
        candidates.map(({ number, toStageId }) => ({ number, toStageId })),
      );

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
  };
}
