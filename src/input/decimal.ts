import { MAX_MINOR } from '../core/money/money.ts';

/** A number in digits. `groups`: it has separators of thousands; `looksGrouped`: they could be the decimal one, as in `1.234`. */
export type Decimal = {
  readonly whole: string;
  readonly fraction: string;
  readonly groups: boolean;
  readonly looksGrouped: boolean;
};

const GROUPED = /^\d{1,3}(?:([ ',.])\d{3}(?:\1\d{3})*)$/;

/** The sign before the decimals, where it is known. */
export type DecimalSign = '.' | ',';

/**
 * Parses digits with separators. A single dot or comma followed by exactly three digits parts thousands, unless it stands after a lone 0.
 *
 * @param sign of decimals, where it is known: then nothing is a matter of how it looks.
 * @returns undefined for what is no number: `12 34`, `1.2.3`, and one with a zero in front (`007`): that is a number of something.
 */
export function parseDecimal(number: string, sign?: DecimalSign): Decimal | undefined {
  const decimal = sign === undefined ? splitDecimal(number) : splitAt(number, sign);
  return decimal === undefined || /^0\d/.test(decimal.whole) ? undefined : decimal;
}

function splitDecimal(number: string): Decimal | undefined {
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

/** As {@link splitDecimal}, with the sign of decimals known. */
function splitAt(number: string, sign: DecimalSign): Decimal | undefined {
  const [written = '', fraction = '', ...more] = number.split(sign);
  if (more.length > 0 || /\D/.test(fraction) || (fraction === '' && number.includes(sign))) return undefined;
  const groups = GROUPED.test(written) && !/^0/.test(written);
  return groups || /^\d+$/.test(written)
    ? { whole: written.replace(/\D/g, ''), fraction, groups, looksGrouped: false }
    : undefined;
}

/** A decimal times a power of ten, in whole units; nothing is rounded. Sums of such are checked by {@link toSafeMinor}. */
export function shiftDecimal({ whole, fraction }: Decimal, power: number): bigint | 'tooPrecise' {
  const decimals = fraction.replace(/(?<!0)0+$/, '');
  if (decimals.length > power) return 'tooPrecise';
  return BigInt(whole + decimals) * 10n ** BigInt(power - decimals.length);
}

/** Minor units as Lejek keeps them. */
export const toSafeMinor = (minor: bigint): number | 'tooLarge' => (minor > MAX_MINOR ? 'tooLarge' : Number(minor));
