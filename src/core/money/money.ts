/** An amount of money: whole minor units (grosz, cent) of one currency. */
export type Money = {
  /** A safe integer, at most {@link MAX_MINOR} either way. */
  readonly minor: number;
  /** ISO 4217 code in capitals. */
  readonly currency: string;
};

/** Whether both are the same amount of the same currency, or neither is known. */
export const isSameMoney = (a: Money | null, b: Money | null): boolean => a?.minor === b?.minor && a?.currency === b?.currency;

/** The largest amount Lejek keeps: 100 thousand million of a currency with cents. Sums of many still fit a safe integer. */
export const MAX_MINOR = 10 ** 13;

/** Decimal places of a currency where they are not 2. Source: ISO 4217, list one (Intl rounds some of these otherwise). */
const EXPONENTS: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
]);

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** Whether the text is an ISO 4217 code in use, in capitals: 'PLN' is, 'pln' and 'ABC' are not. */
export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code);
}

/** Decimal places of a currency: 2 for PLN, 0 for JPY, 3 for KWD; 2 for a code that is not in ISO 4217. */
export function exponent(currency: string): number {
  return EXPONENTS.get(currency) ?? 2;
}

/**
 * Money from an amount in whole currency units.
 *
 * @param major e.g. 12.5 for twelve and a half zloty; taken as its shortest decimal form, so 1.005 means exactly that.
 * @returns minor units, rounded half away from zero.
 * @throws RangeError when `major` is not finite or beyond {@link MAX_MINOR}: reading what people type is `input/amount.ts`.
 * @example fromMajor(12.5, 'PLN') // => { minor: 12_50, currency: 'PLN' }
 */
export function fromMajor(major: number, currency: string): Money {
  const { digits, scale } = toDecimal(major);
  return { minor: toSafeMinor(shiftDecimal(digits, exponent(currency) - scale)), currency };
}

/**
 * Rounds an amount to whole units of its currency: estimates are shown without cents.
 *
 * @param money its minor units may be a fraction: a mean, a share.
 * @example roundToWholeUnits({ minor: 12_49, currency: 'PLN' }) // => { minor: 12_00, currency: 'PLN' }
 */
export function roundToWholeUnits({ minor, currency }: Money): Money {
  const unit = 10 ** exponent(currency);
  return { minor: Math.round(minor / unit) * unit, currency };
}

/**
 * Money in minor units of another currency, computed exactly and rounded half away from zero once.
 *
 * @param to ISO 4217 code. @param rate units of `to` that one unit of the money's currency buys, > 0: 4.2537 for EUR to PLN.
 * @returns whole minor units of `to`.
 * @throws RangeError on a rate that is not a positive number, or a result beyond {@link MAX_MINOR}.
 * @example convert({ minor: 10_00, currency: 'EUR' }, 'PLN', 4.2537) // => 42_54
 */
export function convert({ minor, currency: from }: Money, to: string, rate: number): number {
  if (!(rate > 0)) throw new RangeError(`not a rate: ${rate}`);
  const { digits, scale } = toDecimal(rate);
  return toSafeMinor(shiftDecimal(BigInt(minor) * digits, exponent(to) - exponent(from) - scale));
}

/**
 * Weighted value of open deals: the sum of value x win probability.
 *
 * @param lines one per open deal; `valueMinor` >= 0 in whole minor units of one currency, `winProbability` in 0..1.
 *   An empty list is worth 0.
 * @returns whole minor units, rounded once, after the sum.
 * @throws RangeError on a probability outside 0..1: that is a bug, not user input.
 * Source: expected value of a sum, E[V] = sum(p_i * v_i).
 * @example weightedValue([{ valueMinor: 100_00, winProbability: 0.25 }]) // => 25_00
 */
export function weightedValue(lines: readonly { readonly valueMinor: number; readonly winProbability: number }[]): number {
  let sum = 0;
  for (const { valueMinor, winProbability } of lines) {
    if (!(winProbability >= 0 && winProbability <= 1)) throw new RangeError(`not a probability: ${winProbability}`);
    sum += valueMinor * winProbability;
  }
  return Math.round(sum);
}

/** A number as the decimal it prints: `digits` / 10^`scale`. Binary fractions (1.005 x 100 = 100.49…) never get in. */
function toDecimal(value: number): { digits: bigint; scale: number } {
  if (!Number.isFinite(value)) throw new RangeError(`not an amount: ${value}`);
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length - Number(exponent) };
}

/** `digits` x 10^`places`, rounded half away from zero. */
function shiftDecimal(digits: bigint, places: number): bigint {
  if (places >= 0) return digits * 10n ** BigInt(places);
  const divisor = 10n ** BigInt(-places);
  const half = digits < 0n ? -divisor / 2n : divisor / 2n;
  return (digits + half) / divisor;
}

function toSafeMinor(minor: bigint): number {
  if (minor > MAX_MINOR || minor < -MAX_MINOR) throw new RangeError(`beyond ${MAX_MINOR} minor units: ${minor}`);
  return Number(minor);
}
