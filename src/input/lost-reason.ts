import { foldText } from '../core/fold-text.ts';
import type { LostReason } from '../core/pipeline/stage.ts';
import { nearest } from './edit-distance.ts';
import { normalizeText } from './slack-text.ts';

/**
 * Matches a typed text to a lost reason: exactly, by prefix, or by edit distance.
 *
 * @returns undefined where none matches unambiguously: the text is then a note.
 * @example matchLostReason('za drogo', reasons)?.id // => 'expensive'
 */
export function matchLostReason(text: string, reasons: readonly LostReason[]): LostReason | undefined {
  const typed = foldText(normalizeText(text));
  if (typed === '') return undefined;
  const exact = reasons.find((reason) => foldText(reason.text) === typed || foldText(reason.id) === typed);
  if (exact !== undefined) return exact;
  const begun = reasons.filter((reason) => typed.length >= 4 && foldText(reason.text).startsWith(typed));
  // A reason may be given in several wordings.
  if (new Set(begun.map(({ id }) => id)).size === 1) return begun[0];
  const nearestText = nearest(
    typed,
    reasons.map((reason) => reason.text),
  );
  return reasons.find((reason) => reason.text === nearestText);
}
