import type { Money } from '../../core/money/money.ts';
import { type ParsedAmount, parseAmount, stripApproximation } from '../amount.ts';
import { endOfLine, isKeyword, type Line, longestMatchAt, type PhraseMatch, phraseAt } from './line.ts';

type ReadableAmount = Extract<ParsedAmount, { ok: true }>;
/** An amount of a line; `text`: the words of it alone, as they were typed, so that a form can read them again. */
export type LineAmount = { readonly money: Money; readonly text: string };
type UnreadableAmount = Extract<ParsedAmount, { ok: false }>;

const KEYWORD = /^(?:value|worth|amount|kwota|wartosc|kwocie):?$/;
const LOOKS_LIKE_AMOUNT = /^-?[^\d\s]{0,3}-?\d[\d.,]*(?:k|m|tys\.?|mln|zł|zl|pln|eur|usd|[€$£])$/i;
/** Words before an amount, removed with it: `serwis za 48k`, `audit for about 12k`. */
const BEFORE_AMOUNT = /^(?:za|do|for|at|of|about|around|approx\.?|circa|ca\.?|okolo|ok\.?|jakies)$/;
const METRES = /\d m$/;

/**
 * Finds the amount of a line by the strongest evidence: after the keyword `value` or `kwota`, then with a currency, then with a multiplier
 * (k,
 * tys., mln). Of two with the same evidence the last one, since names come first. `3M` or `4k` at the beginning of a line is a name.
 */
export function findAmount(line: Line, currency: string): PhraseMatch<LineAmount> | undefined {
  const found: { readonly piece: PhraseMatch<LineAmount>; readonly strength: number }[] = [];
  const first = line.findIndex((word) => word !== undefined);
  for (let start = 0; start < line.length; start += 1) {
    const after = isKeyword(line[start], KEYWORD) ? amountAt(line, start + 1, currency) : undefined;
    const amount = after ?? amountAt(line, start, currency);
    if (amount === undefined) continue;
    const strength = after === undefined ? markStrength(amount.value.mark) : 3;
    const isName =
      strength === 1 &&
      ((start === first && amount.end < endOfLine(line)) || METRES.test(phraseAt(line, start, amount.end) ?? ''));
    if (strength === 0 || isName) continue;
    const at = after === undefined ? start : start + 1;
    const value = { money: amount.value.money, text: stripApproximation(phraseAt(line, at, amount.end) ?? '') };
    found.push({ piece: { value, start: startWithWordsBefore(line, start), end: amount.end }, strength });
    start = amount.end - 1;
  }
  const best = Math.max(...found.map(({ strength }) => strength));
  return found.findLast(({ strength }) => strength === best)?.piece;
}

/** A bare number that ends the line and is an amount: in groups (`48 000`) or of five digits and more. `Acme 500`, `ISO 9001` are names. */
export function findBareAmount(line: Line, currency: string): PhraseMatch<LineAmount> | undefined {
  const end = endOfLine(line);
  for (let start = Math.max(1, end - 4); start < end; start += 1) {
    const phrase = phraseAt(line, start, end) ?? '';
    const amount = parseAmount(phrase, { currency });
    if (amount.ok && (amount.mark === 'groups' || /^\d{5}/.test(phrase)))
      return { value: { money: amount.money, text: stripApproximation(phrase) }, start: startWithWordsBefore(line, start), end };
  }
  return undefined;
}

/** The first phrase that looks like an amount, or follows a keyword for one, and cannot be parsed. */
export function findUnreadableAmount(line: Line, currency: string): UnreadableAmount | undefined {
  for (const [index, word] of line.entries()) {
    const phrase = phraseAt(line, index, index + 1) ?? '';
    const isOne = LOOKS_LIKE_AMOUNT.test(phrase) || (isKeyword(line[index - 1], KEYWORD) && /\d/.test(phrase));
    const amount = word !== undefined && isOne ? parseAmount(phrase, { currency }) : undefined;
    if (amount?.ok === false) return amount;
  }
  return undefined;
}

/** The longest amount that begins at a word. */
export function amountAt(line: Line, start: number, currency: string): PhraseMatch<ReadableAmount> | undefined {
  if (!/\d/.test(`${line[start] ?? ''}${line[start + 1] ?? ''}`)) return undefined;
  return longestMatchAt(line, start, (phrase) => {
    const amount = parseAmount(phrase, { currency });
    return amount.ok ? amount : undefined;
  });
}

/** Where the words that belong to an amount begin. */
function startWithWordsBefore(line: Line, start: number): number {
  let from = start;
  while (from > 0 && isKeyword(line[from - 1], BEFORE_AMOUNT)) from -= 1;
  return from;
}

function markStrength(mark: ReadableAmount['mark']): number {
  return mark === 'currency' ? 2 : mark === 'multiplier' ? 1 : 0;
}
