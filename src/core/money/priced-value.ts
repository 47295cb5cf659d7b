import type { PlainDate } from '../time/calendar.ts';
import { convert, exponent, MAX_MINOR, type Money } from './money.ts';

/** A value as a deal keeps it: in its own currency and, at a rate frozen here, in the pipeline's. */
export type PricedValue = {
  /** Net; null: unknown. */
  readonly value: Money | null;
  /** Whole minor units of the pipeline's currency; null without a value or without a rate. */
  readonly pipelineValueMinor: number | null;
  readonly rate: number | null;
  readonly rateOn: PlainDate | null;
};

/** Of a deal whose value nobody has said. */
export const NO_VALUE: PricedValue = { value: null, pipelineValueMinor: null, rate: null, rateOn: null };

/** The currency of a value that the pipeline has no rate for: it counts in no total; undefined where there is none such. */
export const unpricedCurrency = ({ value, pipelineValueMinor }: PricedValue): string | undefined =>
  pipelineValueMinor === null ? value?.currency : undefined;

/** Whether a value would be more in the other currency than Lejek keeps. */
const isBeyondSums = ({ minor, currency }: Money, to: string, rate: number): boolean =>
  Math.abs(minor) * rate * 10 ** (exponent(to) - exponent(currency)) > MAX_MINOR - 1;

/**
 * Prices a value for a pipeline.
 *
 * @param rate units of the pipeline's currency for one unit of the value's, with its day; undefined when none is set. Then, and
 *   where the result would be beyond {@link MAX_MINOR}, the deal counts in numbers of deals and is left out of every total: amounts of different currencies are never added.
 */
export function priceForPipeline(
  value: Money,
  pipelineCurrency: string,
  rate: { readonly rate: number; readonly on: PlainDate } | undefined,
): PricedValue {
  if (value.currency === pipelineCurrency) return { ...NO_VALUE, value, pipelineValueMinor: value.minor };
  if (rate === undefined || isBeyondSums(value, pipelineCurrency, rate.rate)) return { ...NO_VALUE, value };
  return { value, pipelineValueMinor: convert(value, pipelineCurrency, rate.rate), rate: rate.rate, rateOn: rate.on };
}
