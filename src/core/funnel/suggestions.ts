import { type DealEvent, effectiveEvents } from '../deal/deal-event.ts';
import { hasReached } from '../deal/has-reached.ts';
import type { Pipeline } from '../deal/stage.ts';
import type { DigestFacts } from './digest.ts';

/** A move that a digest named as the thing to do. */
export type Suggestion = { readonly number: number; readonly toStageId: string };

/** How many moves were suggested, and what came of them. */
export type SuggestionOutcome = { readonly suggested: number; readonly made: number; readonly won: number };

/** The moves that a digest names: the first deal that can fill the first gap; a team that has only begun is told none. */
export function digestSuggestions({ gaps, verdict }: Pick<DigestFacts, 'gaps' | 'verdict'>): readonly Suggestion[] {
  const candidate = verdict.kind === 'early' ? undefined : gaps[0]?.candidates[0];
  return candidate === undefined ? [] : [{ number: candidate.number, toStageId: candidate.toStageId }];
}

/**
 * What came of suggestions in a stretch of time. A move is made when the deal reached that stage or one after it; what was taken back by
 * the end is not made.
 *
 * @param histories every event of each deal, by its number. @param from when it was suggested, ms. @param to up to when it counts, ms.
 */
export function suggestionOutcome(
  suggestions: readonly Suggestion[],
  histories: ReadonlyMap<number, readonly DealEvent[]>,
  pipeline: Pipeline,
  from: number,
  to: number,
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
