import { foldText } from '../../core/fold-text.ts';

/** The words of a line; undefined (a hole) where words were parsed and removed. */
export type Line = readonly (string | undefined)[];

/** A parsed phrase: the words of the line in [start, end). */
export type PhraseMatch<Value> = { readonly value: Value; readonly start: number; readonly end: number };

/** Most words of a line that are looked at: no line that says one thing has more. Those beyond stay words. */
export const MAX_LINE_WORDS = 80;
/** Most words of a date. */
const MAX_PHRASE = 6;
const WORD = /(?<!\S)(["'])(?:(?!\1).)+\1(?![^\s,;:])|\S+/g;
const QUOTED = /^(["']).+\1$/;

/** Whether a word of a line is one of the folded keywords of a pattern; a hole is none. */
export const isKeyword = (word: string | undefined, keywords: RegExp): boolean =>
  word !== undefined && keywords.test(foldText(word));

/** A label that touches what it names: `kwota:12000`, `termin=30.06`. */
const TIGHT_LABEL =
  /(?<!\S)(value|amount|budget|price|kwota|warto[sś][cć]|bud[zż]et|cena|close|due|deadline|termin|firma|company|klient|customer|kontakt|contact|osoba|tel|phone|e-?mail|owner|opiekun|next|todo|krok)[:=](?=[^\s/])/giu;

/** Splits a line into words; text in quotes is one word that is never parsed. */
export function splitLine(text: string): Line {
  return text.replace(TIGHT_LABEL, '$1: ').match(WORD) ?? [];
}

/** The words in [start, end) without the brackets and commas around them; undefined where a hole or a quote is among them. */
export function phraseAt(line: Line, start: number, end: number): string | undefined {
  const words = line.slice(start, end);
  if (end > line.length || start >= end || words.some((word) => word === undefined || QUOTED.test(word))) return undefined;
  const phrase = words
    .join(' ')
    .replace(/^[([{]+|(?<![)\]},;:!…])[)\]},;:!…]+$/g, '')
    .replace(/(?<!\.)\.{2,}$/, '');
  // A bracket inside is closed: `12k (gross)`.
  return phrase.lastIndexOf('(') > phrase.lastIndexOf(')') && /\)[,;:]*$/.test(words.at(-1) ?? '') ? `${phrase})` : phrase;
}

/**
 * The longest phrase from `start` on that a parser accepts.
 *
 * @param read the parser; undefined for a phrase that it does not accept.
 */
export function longestMatchAt<Value>(
  line: Line,
  { start, maxWords = MAX_PHRASE }: { readonly start: number; readonly maxWords?: number },
  read: (phrase: string) => Value | undefined,
): PhraseMatch<Value> | undefined {
  for (let end = start + maxWords; end > start; end -= 1) {
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

/** Index after the last remaining word with a letter or digit. */
export function endOfLine(line: Line): number {
  return line.findLastIndex((word) => word !== undefined && /[\p{L}\p{N}]/u.test(word)) + 1;
}

/** Commas, dashes and arrows beside a hole; the colon of an emoji (`:fire:`) stays. */
const RUN_EDGE = /^(?:[\s,;:|=→-]|=>|->)+(?=\s|$)|(?<![\s,;:]|(?<!\S):[\w+-]{1,60})[\s,;:]+$|\s(?:-+|->|=>|[=→|])[\s,;:]*$/g;

/** The remaining words as a name: without commas or dashes beside a hole or at the ends, without quotes around the whole. */
export function remainingText(line: Line): string {
  const runs = line
    .map((word) => word ?? '\n')
    .join(' ')
    .split('\n');
  const name = runs.map((run) => run.replace(RUN_EDGE, '').trim()).filter((run) => run !== '');
  return name.join(' ').replace(/^(["'])((?:(?!\1).)+)\1$/, '$2');
}
