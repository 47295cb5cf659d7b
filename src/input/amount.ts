import { exponent, MAX_MINOR, type Money } from '../core/money/money.ts';
import { parseCurrency } from './currency-word.ts';
import { normalizeText } from './slack-text.ts';

/** Result of parsing an amount. `text`: the input, for a reply to quote. */
export type ParsedAmount =
  | {
      readonly ok: true;
      readonly money: Money;
      /** Evidence that it is an amount: a named currency, a multiplier such as k or tys., or groups of digits; `none`: a bare number. */
      readonly mark: 'currency' | 'multiplier' | 'groups' | 'none';
    }
  | {
      readonly ok: false;
      readonly why: 'empty' | 'notAnAmount' | 'negative' | 'tooLarge' | 'tooPrecise' | 'ambiguous';
      readonly text: string;
    };

type AmountProblem = Extract<ParsedAmount, { ok: false }>['why'];

/** Powers of ten of the words for thousands, millions and thousand millions, in both languages. */
const MULTIPLIERS: readonly (readonly [power: number, words: RegExp])[] = [
  [3, /^(?:k|tys\.?|tysi[aą]c[ea]?|tysi[eę]cy|thousand)$/],
  [6, /^(?:m|mln\.?|mio|million|milion(?:y|[oó]w)?)$/],
  [9, /^(?:bn|mld\.?|billion|miliard(?:y|[oó]w)?)$/],
];

/** What people write around an amount: that it is not exact, and a comma after it. */
const AROUND = /^(?:~|≈|(?:about|around|approx\.?|circa|ca\.?|oko[lł]o|ok\.?) )\s*|[,;]+$/giu;

const MINUS = /^[^\d\s-]* ?-(?=[^-]*$)|^\((?=.*\)$)/;
const PARTS = /^(?<before>[^\d\s.,+-]*) ?(?<number>\d(?:[\d.,' ]*\d)?)(?:[.,]-)? ?(?<after>\D*)$/;
const GROUPED = /^\d{1,3}(?:([ ',.])\d{3}(?:\1\d{3})*)$/;

/**
 * Reads an amount of money as people write it in English and Polish.
 *
 * Thousands separators are a space, apostrophe, dot or comma. A single dot or comma followed by exactly three digits is a thousands separator
 * (`1,234` and `1.234` are 1234), unless it stands after a lone 0 or after more than three digits; any other single one is the decimal
 * separator. With a multiplier (`1.234k`) or a currency of three decimals (`1.234 KWD`) that is ambiguous. Of two different separators the
 * last is the decimal one. `netto` and `net` may follow; `about`, `ok.` or `~` before and a comma after say nothing.
 *
 * @param currency of the pipeline, ISO 4217: what an amount without a currency is in.
 * @returns whole minor units. Nothing is rounded: more decimals than the currency has are `tooPrecise`; more than
 *   {@link MAX_MINOR} minor units are `tooLarge`. Zero is an amount. Never throws.
 * @example parseAmount('12,5 tys. zł', { currency: 'EUR' }) // => { ok: true, money: { minor: 1250000, currency: 'PLN' }, … }
 */
export function parseAmount(text: string, { currency: usual }: { readonly currency: string }): ParsedAmount {
  const plain = stripApproximation(normalizeText(text));
  const refused = (why: AmountProblem): ParsedAmount => ({ ok: false, why, text: plain });
  if (plain === '') return refused('empty');
  if (isNegative(plain, usual)) return refused('negative');
  const { before, number, after } = PARTS.exec(plain.replace(/ net(?:to)?$/i, ''))?.groups ?? {};
  if (number === undefined) return refused('notAnAmount');
  const unit = parseUnit(before ?? '', after ?? '', usual);
  const decimal = parseDecimal(number);
  if (unit === undefined || decimal === undefined) return refused('notAnAmount');

  const currency = unit.currency ?? usual;
  if (decimal.looksGrouped && (unit.power > 0 || exponent(currency) === 3)) return refused('ambiguous');
  const minor = toMinor(decimal, unit.power + exponent(currency));
  if (typeof minor === 'string') return refused(minor);
  const mark = unit.currency ? 'currency' : unit.power > 0 ? 'multiplier' : decimal.groups ? 'groups' : 'none';
  return { ok: true, money: { minor, currency }, mark };
}

/** An amount without the words and signs that say that it is not exact, and without a comma after it. @example 'ok. 5k,' // => '5k' */
export const stripApproximation = (text: string): string => text.replace(AROUND, '').trim();

/** Parses the words around a number: multiplier and currency; undefined when they are neither, or name two currencies. */
function parseUnit(before: string, after: string, usual: string): { power: number; currency: string | undefined } | undefined {
  const { power, rest } = multiplierIn(after.trim());
  const names = [before, rest].filter((name) => name !== '');
  const codes = names.map((name) => parseCurrency(name, usual));
  if (codes.includes(undefined)) return undefined;
  const [first, second] = codes;
  if (first === undefined || second === undefined || first === second) return { power, currency: first };
  return before === '$' ? { power, currency: second } : undefined;
}

/** Splits a multiplier off the text after a number: `tys. zł`, `k EUR`, `k`, `kPLN`, `m€`. */
function multiplierIn(after: string): { power: number; rest: string } {
  if (after === '') return { power: 0, rest: '' };
  const word = /^(?:\p{L}+\.?)/u.exec(after)?.[0] ?? '';
  for (const beginning of [word, after.charAt(0)]) {
    const power = MULTIPLIERS.find(([, words]) => words.test(beginning.toLowerCase()))?.[0];
    const rest = after.slice(beginning.length).trim();
    if (power !== undefined && (beginning === word || rest.length === 3)) return { power, rest };
  }
  return { power: 0, rest: after };
}

type Decimal = { readonly whole: string; readonly fraction: string; readonly groups: boolean; readonly looksGrouped: boolean };

function parseDecimal(number: string): Decimal | undefined {
  const only = /^\d+(?:([.,])\d+)?$/.exec(number);
  const grouped = GROUPED.exec(number);
  if (grouped !== null && !/^0[.,]/.test(number)) {
    return { whole: number.replace(/\D/g, ''), fraction: '', groups: true, looksGrouped: only !== null };
  }
  if (only !== null) {
    const [whole = '', fraction = ''] = number.split(/[.,]/);
    return { whole, fraction, groups: false, looksGrouped: false };
  }
  const [, whole = '', sign = '', fraction = ''] = /^(.*)([.,])(\d+)$/.exec(number) ?? [];
  const separator = GROUPED.exec(whole)?.[1];
  if (separator === undefined || separator === sign) return undefined;
  return { whole: whole.replace(/\D/g, ''), fraction, groups: true, looksGrouped: false };
}

function toMinor({ whole, fraction }: Decimal, power: number): number | 'tooLarge' | 'tooPrecise' {
  const decimals = fraction.replace(/0+$/, '');
  if (decimals.length > power) return 'tooPrecise';
  const minor = BigInt(whole + decimals) * 10n ** BigInt(power - decimals.length);
  return minor > MAX_MINOR ? 'tooLarge' : Number(minor);
}

/** Whether the text is a negative amount: with a minus before it, or in accounting brackets. */
function isNegative(plain: string, usual: string): boolean {
  const unsigned = plain.replace(MINUS, (beginning) => beginning.replace(/[-(]/, '')).replace(/\)$/, '');
  return MINUS.test(plain) && parseAmount(unsigned, { currency: usual }).ok;
}
