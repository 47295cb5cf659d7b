import { parseDecimal } from '../decimal.ts';

/** Decimals that a rate may have: a currency of ten thousand to one still has four figures of its rate. */
const MAX_DECIMALS = 10;
/** Digits before the point: no currency is worth more of another one. */
const MAX_WHOLE = 9;

/**
 * Reads a rate: `4.25`, `4,2537`, `1 234,5`. A point before three digits is the decimal one here: no rate of 4.253 means four thousand.
 *
 * @returns 0 and below as they are, for the caller to refuse; 'tooPrecise' for more than {@link MAX_DECIMALS} decimals; undefined for what
 *   is no number.
 */
export function parseRateNumber(text: string): number | 'tooPrecise' | undefined {
  const [, sign = '', digits = ''] = /^([-−+]?)(\d[\d.,' ]*)$/.exec(text) ?? [];
  const only = /^\d+[.,]\d+$/.test(digits) ? digits.replace(',', '.') : undefined;
  const decimal = only === undefined ? parseDecimal(digits) : undefined;
  const plain = only ?? (decimal === undefined ? undefined : `${decimal.whole}.${decimal.fraction}`);
  if (plain === undefined) return undefined;
  const [whole = '', fraction = ''] = plain.split('.');
  if (whole.length > MAX_WHOLE || fraction.length > MAX_DECIMALS) return 'tooPrecise';
  return (sign === '' || sign === '+' ? 1 : -1) * Number(plain);
}
