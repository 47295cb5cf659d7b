import type { DealState } from '../deal/deal.ts';
import type { PlainDate } from '../time/calendar.ts';
import { convert, type Money } from './money.ts';

/** A value as a deal keeps it: in its own currency and, at a rate frozen here, in the pipeline's. */
export type PricedValue = Pick<DealState, 'valueMinor' | 'currency' | 'pipelineValueMinor' | 'rate' | 'rateOn'> & {
  readonly currency: string;
};

/**
 * Prices a value for a pipeline.
 *
 * @param rate units of the pipeline's currency for one unit of the value's, with its day; undefined when none is set. Then the
 *   deal counts in numbers of deals and is left out of every total: amounts of different currencies are never added.
 */
export function priceForPipeline(
  money: Money,
  pipelineCurrency: string,
  rate: { readonly rate: number; readonly on: PlainDate } | undefined,
): PricedValue {
  const value = { valueMinor: money.minor, currency: money.currency };
  if (money.currency === pipelineCurrency) return { ...value, pipelineValueMinor: money.minor, rate: null, rateOn: null };
  if (rate === undefined) return { ...value, pipelineValueMinor: null, rate: null, rateOn: null };
  const converted = convert(money, pipelineCurrency, rate.rate);
  return { ...value, pipelineValueMinor: converted, rate: rate.rate, rateOn: rate.on };
}
