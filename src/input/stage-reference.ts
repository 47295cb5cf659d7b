import { foldText } from '../core/fold-text.ts';
import { nearest } from './edit-distance.ts';
import { normalizeText } from './slack-text.ts';

/** What of a stage a person can name. */
export type NamedStage = {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  /** The number that people see before the stage, from 1. */
  readonly position: number;
};

/** Stages may be given under several names: one id may come more than once. Which stage was meant; `several` holds at least two ids, in the order of the stages given. */
export type StageMatch =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly id: string }
  | { readonly kind: 'several'; readonly ids: readonly string[] };

/** Whether a text is a stage's id, number, name or short name, or begins one of them: neither inflected nor mistyped. */
export function isStageNamePrefix(text: string, stage: NamedStage): boolean {
  const whole = foldText(normalizeText(text));
  const bare = whole.replace(LEADING_WORDS, '').replace(/^#/, '');
  if (stage.id === text || bare === String(stage.position)) return true;
  return [whole, bare].some((typed) => typed !== '' && foldedNames(stage).some((name) => name.startsWith(typed)));
}

type Fits = (stage: NamedStage) => boolean;

const LEADING_WORDS = /^(?:(?:to|into|at|in|do|na|w|we) )?(?:(?:the )?(?:stage|etapu|etapie|etap)(?: |$))?/;

/**
 * Finds the stage that a person means, in any case, with or without diacritics, inflected or shortened.
 *
 * Tried in turn, the first that fits any stage decides: its id, name or short name; the number; a beginning of a name; the
 * same words in other forms (`do oferty`, `decydenta`, `needs identification`); words out of the name; a typing error.
 * A preposition and the word "stage" may stand before, but a name that begins so is matched first. A stage's own name or
 * short name always finds it, alone or among several that share it.
 */
export function matchStage(text: string, stages: readonly NamedStage[]): StageMatch {
  const whole = foldText(normalizeText(text));
  const bare = whole.replace(LEADING_WORDS, '').replace(/^#| (?:stage|etap)$/g, '');
  if (whole === '') return { kind: 'none' };
  const is =
    (typed: string): Fits =>
    (stage) =>
      stage.id === text || foldedNames(stage).includes(typed);
  const begins =
    (typed: string): Fits =>
    (stage) =>
      typed !== '' && foldedNames(stage).some((name) => name.startsWith(typed));
  const steps: readonly Fits[] = [
    is(whole),
    is(bare),
    (stage) => /^\d+$/.test(bare) && Number(bare) === stage.position,
    begins(whole),
    begins(bare),
    (stage) => foldedNames(stage).some((name) => areSameWords(splitWords(bare), splitWords(name))),
    (stage) => foldedNames(stage).some((name) => areAmong(splitWords(bare), splitWords(name))),
    fitsMistyped(bare, stages),
  ];
  for (const fits of steps) {
    const ids = [...new Set(stages.filter(fits).map((stage) => stage.id))];
    const [only] = ids;
    if (only !== undefined) return ids.length === 1 ? { kind: 'one', id: only } : { kind: 'several', ids };
  }
  return { kind: 'none' };
}

/** Two forms of one word: they begin alike, at least half of the longer, and differ in at most three letters at the end. */
function isSameWord(a: string, b: string): boolean {
  if (a === b) return true;
  const longer = Math.max(a.length, b.length);
  let shared = 0;
  while (shared < longer && a[shared] === b[shared]) shared += 1;
  return shared >= 3 && shared * 2 >= longer && longer - shared <= 3;
}

function areSameWords(typed: readonly string[], name: readonly string[]): boolean {
  return typed.length > 0 && typed.length === name.length && typed.every((word, index) => isSameWord(word, name[index] ?? ''));
}

function areAmong(typed: readonly string[], name: readonly string[]): boolean {
  return (
    typed.length > 0 &&
    typed.every((word) => name.some((other) => isSameWord(word, other) || (word.length > 1 && other.startsWith(word))))
  );
}

function fitsMistyped(typed: string, stages: readonly NamedStage[]): Fits {
  const nearestName = nearest(typed, stages.flatMap(foldedNames));
  return (stage) => nearestName !== undefined && foldedNames(stage).includes(nearestName);
}

function foldedNames(stage: NamedStage): readonly string[] {
  return [foldText(normalizeText(stage.name)), foldText(normalizeText(stage.shortName))];
}

function splitWords(folded: string): readonly string[] {
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}
