/** The words of a line; a hole is where words were understood and taken away. */
export type Line = readonly (string | undefined)[];

/** Something understood: the words of the line from `start` up to but not including `end`. */
export type PhraseMatch<Value> = { readonly value: Value; readonly start: number; readonly end: number };

/** No amount or date that is understood has more words. */
const MAX_PHRASE = 6;
const WORD = /(?<!\S)"[^"]+"(?!\S)|\S+/g;

/** Parts a line into words; a stretch between double quotes is one word that is never looked into. */
export function splitLine(text: string): Line {
  return text.match(WORD) ?? [];
}

/** The words from `start` to `end` without the brackets and commas around them; nothing where a hole or a quote is among them. */
export function phraseAt(line: Line, start: number, end: number): string | undefined {
  const words = line.slice(start, end);
  if (end > line.length || start >= end || words.some((word) => word === undefined || /^".+"$/.test(word))) return undefined;
  return words.join(' ').replace(/^[([]+|[)\],;:]+$/g, '');
}

/**
 * The longest phrase from `start` on of which `read` makes something.
 *
 * @param read nothing where the phrase is not understood.
 */
export function longestMatchAt<Value>(
  line: Line,
  start: number,
  read: (phrase: string) => Value | undefined,
): PhraseMatch<Value> | undefined {
  for (let end = start + MAX_PHRASE; end > start; end -= 1) {
    const phrase = phraseAt(line, start, end);
    const value = phrase === undefined ? undefined : read(phrase);
    if (value !== undefined) return { value, start, end };
  }
  return undefined;
}

/** The line with a hole in place of a piece. */
export function removeMatch(line: Line, { start, end }: PhraseMatch<unknown>): Line {
  return line.map((word, index) => (index >= start && index < end ? undefined : word));
}

/** Where the last word stands that is left, plus one: what ends there ends the line. */
export function endOfLine(line: Line): number {
  return line.findLastIndex((word) => word !== undefined && /[\p{L}\p{N}]/u.test(word)) + 1;
}

/** The words that are left, as a name: no commas or dashes beside a hole or at the ends, no quotes around the whole. */
export function remainingText(line: Line): string {
  const runs = line
    .map((word) => word ?? '\n')
    .join(' ')
    .split('\n');
  const name = runs.map((run) => run.replace(/^[\s,;:-]+(?=\s|$)|[\s,;:]+$|\s-+\s*$/g, '').trim()).filter((run) => run !== '');
  return name.join(' ').replace(/^"([^"]+)"$/, '$1');
}
