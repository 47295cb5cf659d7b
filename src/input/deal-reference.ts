import { splitQuotedStart, splitWordsAndQuotes, unquote } from './quotes.ts';
import { normalizeText } from './slack-text.ts';

/** A typed reference to a deal: its number, or a part of its name or company. */
export type DealReference =
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'text'; readonly text: string };

/** One way to split `<deal> <the rest>`. */
export type ReferenceSplit = { readonly reference: string; readonly rest: string };

/** `D-123`, `d123`, `#123`, `123`. Nine digits at most: longer ones are tax or telephone numbers. */
const NUMBER = /^(?:d ?-? ?|#)?0*([1-9]\d{0,8})$/i;
/** Longest reference, in words. */
const MAX_WORDS = 12;
const EDGE = /^[\s:,;-]+|(?<![\s:,;-])[\s:,;-]+$/g;
const MOVE_SEPARATOR = /^(?:to|do|na|->|=>|→)$/i;
const MERGE_SEPARATOR = /^(?:into|with|to|and|do|z|ze|i|w|\+|->|=>|→)$/i;
const STAGE_WORD = /^(?:(?:the )?stage|etapu?)(?: |$)/i;

/** Reads a deal reference: a number from 1 to 999,999,999 with or without `D-`, `D` or `#`, else text. Empty text stays text. */
export function parseDealReference(text: string): DealReference {
  const plain = normalizeText(text);
  const digits = NUMBER.exec(plain)?.[1];
  return digits === undefined ? { kind: 'text', text: plain } : { kind: 'number', number: Number(digits) };
}

/**
 * Every way to split `<deal> [reason or note]`, the likeliest first: the caller takes the first whose reference names a deal, and tries fuzzy
 * matching only after every exact reading failed.
 *
 * A name in quotes comes first, then the split at a colon; then the longest prefix (the whole text, nothing left over), one word less, and so on. Dashes and colons
 * between the two belong to neither. A reference has at most 12 words. Empty text has no split.
 *
 * @example referenceSplits('bielik za drogo') // => bielik za drogo | '', bielik za | drogo, bielik | za drogo
 */
export function referenceSplits(text: string): readonly ReferenceSplit[] {
  const plain = normalizeText(text);
  const [, before = '', after = ''] = /^(.+?): (.+)$/.exec(plain) ?? [];
  const words = plain.split(' ');
  const atColon = before === '' ? [] : [toSplit(before, after)];
  const quoted = splitQuotedStart(plain);
  return distinct([
    ...(quoted === undefined ? [] : [toSplit(quoted.quoted, quoted.rest)]),
    ...atColon,
    ...descending(Math.min(words.length, MAX_WORDS)).map((count) => splitWordsAt(words, count, count)),
  ]);
}

/**
 * Every way to split `<deal> to <stage>`, the likeliest first.
 *
 * At the last `to`, `do`, `na`, arrow or colon, then at an earlier one ("serwis do wózków do oferty"); then at any space
 * (`move bielik oferta`), the longest reference first; finally the whole text as a deal without a stage. The word `stage` or `etap` is left
 * out of the rest. A name in quotes is never split.
 */
export function moveSplits(text: string): readonly ReferenceSplit[] {
  const words = splitWordsAndQuotes(normalizeText(text).replace(/:/g, ' :'));
  const all = descending(words.length);
  const goals = all.filter(
    (index) => index <= MAX_WORDS && (MOVE_SEPARATOR.test(words[index] ?? '') || /^[:-]$/.test(words[index] ?? '')),
  );
  const spaces = all.filter((count) => count < words.length && count <= MAX_WORDS);
  return distinct([
    ...goals.map((index) => splitWordsAt(words, index, index + 1)),
    ...spaces.map((count) => splitWordsAt(words, count, count)),
    splitWordsAt(words, words.length, words.length),
  ]).map(({ reference, rest }) => ({ reference, rest: unquote(rest.replace(STAGE_WORD, '')) }));
}

/** Every way to split `<deal> into <deal>`: at the last such word first. */
export function mergeSplits(text: string): readonly ReferenceSplit[] {
  const words = splitWordsAndQuotes(normalizeText(text));
  const goals = descending(words.length - 1).filter((index) => index <= MAX_WORDS && MERGE_SEPARATOR.test(words[index] ?? ''));
  return distinct(goals.map((index) => splitWordsAt(words, index, index + 1))).filter(({ rest }) => rest !== '');
}

function splitWordsAt(words: readonly string[], end: number, start: number): ReferenceSplit {
  return toSplit(words.slice(0, end).join(' '), words.slice(start).join(' '));
}

function toSplit(before: string, after: string): ReferenceSplit {
  return { reference: unquote(before.replace(EDGE, '')), rest: after.replace(EDGE, '') };
}

function distinct(all: readonly ReferenceSplit[]): readonly ReferenceSplit[] {
  const unique = new Map(all.map((each) => [`${each.reference}\n${each.rest}`, each]));
  return [...unique.values()].filter(({ reference }) => reference !== '');
}

function descending(from: number): readonly number[] {
  return Array.from({ length: from }, (_, index) => from - index);
}
