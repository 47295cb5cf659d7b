import { foldText, splitWords } from '../core/fold-text.ts';

/** Texts are truncated to this length before they are compared: the cost is quadratic. */
const MAX_LENGTH = 80;
/** Words that are compared at most: the cost is quadratic. */
const MAX_WORDS = 12;

/**
 * Optimal string alignment distance: the number of deletions, insertions, substitutions and transpositions of neighbours.
 *
 * @returns 0 for equal texts; at most the length of the longer, counted in its first 80 characters.
 * Source: F. Damerau (1964), V. Levenshtein (1966); restricted form, in which no part is edited twice.
 * @example editDistance('dlaej', 'dalej') // => 1
 */
export function editDistance(a: string, b: string): number {
  const from = [...a].slice(0, MAX_LENGTH);
  const to = [...b].slice(0, MAX_LENGTH);
  let twoBack: number[] = [];
  let back = to.map((_, column) => column);
  back.push(to.length);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(
        Math.min(
          (back[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (back[column - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (twoBack[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    twoBack = back;
    back = current;
  }
  return back[to.length] ?? 0;
}

const comparedLength = (text: string): number => Math.min([...text].length, MAX_LENGTH);

/**
 * The candidate nearest to a mistyped word.
 *
 * @param candidates compared folded; of two at the same distance the first one wins.
 * @returns the candidate as given, or undefined when none is near: a word of up to 2 letters allows no edit, up to 5 letters one, up to 8
 *   two, longer ones three.
 * @example nearest('advnce', ['advance', 'assign']) // => 'advance'
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const folded = foldText(word);
  let best: string | undefined;
  let least = allowedEdits(folded.length) + 1;
  const length = comparedLength(folded);
  for (const candidate of candidates) {
    const other = foldText(candidate);
    // Each letter more or less is an edit: most candidates need not be compared.
    if (Math.abs(comparedLength(other) - length) >= least) continue;
    const distance = editDistance(folded, other);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return folded === '' ? undefined : best;
}

/**
 * Similarity of a typed text to a name, for ranking: 1 equal, 0 nothing in common.
 *
 * Every typed word is scored by its best matching word of the name, a prefix counting almost as a whole word; words of the name that were
 * not typed cost little, so `bielik` fits "Bielik, serwis wózków" well and "Bielik" better.
 *
 * @param typed what was typed, in any case, with or without diacritics.
 * @param name the name of a deal or company.
 * @returns 0..1; 0 where either has no letter or digit. Not symmetric.
 */
export function similarity(typed: string, name: string): number {
  const [folded, foldedName] = [foldText(typed), foldText(name)];
  const typedWords = splitWords(folded).slice(0, MAX_WORDS);
  const nameWords = splitWords(foldedName).slice(0, MAX_WORDS);
  if (typedWords.length === 0 || nameWords.length === 0) return 0;
  if (folded === foldedName) return 1;
  const letters = typedWords.join('').length;
  const fit = typedWords.reduce(
    (sum, word) => sum + word.length * Math.max(...nameWords.map((other) => wordFit(word, other))),
    0,
  );
  const whole = 1 - editDistance(folded, foldedName) / Math.max(Math.min(folded.length, 80), Math.min(foldedName.length, 80));
  return Math.max(0, 0.9 * (fit / letters) + 0.09 * whole);
}

function wordFit(word: string, other: string): number {
  const near = 1 - editDistance(word, other) / Math.max(word.length, other.length);
  const begins = word.length >= 2 && other.startsWith(word) ? 0.9 + 0.1 * (word.length / other.length) : 0;
  return Math.max(near >= 0.5 ? near : 0, begins);
}

function allowedEdits(length: number): number {
  if (length <= 2) return 0;
  return length <= 5 ? 1 : length <= 8 ? 2 : 3;
}
