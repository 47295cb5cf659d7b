import { foldText, splitWords } from '../core/fold-text.ts';
import { nearest } from './edit-distance.ts';
import { normalizeText } from './slack-text.ts';

/** The names by which a stage is matched. A stage may be given under several names: its id may repeat. */
export type NamedStage = {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  /** The number shown before the stage, from 1. */
  readonly position: number;
};

/** Result of matching a text to a stage; `several`: at least two ids, in the order of the stages given. */
export type StageMatch =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly id: string }
  | { readonly kind: 'several'; readonly ids: readonly string[] };

/** Whether a text is a stage's id, number, name or short name, or a prefix of one; inflected and mistyped forms do not count. */
export function isStageNamePrefix(text: string, stage: NamedStage): boolean {
  const whole = foldText(normalizeText(text));
  const bare = whole.replace(LEADING_WORDS, '').replace(/^#/, '');
  if (stage.id === text || bare === String(stage.position)) return true;
  return [whole, bare].some((typed) => typed !== '' && foldedNames(stage).some((name) => name.startsWith(typed)));
}

type FoldedStage = { readonly stage: NamedStage; readonly names: readonly string[] };
type Fits = (stage: FoldedStage) => boolean;

/** Longest text that is compared: no name of a stage is longer. */
const MAX_LENGTH = 200;
/** `#5`, `no. 5`, `nr 5`. */
const NUMBER_SIGN = /^(?:#|no\.? |nr\.? |numer )/;
const LEADING_WORDS = /^(?:(?:to|into|at|in|do|na|w|we) )?(?:the )?(?:(?:stage|step|etapu|etapie|etap)(?: |$))?/;
/** What other programs call won and lost. */
const CLOSED = /^closed[ -](?=(?:won|lost)$)/;
/** Numbers of stages in words, folded: `first`, `5th`, `piątego`. */
const ENGLISH_ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');
const POLISH_STEMS = 'pierwsz drug trzec czwart piat szost siodm osm dziewiat dziesiat'.split(' ');
const POLISH_ENDINGS = 'y i a ia ego iego ym im ie ej iej'.split(' ');
const ORDINALS: ReadonlyMap<string, number> = new Map(
  ENGLISH_ORDINALS.flatMap((word, index) =>
    [word, ...POLISH_ENDINGS.map((ending) => `${POLISH_STEMS[index]}${ending}`)].map((each) => [each, index + 1] as const),
  ),
);
const ORDINAL_IN_DIGITS = /^(\d{1,2})(?:st|nd|rd|th|-?go|-?ty|-?tego)$/;
const ordinal = (typed: string): number => ORDINALS.get(typed) ?? Number(ORDINAL_IN_DIGITS.exec(typed)?.[1] ?? 0);

/**
 * Matches a typed text to a stage, in any case, with or without diacritics, inflected or abbreviated.
 *
 * The first of these rules that matches any stage decides: its id, name or short name; its number; a prefix of a name; the same words inflected
 * (`do oferty`, `decydenta`, `needs identification`); words of the name; a name within edit distance. A preposition and the word "stage" may
 * come before, but a name that begins so is matched first. A stage's own name or short name always finds it, alone or among several that
 * share it.
 */
export const matchStage = (text: string, stages: readonly NamedStage[]): StageMatch => stageMatcher(stages)(text);

/** {@link matchStage} for many texts against the same stages: their names are folded once. */
export function stageMatcher(stages: readonly NamedStage[]): (text: string) => StageMatch {
  const folded = stages.map((stage) => ({ stage, names: foldedNames(stage) }));
  return (text) => {
    const whole = foldText(normalizeText(text));
    if (whole === '' || whole.length > MAX_LENGTH) return { kind: 'none' };
    for (const fits of matchRules(text, whole, folded)) {
      const ids = [...new Set(folded.filter(fits).map(({ stage }) => stage.id))];
      const [only] = ids;
      if (only !== undefined) return ids.length === 1 ? { kind: 'one', id: only } : { kind: 'several', ids };
    }
    return { kind: 'none' };
  };
}

/** The rules in their order, each made when the ones before it matched nothing: the last compares every letter. */
function* matchRules(text: string, whole: string, stages: readonly FoldedStage[]): Generator<Fits> {
  const bare = whole
    .replace(LEADING_WORDS, '')
    .replace(CLOSED, '')
    .replace(NUMBER_SIGN, '')
    .replace(/\.$/, '')
    .replace(/ (?:stage|etap|etapu|etapie)$/, '')
    .replace(/(?<=^\d{1,2})\.$/, '');
  const is =
    (typed: string): Fits =>
    ({ stage, names }) =>
      stage.id === text || names.includes(typed);
  const begins =
    (typed: string): Fits =>
    ({ names }) =>
      typed !== '' && names.some((name) => name.startsWith(typed));
  yield is(whole);
  yield is(bare);
  yield ({ stage }) => /^\d+$/.test(bare) && Number(bare) === stage.position;
  yield begins(whole);
  yield begins(bare);
  yield ({ stage }) => ordinal(bare) === stage.position;
  const words = splitWords(bare);
  yield ({ names }) => names.some((name) => areSameWords(words, splitWords(name)));
  yield ({ names }) => names.some((name) => areAmong(words, splitWords(name)));
  const mistyped = nearest(
    bare,
    stages.flatMap(({ names }) => names),
  );
  yield ({ names }) => mistyped !== undefined && names.includes(mistyped);
}

/** The one stage whose name or short name is exactly this text; undefined where there is none, or several. */
export function matchStageName(text: string, stages: readonly NamedStage[]): string | undefined {
  const whole = foldText(normalizeText(text));
  const ids = new Set(stages.filter((stage) => whole !== '' && foldedNames(stage).includes(whole)).map(({ id }) => id));
  return ids.size === 1 ? [...ids][0] : undefined;
}

/** Whether two words are forms of one, by common prefix: it has three letters or more and half of the longer word, and at most three letters follow. */
export function isSameWord(a: string, b: string): boolean {
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

function foldedNames(stage: NamedStage): readonly string[] {
  return [foldText(normalizeText(stage.name)), foldText(normalizeText(stage.shortName))];
}
