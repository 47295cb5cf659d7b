import { exponent, type Money } from '../core/money/money.ts';
import { parseParts } from './amount-parts.ts';
import { splitTax } from './amount-words.ts';
import { type DecimalSign, toSafeMinor } from './decimal.ts';
import { normalizeText } from './slack-text.ts';

/** Result of parsing an amount. `text`: the input, for a reply to quote. */
export type ParsedAmount =
  | {
      readonly ok: true;
      readonly money: Money;
      /** Evidence that it is an amount: a named currency, a multiplier such as k or tys., or groups of digits; `none`: a bare number. */
      readonly mark: 'currency' | 'multiplier' | 'groups' | 'none';
    }
  | { readonly ok: false; readonly why: AmountProblem; readonly text: string };

/** Why there is no amount. All but `empty` and `notAnAmount` say that one was meant. `gross`: with tax, where values are without. */
export type AmountProblem =
  | 'empty'
  | 'notAnAmount'
  | 'negative'
  | 'tooLarge'
  | 'tooPrecise'
  | 'ambiguous'
  | 'unknownCurrency'
  | 'gross';

/** What people write around an amount: that it is not exact, and a comma after it. */
const AROUND_BEFORE =
  /^(?:[~≈]\s?|(?:about|around|roughly|approx\.?|approximately|circa|ca\.?|oko[lł]o|ok\.?|jakie[sś]|mniej wi[eę]cej) )/iu;
/** The end of a sentence too. */
const AROUND_AFTER = /[,;!]{1,9}$|(?<!\.|fr|dol)\.$/iu;
/** California, before a postcode: not circa. */
const STATE = /^CA /;

/** Longest text that is parsed: no amount has more, with its words about tax. */
const MAX_LENGTH = 100;

const MINUS = /^[^\d\s-]{0,9} ?-(?=[^-]*$)|^minus (?=\d)|^\((?=.*\)$)/i;

/**
 * Reads an amount of money as people write it in English and Polish.
 *
 * Thousands separators are a space, apostrophe, dot or comma. A single dot or comma followed by exactly three digits is a thousands separator
 * (`1,234` and `1.234` are 1234), unless it stands after a lone 0 or after more than three digits; any other single one is the decimal
 * separator. With a multiplier (`1.234k`) or a currency of three decimals (`1.234 KWD`) that is ambiguous. Of two different separators the
 * last is the decimal one. Parts add up: `1 mln 200 tys. zł`, `5 tys. 500`, `12 zł 50 gr`. `netto`, `net` and `+ VAT` say that it is without
 * tax, as values are; with `brutto` or `incl. VAT` it is refused. `about`, `ok.` or `~` before and a comma after say nothing.
 *
 * @param currency of the pipeline, ISO 4217: what an amount without a currency is in. @param decimalSign where it is known, as of a column of
 *   a file: then all of the above about separators is decided by it.
 * @returns whole minor units. Nothing is rounded: more decimals than the currency has are `tooPrecise`; more than `MAX_MINOR` minor units
 *   are `tooLarge`. Zero is an amount. Never throws.
 * @example parseAmount('12,5 tys. zł', { currency: 'EUR' }) // => { ok: true, money: { minor: 1250000, currency: 'PLN' }, … }
 */
export function parseAmount(
  text: string,
  { currency: usual, decimalSign }: { readonly currency: string; readonly decimalSign?: DecimalSign | undefined },
): ParsedAmount {
  const plain = stripApproximation(normalizeText(text));
  const inDecimals = spellFractions(plain);
  const refused = (why: AmountProblem): ParsedAmount => ({ ok: false, why, text: plain });
  if (plain === '') return refused('empty');
  if (plain.length > MAX_LENGTH) return refused(/^\d+$/.test(plain) ? 'tooLarge' : 'notAnAmount');
  if (isNegative(inDecimals, usual, decimalSign)) return refused('negative');
  const { rest, tax } = splitTax(inDecimals);
  const parts = parseParts(stripApproximation(rest), usual, decimalSign);
  if (typeof parts === 'string') return refused(parts);
  const currency = parts.currency ?? usual;
  if (parts.looksGrouped && (parts.hasMultiplier || exponent(currency) === 3)) return refused('ambiguous');
  const amount = parts.toMinor(currency);
  const minor = typeof amount === 'bigint' ? toSafeMinor(amount) : amount;
  if (typeof minor === 'string') return refused(minor);
  if (tax === 'gross') return refused('gross');
  const mark = parts.currency ? 'currency' : parts.hasMultiplier ? 'multiplier' : parts.groups ? 'groups' : 'none';
  return { ok: true, money: { minor, currency }, mark };
}

/** An amount without the words and signs that say that it is not exact, and without a comma or full stop after it. @example 'ok. 5k,' // => '5k' */
export const stripApproximation = (text: string): string =>
  (STATE.test(text) ? text : text.replace(AROUND_BEFORE, '').replace(AROUND_BEFORE, '')).replace(AROUND_AFTER, '').trim();

/** Decimals by sign: `1½`, `1 1/2`. */
const FRACTIONS: Readonly<Record<string, string>> = {
  '½': '.5',
  '¼': '.25',
  '¾': '.75',
  '1/2': '.5',
  '1/4': '.25',
  '3/4': '.75',
};
const FRACTION = /(?<![\d/.,])(?:(\d{1,3}) ?)?([½¼¾])|(?<![\d/.,])(?:(\d{1,3}) )?([13]\/[24])(?= ?[a-z€$£])/giu;

/** Fractions of a multiplier in digits. @example spellFractions('1 1/2 mln') // => '1.5 mln' */
const spellFractions = (text: string): string =>
  text.replace(FRACTION, (...found: readonly (string | undefined)[]) => {
    const [, whole = '', sign = '', before = '', slashed = ''] = found;
    const decimals = FRACTIONS[sign === '' ? slashed : sign] ?? '';
    return `${whole || before || '0'}${decimals}`;
  });

/** Whether the text is a negative amount: with a minus before it, or in accounting brackets. */
function isNegative(plain: string, usual: string, decimalSign?: DecimalSign): boolean {
  if (!MINUS.test(plain)) return false;
  const unsigned = plain.replace(MINUS, (beginning) => beginning.replace(/[-(]|^minus /i, '')).replace(/\)$/, '');
  return parseAmount(unsigned, { currency: usual, decimalSign }).ok;
}
