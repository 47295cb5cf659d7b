import type { PlainDate } from '../time/calendar.ts';

/** Two currencies: what one unit of the first is worth in the second. ISO 4217 codes. */
export type CurrencyPair = { readonly currency: string; readonly inCurrency: string };

/** From `from` on, one unit of `currency` is worth `rate` units of `inCurrency`, until the next rate of the pair. */
export type ExchangeRate = CurrencyPair & { readonly from: PlainDate; readonly rate: number };

/** Deals of one currency that count in no total, for want of a rate. */
export type UnratedDeals = {
  readonly currency: string;
  readonly count: number;
  /** Whole minor units of `currency`. */
  readonly valueMinor: number;
  /** The value is kept from the reader, whom it would tell what a hidden deal is worth, and stands there as 0. */
  readonly untold?: true | undefined;
};

/** Open deals in another currency that count in totals: the rates at which they do, and the days of these. */
export type ConvertedDeals = {
  readonly currency: string;
  readonly count: number;
  readonly least: number;
  readonly most: number;
  readonly from: PlainDate;
  readonly to: PlainDate;
};

/** A rate this many times higher or lower than the one before is asked about: a misplaced point, or the pair the wrong way round. */
export const UNUSUAL_FACTOR = 5;

const isSamePair = (a: CurrencyPair, b: CurrencyPair): boolean => a.currency === b.currency && a.inCurrency === b.inCurrency;

/** The rates of one pair, the latest first. */
export const ratesOfPair = (rates: readonly ExchangeRate[], pair: CurrencyPair): readonly ExchangeRate[] =>
  rates.filter((each) => isSamePair(each, pair)).toSorted((a, b) => b.from.localeCompare(a.from));

/** The rate of a pair in force on a day: the latest that began on it or before; undefined where there is none. */
export const rateOn = (rates: readonly ExchangeRate[], pair: CurrencyPair, on: PlainDate): ExchangeRate | undefined =>
  ratesOfPair(rates, pair).find(({ from }) => from <= on);

/** A rate that is far off the one it follows, and how many times it is that. */
export type UnusualRate = { readonly rate: ExchangeRate; readonly usual: ExchangeRate; readonly factor: number };

/**
 * Rates that look like a slip of the pen.
 *
 * @param entered what somebody is about to save. @param known what is stored: of each pair the one in force on that day counts, else the
 *   first one after it; a pair's first rate has nothing to be compared with.
 * @returns those at least {@link UNUSUAL_FACTOR} times higher or lower; `factor` >= 1, either way.
 */
export function unusualRates(entered: readonly ExchangeRate[], known: readonly ExchangeRate[]): readonly UnusualRate[] {
  return entered.flatMap((rate) => {
    const usual = rateOn(known, rate, rate.from) ?? ratesOfPair(known, rate).at(-1);
    if (usual === undefined) return [];
    const factor = Math.max(rate.rate / usual.rate, usual.rate / rate.rate);
    return factor >= UNUSUAL_FACTOR ? [{ rate, usual, factor }] : [];
  });
}
