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
/** `500m`, `999999 mln`: digits and one word of a multiplier. */
const MULTIPLIER_ALONE = /^-?[\d.,' ]*\d ?(?:k|m|bn|mln|mld|tys)\.?$/i;
/** Amounts in words, told by their unit. */
const SPELLED = /(?:^| )(?:half a|tysi[aą]c|milion|miliard|million|billion|thousand)/i;
/** `12k 500`, and what makes it no amount of two parts for sure: `users`. */
const UNIT_THEN_NUMBER = /(?:k|tys\.?|mln|m) \d{1,3}$/i;
const COUNTED = /^(?!(?:do|by|close|closes|closing|due|termin|until|till|na|for|od|dla|owner|opiekun)\b)\p{Ll}/u;
/** Most words of an amount: `1 000 000 000 000 zł + 23% VAT`. */
const MAX_AMOUNT_WORDS = 10;

/** What {@link findAmount} found: the amount, or one that was meant and cannot be taken. */
export type AmountSearch = {
  readonly found: PhraseMatch<LineAmount> | undefined;
  /** Its words stay where they are, and nothing of them is taken for another amount. */
  readonly refused: UnreadableAmount | undefined;
};

const NOTHING: AmountSearch = { found: undefined, refused: undefined };

/**
 * Finds the amount of a line by the strongest evidence: after the keyword `value` or `kwota`, then with a currency, then with a multiplier
 * (k, tys., mln). Of two with the same evidence the last one, since names come first. `3M` or `4k` at the beginning of a line is a name. An
 * amount that is meant and refused is never replaced by a part of it, nor by one with weaker evidence.
 */
export function findAmount(line: Line, currency: string): AmountSearch {
  const found: { readonly piece: PhraseMatch<ParsedAmount>; readonly from: number; readonly strength: number }[] = [];
  const first = line.findIndex((word) => word !== undefined);
  for (let start = 0; start < line.length; start += 1) {
    const after = isKeyword(line[start], KEYWORD) ? meantAmountAt(line, start + 1, currency) : undefined;
    const amount = after ?? meantAmountAt(line, start, currency);
    if (amount === undefined) continue;
    const strength = after === undefined ? markStrength(amount.value) : 3;
    const isName =
      strength === 1 &&
      ((start === first && amount.end < endOfLine(line)) || METRES.test(phraseAt(line, start, amount.end) ?? ''));
    if (strength > 0 && !isName) found.push({ piece: amount, from: startWithWordsBefore(line, start), strength });
    start = amount.end - 1;
  }
  const best = Math.max(...found.map(({ strength }) => strength));
  const last = found.findLast(({ strength }) => strength === best);
  if (last === undefined) return NOTHING;
  const { value, start, end } = last.piece;
  if (!value.ok) return { found: undefined, refused: value };
  const text = stripApproximation(phraseAt(line, start, end) ?? '');
  return { found: { value: { money: value.money, text }, start: last.from, end }, refused: undefined };
}

/** A bare number that ends the line and is an amount: in groups (`48 000`) or of five digits and more. `Acme 500`, `ISO 9001` are names. */
export function findBareAmount(line: Line, currency: string): AmountSearch {
  const end = endOfLine(line);
  for (let start = Math.max(1, end - MAX_AMOUNT_WORDS); start < end; start += 1) {
    const phrase = phraseAt(line, start, end) ?? '';
    if (isIdentifier(line, start, phrase)) return NOTHING;
    const amount = parseAmount(phrase, { currency });
    if (amount.ok && (amount.mark === 'groups' || /^\d{5}/.test(phrase))) {
      const value = { money: amount.money, text: stripApproximation(phrase) };
      return { found: { value, start: startWithWordsBefore(line, start), end }, refused: undefined };
    }
    if (!amount.ok && isMeant(amount) && /\d[ ',.]?\d{3}/.test(phrase)) return { found: undefined, refused: amount };
  }
  return NOTHING;
}

/** Words whose number says which one: of a firm, a person, a document. */
const NUMBERED =
  /^(?:nip|regon|krs|pesel|vat|tax|id|ein|duns|iban|konto|account|rachunek|tel\.?|telefon|phone|mobile|kom\.?|fax|po|order|contract|invoice|offer|quote|ticket|faktura|fv|f-ra|umowa|umowy|zamowienie|zamowienia|zlecenie|zlecenia|oferta|oferty|nr\.?|numer|no\.?|number|ref\.?|rok|year|customer|client|klient|klienta|project|projekt|projektu|crn|sku|ean|isbn|imei|lot|zip|postcode|kod|case|sprawa|sprawy|wniosek|kontrakt|paragon|rachunku|account|zam\.?|nip-ue|eori|lei|swift|bic):?$/;
/** A telephone number, one of nine digits and more, or one with a zero in front. */
const LOOKS_LIKE_IDENTIFIER = /^(?:\d{9,}|\d{3}[ -]\d{3}[ -]\d{3}|0\d[\d ]*)$/;

/** Whether a number without a unit identifies something: by the word or sign before it, or by its shape. */
const isIdentifier = (line: Line, start: number, phrase: string): boolean => {
  const before = line[start - 1];
  return isKeyword(before, NUMBERED) || /^[+#(]/.test(before ?? '') || LOOKS_LIKE_IDENTIFIER.test(phrase);
};

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
  const { value, ...at } = meantAmountAt(line, start, currency) ?? { value: undefined, start, end: start };
  return value?.ok ? { ...at, value } : undefined;
}

const isMeant = ({ why }: UnreadableAmount): boolean => why !== 'notAnAmount' && why !== 'empty';

/** The longest phrase from a word on that is an amount, or is meant as one and refused: not a part of either. */
function meantAmountAt(line: Line, start: number, currency: string): PhraseMatch<ParsedAmount> | undefined {
  const words = line.slice(start, start + 3).join(' ');
  // A dash between words is no minus, and `Netto` is a shop.
  if (!/[\p{L}\d\p{Sc}]/u.test(line[start] ?? '') || /^(?:Netto|Net|Brutto|Gross)\b/.test(words)) return undefined;
  if (!/\d/.test(words) && !SPELLED.test(words)) return undefined;
  const longest = longestMatchAt(
    line,
    { start, maxWords: line[start] === '3M' ? 1 : MAX_AMOUNT_WORDS },
    (phrase): ParsedAmount | undefined => {
      const amount = parseAmount(phrase, { currency });
      return amount.ok || isMeant(amount) ? amount : undefined;
    },
  );
  const phrase = longest === undefined ? '' : (phraseAt(line, start, longest.end) ?? '');
  if (longest === undefined || !UNIT_THEN_NUMBER.test(phrase) || !COUNTED.test(line[longest.end] ?? '')) return longest;
  return { ...longest, value: { ok: false, why: 'ambiguous', text: phrase } };
}

/** Where the words that belong to an amount begin. */
function startWithWordsBefore(line: Line, start: number): number {
  let from = start;
  while (from > 0 && isKeyword(line[from - 1], BEFORE_AMOUNT)) from -= 1;
  return from;
}

/** A refused amount is as strong as its unit: without one it may be a number of anything. */
function markStrength(amount: ParsedAmount): number {
  if (!amount.ok) return MULTIPLIER_ALONE.test(amount.text) ? 1 : /[\p{L}\p{Sc}]/u.test(amount.text) ? 2 : 0;
  return amount.mark === 'currency' ? 2 : amount.mark === 'multiplier' ? 1 : 0;
}
