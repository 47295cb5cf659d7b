import { foldText } from '../../core/fold-text.ts';
import { type ParsedAmount, parseAmount } from '../amount.ts';
import { mayBeginNumber } from '../number-words.ts';
import { type Line, type PhraseMatch, phraseAt } from './line.ts';
import { isOfThings } from './line-amount-doubts.ts';
import { isIdentifier } from './line-identifiers.ts';

/** A number that may be the value of a line or a part of its name. */
export type UnsureAmount = { readonly ok: false; readonly why: 'unsure' | 'ambiguous'; readonly text: string };

/** Digits in groups of three (`12 000`, `12,000`), or round with five and more. */
const GROUPED = /^\d{1,3}(?:[ ',.]\d{3})+(?:[.,]\d\d)?$/;
const ROUND = /^\d{2,}000$/;
/** Wheels, sticks and melons, and thousands and millions in slang, folded. */
const EVERYDAY_SLANG = /^(?:kola|kol|patyki?|patykow|melona?|melony|melonow|thou)$/;
const NUMBER = /^\d+(?:[.,]\d+)?$/;
const WITH_MULTIPLIER = /^\d[\d.,]*(?:k|m|mln|tys\.?)$/i;
const BRAND = '3M';
/** What may follow slang for an amount. */
const MONEY_OR_END = /^(?:z[łl]|złotych|pln)?$/i;
/** Most words of a number in groups: `1 000 000 000`. */
const MAX_GROUPS = 4;

/**
 * What may be the value of a line in which no amount was found: `Acme 12 000 setup`, `Acme 5 koła`. Two different numbers are two amounts.
 *
 * @returns undefined where no number may be one.
 */
export function findUnsureAmount(line: Line, currency: string): UnsureAmount | undefined {
  const found: PhraseMatch<ParsedAmount>[] = [];
  for (let start = 0; start < line.length; start += 1) {
    const end = leadingEndAt(line, start) ?? slangEndAt(line, start) ?? groupedEndAt(line, start);
    if (end === undefined) continue;
    const phrase = phraseAt(line, start, end) ?? '';
    if (!isIdentifier(line, start, phrase) && !isOfThings(line, end))
      found.push({ start, end, value: parseAmount(phrase, { currency }) });
    start = end - 1;
  }
  const [first, last] = [found[0], found.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const text = phraseAt(line, first.start, last.end) ?? '';
  const values = new Set(found.map(({ value }) => (value.ok ? value.money.minor : value.text)));
  return { ok: false, why: values.size > 1 ? 'ambiguous' : 'unsure', text };
}

/** `12k Acme`: in front of a name it may belong to it. */
function leadingEndAt(line: Line, start: number): number | undefined {
  const isFirst = line.slice(0, start).every((word) => word === undefined);
  const word = phraseAt(line, start, start + 1) ?? '';
  return isFirst && WITH_MULTIPLIER.test(word) && word !== BRAND ? start + 1 : undefined;
}

function slangEndAt(line: Line, start: number): number | undefined {
  const number = phraseAt(line, start, start + 1) ?? '';
  const isNumber = NUMBER.test(number) || mayBeginNumber(foldText(number));
  const isSlang = isNumber && EVERYDAY_SLANG.test(foldText(phraseAt(line, start + 1, start + 2) ?? ''));
  const isAtEnd = /[,;]$/.test(line[start + 1] ?? '') || MONEY_OR_END.test(phraseAt(line, start + 2, start + 3) ?? '');
  return isSlang && isAtEnd ? start + 2 : undefined;
}

function groupedEndAt(line: Line, start: number): number | undefined {
  const ends = Array.from({ length: MAX_GROUPS }, (_, index) => start + MAX_GROUPS - index);
  return ends.find((end) => {
    const phrase = phraseAt(line, start, end) ?? '';
    return GROUPED.test(phrase) || ROUND.test(phrase);
  });
}
