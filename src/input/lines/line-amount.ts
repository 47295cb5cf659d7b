import { foldText } from '../../core/fold-text.ts';
import type { Money } from '../../core/money/money.ts';
import { type ParsedAmount, parseAmount, stripApproximation } from '../amount.ts';
import { ONE_OF } from '../amount-words.ts';
import { parseCurrency } from '../currency-word.ts';
import { mayBeginNumber } from '../number-words.ts';
import { endOfLine, isKeyword, type Line, longestMatchAt, type PhraseMatch, phraseAt } from './line.ts';
import { doubtfulSpan, isOfThings, limitBefore, otherBehind } from './line-amount-doubts.ts';
import { isIdentifier } from './line-identifiers.ts';
import { isSlangOfThing, withUnknownUnit } from './line-unit.ts';
import type { UnsureAmount } from './line-unsure-amount.ts';

type ReadableAmount = Extract<ParsedAmount, { ok: true }>;
/** An amount of a line; `text`: the words of it alone, as they were typed, so that a form can read them again. */
export type LineAmount = { readonly money: Money; readonly text: string };
type UnreadableAmount = Extract<ParsedAmount, { ok: false }>;

const KEYWORD = /^(?:value|worth|amount|budget|price|kwota|wartosc|kwocie|budzet|cena):?$/;
const LOOKS_LIKE_AMOUNT =
  /^(?:\d+[x×*])?[-~]?[^\d\s]{0,3}-?\d[\d.,]*(?:[-/]\d[\d.,]*)?(?:k|m|tys\.?|mln|zł|zl|pln|eur|usd|[€$£])(?:[+?]|[-/*x]\p{Sc}?\d\S*|\/\p{L}+\.?)?$/iu;
/** `12kXYZ`: `12kPLN` would have been read. */
const JOINED_UNIT = /^\d[\d.,]*(?:k|m|mln|tys\.?)[A-Z]{3}$/;
/** Words before an amount, removed with it: `serwis za 48k`, `audit for about 12k`. */
const BEFORE_AMOUNT = /^(?:za|do|for|at|of|about|around|approx\.?|circa|ca\.?|okolo|ok\.?|jakies|[~≈])$/;
/** California, not circa. */
const STATE = /^CA$/;
/** Digits in a row that are not round, as values hardly are: a postcode, a number of something. */
const POSTCODE_LIKE = /^\d{4,6}[1-9]$/;
/** `budżet 2027` is of a year. */
const BUDGET = /^bud/;
const YEAR = /^20\d\d\D?$/;
const METRES = /\d m$/;
/** The colour of a lamp, `LED 4000K`, where something else is the amount. */
const KELVIN = /^[1-9]\d{3}K$/;
/** `500m`, `999999 mln`: digits and one word of a multiplier. */
const MULTIPLIER_ALONE = /^-?[\d.,' ]*\d ?(?:k|m|bn|mln|mld|tys)\.?$/i;
/** `12k 500`, and what makes it no amount of two parts for sure: `users`. */
const UNIT_THEN_NUMBER = /(?:k|tys\.?|mln|m) \d{1,3}$/i;
const COUNTED = /^(?!(?:do|by|close|closes|closing|due|termin|until|till|na|for|od|dla|owner|opiekun)\b)\p{L}/iu;
/** Most words of an amount: `1 000 000 000 000 zł + 23% VAT`. */
const MAX_AMOUNT_WORDS = 10;

/** What {@link findAmount} found: the amount, or one that was meant and cannot be taken. */
export type AmountSearch = {
  readonly found: PhraseMatch<LineAmount> | undefined;
  /** Its words stay where they are, and nothing of them is taken for another amount. */
  readonly refused: UnreadableAmount | UnsureAmount | undefined;
};

const NOTHING: AmountSearch = { found: undefined, refused: undefined };

/**
 * Finds the amount of a line by the strongest evidence: after the keyword `value` or `kwota`, then with a currency, then with a multiplier
 * (k, tys., mln). Two different ones with the same evidence are asked about. `3M` or `4k` at the beginning of a line is a name, unless it is
 * joined to the amount that follows (`12k setup, 3k support`). An amount that is meant and refused is never replaced by a part of it, nor by one with weaker evidence.
 */
export function findAmount(line: Line, currency: string): AmountSearch {
  const meant = meantAmounts(line, currency);
  const all = meant.filter(
    (each) =>
      (!each.isFirst || isJoinedToNext(line, each.piece, meant)) && !(each.isLight && meant.some(({ isLight }) => !isLight)),
  );
  const best = Math.max(...all.map(({ strength }) => strength));
  const likely = all.filter(({ strength }) => strength === best);
  const last = likely.at(-1);
  if (last === undefined) return NOTHING;
  const { value, start, end } = last.piece;
  if (!value.ok) return { found: undefined, refused: value };
  const first = likely[0]?.piece ?? last.piece;
  const others = likely.filter(({ piece }) => piece.value.ok && !isSameMoney(piece.value.money, value.money));
  const behind = all.find(({ piece }) => piece.start >= end && piece.value.ok && !isSameMoney(piece.value.money, value.money));
  // Of two either may be meant, or their sum: `12k setup, 3k support`, `12k zł setup, 3k support`.
  const doubt =
    others.length > 0 || behind !== undefined
      ? { start: first.start, end: behind?.piece.end ?? end }
      : doubtfulSpan(line, last.piece, (at) => all.find(({ piece }) => piece.end === at)?.piece.start);
  if (doubt !== undefined) {
    const text = line.slice(doubt.start, doubt.end).join(' ').replace(/[,;]$/, '');
    return { found: undefined, refused: { ok: false, why: 'ambiguous', text } };
  }
  const limit = askedLimit(line, last.from, end);
  if (limit !== undefined) return { found: undefined, refused: limit };
  const text = stripApproximation(phraseAt(line, start, end) ?? '');
  return { found: { value: { money: value.money, text }, start: last.from, end }, refused: undefined };
}

/** The question about an amount that is a limit: `ponad 50k`. */
function askedLimit(line: Line, start: number, end: number): UnsureAmount | undefined {
  const from = limitBefore(line, start);
  const text = line.slice(from, end).join(' ').replace(/[,;]$/, '');
  return from === undefined ? undefined : { ok: false, why: 'unsure', text };
}

const isSameMoney = (a: Money, b: Money): boolean => a.minor === b.minor && a.currency === b.currency;

/** Between two amounts that are said in one breath: `12k setup, 3k support`, `12k setup + 3k support`. */
const JOINS = /^(?:and|i|oraz|plus|[+&/])$/;

/** Whether a comma or a word joins an amount, with what it is for, to another that follows. */
function isJoinedToNext(
  line: Line,
  { end }: PhraseMatch<ParsedAmount>,
  others: readonly { readonly piece: PhraseMatch<ParsedAmount>; readonly isFirst: boolean }[],
): boolean {
  const next = others.find(({ piece, isFirst }) => !isFirst && piece.start >= end);
  const between = line.slice(end - 1, next?.piece.start);
  return next !== undefined && between.some((word, index) => /[,;]$/.test(word ?? '') || (index > 0 && isKeyword(word, JOINS)));
}

/** The amounts of a line that have a unit or a keyword, with their evidence; not the numbers of names and things. */
function meantAmounts(line: Line, currency: string) {
  const found: {
    readonly piece: PhraseMatch<ParsedAmount>;
    readonly from: number;
    readonly strength: number;
    readonly isFirst: boolean;
    readonly isLight: boolean;
  }[] = [];
  const first = line.findIndex((word) => word !== undefined);
  for (let start = 0; start < line.length; start += 1) {
    const isLed = isKeyword(line[start], KEYWORD) && !(isKeyword(line[start], BUDGET) && YEAR.test(line[start + 1] ?? ''));
    const after = isLed ? meantAmountAt(line, start + 1, currency) : undefined;
    const known = after ?? meantAmountAt(line, start, currency);
    if (known === undefined) continue;
    const numbered = isIdentifier(line, start, phraseAt(line, start, known.end) ?? '');
    const amount = (numbered ? undefined : withUnknownUnit(line, known, currency)) ?? known;
    const strength = after === undefined ? markStrength(amount.value) : 3;
    const phrase = phraseAt(line, amount.start, amount.end) ?? '';
    // `3M` and `12k` in front of a name belong to it.
    const isFirst = strength === 1 && start === first && amount.end < endOfLine(line) && !phrase.includes(' ');
    const isBrand = phrase === '3M' && amount.end < endOfLine(line);
    const isName = strength === 1 && (isBrand || METRES.test(phrase) || isOfThings(line, amount.end));
    const from = startWithWordsBefore(line, start);
    if (strength > 0 && !isName) found.push({ piece: amount, from, strength, isFirst, isLight: KELVIN.test(phrase) });
    start = amount.end - 1;
  }
  return found;
}

/** A bare number that ends the line and is an amount: in groups (`48 000`) or of five digits and more. `Acme 500`, `ISO 9001` are names. */
export function findBareAmount(line: Line, currency: string): AmountSearch {
  const end = endOfLine(line);
  for (let start = Math.max(1, end - MAX_AMOUNT_WORDS); start < end; start += 1) {
    const phrase = phraseAt(line, start, end) ?? '';
    if (isIdentifier(line, start, phrase)) return NOTHING;
    const amount = parseAmount(phrase, { currency });
    if (POSTCODE_LIKE.test(phrase)) return { found: undefined, refused: { ok: false, why: 'notAnAmount', text: phrase } };
    if (amount.ok && (amount.mark === 'groups' || /^\d{5}/.test(phrase))) {
      const other = groupedBefore(line, start, amount.money);
      if (other !== undefined) {
        const both = (line.slice(other, end) as readonly string[]).join(' ').replace(/[,;]$/, '');
        return { found: undefined, refused: { ok: false, why: 'ambiguous', text: both } };
      }
      const limit = askedLimit(line, startWithWordsBefore(line, start), end);
      if (limit !== undefined) return { found: undefined, refused: limit };
      const value = { money: amount.money, text: stripApproximation(phrase) };
      return { found: { value, start: startWithWordsBefore(line, start), end }, refused: undefined };
    }
    if (!amount.ok && isMeant(amount) && /\d[ ',.]?\d{3}/.test(phrase)) return { found: undefined, refused: amount };
  }
  return NOTHING;
}

/** Where another amount in groups begins before one that ends the line: `setup 12 000, support 3 000`; of things it is none. */
function groupedBefore(line: Line, end: number, money: Money): number | undefined {
  const starts = line.slice(0, Math.max(0, end - 1)).keys();
  return [...starts].find((start) => {
    const phrase = phraseAt(line, start, start + 2) ?? '';
    if (start + 2 > end || !/^\d{1,3} \d{3}$/.test(phrase) || isOfThings(line, start + 2) || isIdentifier(line, start, phrase))
      return false;
    const amount = parseAmount(phrase, money);
    return amount.ok && !isSameMoney(amount.money, money);
  });
}

/** The first phrase that looks like an amount, follows a keyword for one or has a currency behind it, and cannot be parsed. */
export function findUnreadableAmount(line: Line, currency: string): UnreadableAmount | undefined {
  for (const [index, word] of line.entries()) {
    const phrase = phraseAt(line, index, index + 1) ?? '';
    const isLed = isKeyword(line[index - 1], KEYWORD) && /\d/.test(phrase);
    const isOne = isLed || LOOKS_LIKE_AMOUNT.test(phrase) || JOINED_UNIT.test(phrase) || /^\p{Sc}\d/u.test(phrase);
    const amount = word !== undefined && isOne ? parseAmount(phrase, { currency }) : undefined;
    if (amount?.ok === false) return amount;
    const money = /^[^\p{L}]*\d/u.test(phrase) ? moneyAround(line, index, currency) : undefined;
    if (money !== undefined) return { ok: false, why: 'notAnAmount', text: money };
  }
  return undefined;
}

/** A number with a word for money before it or behind it, up to two words further: `15 tysi zł`, `1 00 000 zł`, `INR 12,50,000`. */
function moneyAround(line: Line, start: number, currency: string): string | undefined {
  const isMoney = (at: number): boolean =>
    parseCurrency(phraseAt(line, at, at + 1)?.replace(/\.$/, '') ?? '', currency) !== undefined;
  const end = [start + 2, start + 3, start + 4].find((at) => isMoney(at - 1));
  const isBefore = /^\d[\d.,]*[.,]\d/.test(line[start] ?? '') && isMoney(start - 1);
  if (isNumbered(line, start) || (end === undefined && !isBefore)) return undefined;
  const phrase = phraseAt(line, isBefore ? start - 1 : start, end ?? start + 1);
  return phrase !== undefined && parseAmount(phrase, { currency }).ok ? undefined : phrase;
}

const isNumbered = (line: Line, start: number): boolean => isIdentifier(line, start, phraseAt(line, start, start + 1) ?? '');

/** The longest amount that begins at a word. */
export function amountAt(line: Line, start: number, currency: string): PhraseMatch<ReadableAmount> | undefined {
  const { value, ...at } = meantAmountAt(line, start, currency) ?? { value: undefined, start, end: start };
  return value?.ok ? { ...at, value } : undefined;
}

const isMeant = ({ why }: UnreadableAmount): boolean => why !== 'notAnAmount' && why !== 'empty';

/** The longest phrase from a word on that is an amount, or is meant as one and refused: not a part of either. */
function meantAmountAt(line: Line, start: number, currency: string): PhraseMatch<ParsedAmount> | undefined {
  const words = line.slice(start, start + 3).join(' ');
  // A dash between words is no minus, and `Netto` is a shop.
  if (!/[\p{L}\p{N}\p{Sc}]/u.test(line[start] ?? '') || /^(?:Netto|Net|Brutto|Gross|Minus)\b/.test(words)) return undefined;
  // Names are capitalized: `Trzy Korony`.
  if (/^\p{Lu}\p{Ll}/u.test(line[start] ?? '') && mayBeginNumber(foldText(line[start] ?? ''))) return undefined;
  if (!/\p{N}/u.test(words) && !beginsSpelled(line[start])) return undefined;
  const longest = longestMatchAt(
    line,
    { start, maxWords: line[start] === '3M' ? 1 : Math.min(MAX_AMOUNT_WORDS, otherBehind(line, start) - start) },
    (phrase): ParsedAmount | undefined => {
      const amount = parseAmount(phrase, { currency });
      return amount.ok || isMeant(amount) ? amount : undefined;
    },
  );
  const phrase = longest === undefined ? '' : (phraseAt(line, start, longest.end) ?? '');
  if (isSlangOfThing(phrase, longest?.end === endOfLine(line))) return undefined;
  if (longest === undefined || !UNIT_THEN_NUMBER.test(phrase) || !COUNTED.test(line[longest.end] ?? '')) return longest;
  return { ...longest, value: { ok: false, why: 'ambiguous', text: phrase } };
}

/** Whether an amount in words may begin with a word: `dwa`, `milion`; names are capitalized. */
const beginsSpelled = (word = ''): boolean =>
  /^\p{Ll}/u.test(word) && (mayBeginNumber(foldText(word).split('-')[0] ?? '') || ONE_OF.has(foldText(word)));

/** Where the words that belong to an amount begin. */
function startWithWordsBefore(line: Line, start: number): number {
  let from = start;
  while (from > 0 && isKeyword(line[from - 1], BEFORE_AMOUNT) && !STATE.test(line[from - 1] ?? '')) from -= 1;
  return from;
}

/** A refused amount is as strong as its unit: without one it may be a number of anything. */
function markStrength(amount: ParsedAmount): number {
  if (!amount.ok) return MULTIPLIER_ALONE.test(amount.text) ? 1 : /[\p{L}\p{Sc}]/u.test(amount.text) ? 2 : 0;
  return amount.mark === 'currency' ? 2 : amount.mark === 'multiplier' ? 1 : 0;
}
